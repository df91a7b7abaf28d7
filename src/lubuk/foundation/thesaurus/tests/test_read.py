"""What is made of a file, and what is refused in words."""

import pytest

from lubuk.foundation.thesaurus.concepts import Concept
from lubuk.foundation.thesaurus.reading import read
from lubuk.foundation.thesaurus.tests.makers import RIVERS, turtle
from tests.cast import refused

X = "https://vocabulary.example/"


def concepts(body: str) -> dict[str, Concept]:
    return {concept.uri.removeprefix(X): concept for concept in read(turtle(body), "rivers.ttl")}


def test_all_that_skos_says_is_read() -> None:
    river = concepts(RIVERS)["river"]
    assert river.labels == {"en": "Rivers", "id": "Sungai"}
    assert river.alt_labels == {"en": ["Brooks", "Streams"]}
    assert river.hidden_labels == {"en": ["Rivvers"]}
    assert (river.broader, river.related) == ((f"{X}water",), (f"{X}flood",))
    assert river.exact_matches == ("https://elsewhere.example/7",)
    assert concepts(RIVERS)["water"].definitions == {"en": "What rivers carry."}
    assert concepts(RIVERS)["water"].notation == "W"


def test_a_relation_counts_from_either_side() -> None:
    read_back = concepts(
        RIVERS + "x:river skos:narrower x:delta . x:delta a skos:Concept; skos:prefLabel 'Delta'@en ."
    )
    assert read_back["flood"].related == (f"{X}river",)
    assert read_back["delta"].broader == (f"{X}river",)


def test_a_note_that_is_a_thing_of_its_own_is_read_too() -> None:
    said = "x:a a skos:Concept; skos:prefLabel 'A'@en; skos:definition [ rdf:value 'First letter.'@en ] ."
    prefix = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
    assert concepts(prefix + said)["a"].definitions == {"en": "First letter."}


def test_of_two_preferred_labels_the_same_one_wins_each_time() -> None:
    assert concepts("x:a a skos:Concept; skos:prefLabel 'Beta'@en, 'Alpha'@en .")["a"].labels == {
        "en": "Alpha"
    }


def test_rdf_xml_is_read() -> None:
    xml = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="https://vocabulary.example/a">
      <skos:prefLabel xml:lang="en">Alpha</skos:prefLabel></skos:Concept></rdf:RDF>"""
    (concept,) = read(xml, "a.rdf")
    assert concept.labels == {"en": "Alpha"}


BOMB = b"""<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&c;</rdf:RDF>"""
FETCH = b"""<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (BOMB, "a.rdf", "declares a document type"),
        (FETCH, "a.rdf", "declares a document type"),
        (b"<rdf:RDF", "a.rdf", "can't be read"),
        (b"\xff\xfe\x00", "a.ttl", "can't be read"),
        (b"x:a a skos:Concept .", "a.ttl", "can't be read"),
        (b"[" * 50_000, "a.ttl", "can't be read"),
        (b"", "a.ttl", "no skos:Concept"),
        (b"hello", "a.csv", "Choose a SKOS file"),
        (b"hello", "noending", "Choose a SKOS file"),
        (turtle("x:a a skos:Concept ."), "a.ttl", "no preferred label"),
        (turtle("x:" + "a" * 600 + " a skos:Concept; skos:prefLabel 'A'@en ."), "a.ttl", "too long"),
    ],
    ids=["bomb", "fetch", "cut off", "not text", "no prefix", "nested", "empty", "csv", "no ending", "no label", "long"],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_kept(content: bytes, name: str, words: str) -> None:
    with refused(words):
        read(content, name)
