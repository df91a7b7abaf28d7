"""From a SKOS file (Turtle or RDF/XML) to concepts, or to a sentence that says what is wrong with it.

Files come from strangers: one that is too large, declares entities or asks for other files is refused before it
is taken apart. Nothing is ever fetched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from xml.parsers import expat
from xml.sax import SAXException

from django.conf import settings
from django.utils.translation import gettext as _
from rdflib import RDF, SKOS, BNode, Graph, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from lubuk.foundation.refusal import Refused
from lubuk.foundation.thesaurus.concepts import Concept, Names, Words

MOST_BYTES = 200 * 2**20  # AGROVOC in all its languages is about that; it is read into memory
LONGEST_LABEL = 160  # letters, as for a name given by hand
LONGEST_NOTE = 4_000
LONGEST_URI = 500
MOST_MATCHES = 50
DEEPEST = 30  # levels; the path of a subject keeps the numbers of all that it stands under

FORMATS = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".owl": "xml"}
BASE = "urn:lubuk:file/"  # for names that a file gives relative to itself


def read(content: bytes, name: str) -> list[Concept]:
    """The concepts of a file, by URI. `name` is the file's, its ending says the format. Raises Refused."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending not in FORMATS:
        raise Refused(_("Choose a SKOS file: Turtle (.ttl) or RDF/XML (.rdf, .xml)."))
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is too large: at most %(most)s MB.") % {"most": MOST_BYTES // 2**20})
    graph = parse(content, FORMATS[ending])
    concepts = [concept(graph, node) for node in sorted(nodes_of(graph))]
    if not concepts:
        raise Refused(_("There is no skos:Concept in this file."))
    unnamed = [concept.uri for concept in concepts if not concept.labels]
    if unnamed:
        raise Refused(_("This concept has no preferred label: %(uri)s") % {"uri": unnamed[0]})
    return list(with_both_sides(concepts, graph))


def parse(content: bytes, form: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    try:
        if form == "xml":
            refuse_declarations(content)
        graph.parse(data=content, format=form, publicID=BASE)
    except (BadSyntax, ParserError, SAXException, expat.ExpatError, UnicodeDecodeError, ValueError) as error:
        said = str(getattr(error, "message", "") or error).splitlines() or [""]
        raise Refused(_("The file can't be read: %(error)s") % {"error": said[0][:200]}) from error
    except RecursionError as error:
        raise Refused(_("The file can't be read: it is nested too deeply.")) from error
    return graph


def refuse_declarations(content: bytes) -> None:
    """A document type can name other files and make gigabytes of a line: no SKOS file needs one."""

    def refuse(*_declared: object) -> None:
        raise Refused(_("The file declares a document type (<!DOCTYPE …>). Take that out and try again."))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.Parse(content, True)


def nodes_of(graph: Graph) -> set[URIRef]:
    """What the file calls a concept, or gives a preferred label and a place among concepts."""
    called = set(graph.subjects(RDF.type, SKOS.Concept))
    placed = set(graph.subjects(SKOS.broader, None)) | set(graph.objects(None, SKOS.broader))
    called |= {node for node in placed if (node, SKOS.prefLabel, None) in graph}
    return {node for node in called if isinstance(node, URIRef)}


def concept(graph: Graph, node: URIRef) -> Concept:
    uri = str(node)
    if len(uri) > LONGEST_URI:
        raise Refused(_("This address of a concept is too long: %(uri)s") % {"uri": uri[:80]})
    schemes = sorted({*uris(graph, node, SKOS.inScheme), *uris(graph, node, SKOS.topConceptOf)})
    labels = one_each(graph, node, SKOS.prefLabel, LONGEST_LABEL)
    notations = sorted(str(value).strip() for value in graph.objects(node, SKOS.notation))
    return Concept(
        uri=uri,
        labels=labels,
        alt_labels=all_of(graph, node, SKOS.altLabel),
        hidden_labels=all_of(graph, node, SKOS.hiddenLabel),
        definitions=one_each(graph, node, SKOS.definition, LONGEST_NOTE),
        scope_notes=one_each(graph, node, SKOS.scopeNote, LONGEST_NOTE),
        notation=notations[0][:80] if notations else "",
        scheme=schemes[0][:LONGEST_URI] if schemes else "",
        broader=uris(graph, node, SKOS.broader),
        related=uris(graph, node, SKOS.related),
        exact_matches=uris(graph, node, SKOS.exactMatch)[:MOST_MATCHES],
        close_matches=uris(graph, node, SKOS.closeMatch)[:MOST_MATCHES],
    )


def uris(graph: Graph, node: URIRef, relation: URIRef) -> tuple[str, ...]:
    found = {str(value) for value in graph.objects(node, relation) if isinstance(value, URIRef)}
    return tuple(sorted(found - {str(node)}))


def literals(graph: Graph, node: URIRef, relation: URIRef) -> Iterable[tuple[str, str]]:
    """Language and words. A note may be a resource of its own with the words in rdf:value (SKOS Primer, 4.2)."""
    for value in graph.objects(node, relation):
        words: Iterable[Node] = [value]
        if isinstance(value, (URIRef, BNode)):
            words = graph.objects(value, RDF.value)
        for said in words:
            if isinstance(said, Literal) and (text := str(said).replace("\0", "").strip()):
                yield (said.language or settings.LANGUAGE_CODE).lower(), text


def one_each(graph: Graph, node: URIRef, relation: URIRef, longest: int) -> Words:
    """SKOS allows one preferred label a language; of more, the first by letter stays the same each time."""
    said: Words = {}
    for language, text in sorted(literals(graph, node, relation), reverse=True):
        said[language] = text[:longest].rstrip() if longest > LONGEST_LABEL else tidy(text)
    return dict(sorted(said.items()))


def tidy(label: str) -> str:
    return " ".join(label.split())[:LONGEST_LABEL].rstrip()


def all_of(graph: Graph, node: URIRef, relation: URIRef) -> Names:
    said: defaultdict[str, set[str]] = defaultdict(set)
    for language, text in literals(graph, node, relation):
        said[language].add(tidy(text))
    return {language: sorted(said[language]) for language in sorted(said)}


def with_both_sides(concepts: list[Concept], graph: Graph) -> Iterable[Concept]:
    """skos:narrower says skos:broader from the other end, and skos:related is symmetric (SKOS Reference, 8.4)."""
    known = {concept.uri for concept in concepts}
    broader: defaultdict[str, set[str]] = defaultdict(set)
    related: defaultdict[str, set[str]] = defaultdict(set)
    for upper, below in graph.subject_objects(SKOS.narrower):
        broader[str(below)].add(str(upper))
    for one, other in graph.subject_objects(SKOS.related):
        related[str(one)].add(str(other))
        related[str(other)].add(str(one))
    for each in concepts:
        above = {uri for uri in (*each.broader, *broader[each.uri]) if uri in known and uri != each.uri}
        beside = {uri for uri in related[each.uri] if uri in known and uri != each.uri} - above
        yield replace(each, broader=tuple(sorted(above)), related=tuple(sorted(beside)))
