"""A vocabulary comes in, comes again, changes, and goes out as it came."""

import pytest
from pytest_django import DjangoAssertNumQueries
from rdflib import Graph
from rdflib.compare import isomorphic

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions as item_actions
from lubuk.foundation.places.actions import add
from lubuk.foundation.subjects.models import Subject, SubjectRelation
from lubuk.foundation.thesaurus.actions import bring_in
from lubuk.foundation.thesaurus.planning import Plan, plan
from lubuk.foundation.thesaurus.reading import read
from lubuk.foundation.thesaurus.tests.makers import RIVERS, turtle
from lubuk.foundation.thesaurus.writing import whole
from lubuk.foundation.trail.models import Entry
from tests.cast import an_article, everything, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def bring(body: str, by: Person | None = None, agreed: str = "") -> Plan:
    return bring_in(read(turtle(body), "rivers.ttl"), by=by, source="rivers.ttl", agreed=agreed)


def looked(body: str) -> Plan:
    return plan(read(turtle(body), "rivers.ttl"))


def named(name: str) -> Subject:
    return Subject.objects.get(labels__en=name)


def test_the_tree_stands_and_further_broader_ones_are_kept() -> None:
    bring(RIVERS)
    flood = named("Floods")
    assert flood.parent == named("Hazards")
    assert list(
        SubjectRelation.objects.filter(source=flood, meaning="broader").values_list("target", flat=True)
    ) == [named("Water").pk]
    assert named("Rivers").lineage == [named("Water").pk, named("Rivers").pk]
    assert SubjectRelation.objects.filter(meaning="related").count() == 1


def test_the_same_file_again_changes_nothing() -> None:
    bring(RIVERS)
    before = everything()
    assert bring(RIVERS).is_empty
    assert everything() == before


def test_what_goes_out_comes_back_equal() -> None:
    bring(RIVERS)
    for form in ("ttl", "rdf"):
        again = read(whole(form), f"rivers.{form}")
        assert again == read(turtle(RIVERS), "rivers.ttl")


def test_both_formats_say_the_same() -> None:
    bring(RIVERS)
    assert isomorphic(
        Graph().parse(data=whole("ttl"), format="turtle"), Graph().parse(data=whole("rdf"), format="xml")
    )


def test_our_own_subjects_go_out_and_come_back_as_themselves(leaks: Subject) -> None:
    leaks.scope_notes = {"en": "Two\nlines."}
    leaks.save()
    before = everything()
    assert bring_in(read(whole(), "own.ttl"), by=None, source="own.ttl").is_empty
    assert everything() == before


def test_a_new_version_is_looked_at_before_it_is_taken() -> None:
    bring(RIVERS)
    newer = RIVERS.replace('"Rivers"@en', '"Rivers and streams"@en')
    newer = newer.replace("skos:broader x:hazard, x:water", "skos:broader x:water")
    newer += (
        "x:lake a skos:Concept ; skos:inScheme x:all ; skos:prefLabel 'Lakes'@en ; skos:broader x:water ."
    )
    seen = looked(newer)
    assert [concept.labels for concept in seen.new] == [{"en": "Lakes"}]
    assert [row.names for row in seen.renamed] == [("Rivers", "Rivers and streams")]
    assert [(row.subject.name, row.before, row.after) for row in seen.moved] == [
        ("Floods", "Hazards", "Water")
    ]
    bring(newer, agreed=seen.fingerprint)
    assert named("Floods").path == f"{named('Water').path}{named('Floods').pk}/"
    assert looked(newer).is_empty


def test_what_was_not_seen_is_not_taken() -> None:
    seen = looked(RIVERS)
    bring("x:water a skos:Concept; skos:inScheme x:all; skos:prefLabel 'Water'@en .")
    with refused("changed in the meantime"):
        bring(RIVERS, agreed=seen.fingerprint)


def test_what_the_file_no_longer_holds_goes_unless_it_is_used(ana: Person) -> None:
    bring(RIVERS)
    an_article(by=ana, subjects=[named("Floods")])
    rest = RIVERS[: RIVERS.index("x:river a")]
    done = bring(rest)
    assert {subject.labels["en"] for subject in done.gone} == {"Rivers"}
    assert {subject.name for subject in done.kept} == {
        "Floods",
        "Hazards",
    }  # it stands above one that is used
    assert set(Subject.objects.values_list("labels__en", flat=True)) == {"Water", "Floods", "Hazards"}


def test_a_steward_keeps_a_subject_too(ana: Person) -> None:
    bring(RIVERS)
    give_role(ana, "steward", by=None, subject=named("Rivers"))
    assert named("Rivers") in bring(RIVERS[: RIVERS.index("x:river a")]).kept


def test_subjects_made_here_are_never_in_question(odi: Person, leaks: Subject) -> None:
    bring(RIVERS)
    own = Subject(labels={"en": "Dikes"}, parent=named("Water"))
    add(own, by=odi)
    bring(RIVERS.replace("What rivers carry", "What all rivers carry"))
    own.refresh_from_db()
    assert own.parent == named("Water")
    assert Subject.objects.filter(pk=leaks.pk).exists()


def test_the_trail_says_what_came_of_it(odi: Person) -> None:
    bring(RIVERS, by=odi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.about, entry.to_state) == ("SubjectsBroughtIn", "subjects rivers.ttl", "new 4")


def test_only_who_may_arrange_subjects_brings_them_in(dora: Person) -> None:
    with not_allowed():
        bring(RIVERS, by=dora)


def test_a_ring_is_refused_with_its_names() -> None:
    ring = """x:a a skos:Concept; skos:prefLabel 'A'@en; skos:broader x:b . x:b a skos:Concept; skos:prefLabel 'B'@en;
        skos:broader x:c . x:c a skos:Concept; skos:prefLabel 'C'@en; skos:broader x:a ."""
    with refused("A → B → C → A"):
        bring(ring)


def test_a_well_is_refused() -> None:
    deep = (
        "".join(
            f"x:{n} a skos:Concept; skos:prefLabel '{n}'@en; skos:broader x:{n + 1} . " for n in range(40)
        )
        + "x:40 a skos:Concept; skos:prefLabel 'top'@en ."
    )
    with refused("deeper than 30 levels"):
        bring(deep)


def test_items_keep_their_subjects(ana: Person) -> None:
    bring(RIVERS)
    item = an_article(by=ana, subjects=[named("Rivers")])
    bring(RIVERS.replace('"Rivers"@en', '"Streams of all kinds"@en'))
    assert item_actions.placing.subjects_of(item) == {named("Streams of all kinds").pk}


def test_ten_times_the_concepts_ask_hardly_more_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Many rows go in with one question. AGROVOC, with 40,000 concepts, comes in within minutes."""
    for concepts in (200, 2_000):
        with django_assert_max_num_queries(60):
            bring(many(concepts))
        assert Subject.objects.count() == concepts


def many(concepts: int) -> str:
    """In two languages, eight below each."""
    lines = []
    for n in range(concepts):
        above = f"; skos:broader x:c{(n - 1) // 8}" if n else ""
        beside = f"; skos:related x:c{n - 3}" if n % 5 == 4 else ""
        lines.append(
            f'x:c{n} a skos:Concept; skos:inScheme x:all; skos:prefLabel "Concept {n}"@en, "Konsep {n}"@id; '
            f'skos:altLabel "Also {n}"@en{above}{beside} .'
        )
    return "\n".join(lines)
