"""Subjects as SKOS: the whole vocabulary as a file, or one subject for a machine that asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from lubuk.foundation.subjects.models import Subject, SubjectRelation

FORMATS = {"ttl": ("turtle", "text/turtle"), "rdf": ("xml", "application/rdf+xml")}
DCTERMS = Namespace("http://purl.org/dc/terms/")
IN_LANGUAGES = {"labels": SKOS.prefLabel, "definitions": SKOS.definition, "scope_notes": SKOS.scopeNote}
LISTS = {"alt_labels": SKOS.altLabel, "hidden_labels": SKOS.hiddenLabel}
MATCHES = {"exact_matches": SKOS.exactMatch, "close_matches": SKOS.closeMatch}


def own_scheme() -> str:
    """The address of the vocabulary made here."""
    return f"{settings.CONFIGURATION.url.rstrip('/')}{reverse('library:library')}#subjects"


def whole(form: str = "ttl") -> bytes:
    """Every subject. `form` is "ttl" or "rdf"."""
    graph = new_graph()
    subjects = list(Subject.objects.all())
    uris = {subject.pk: subject.lasting_uri for subject in subjects}
    for subject in subjects:
        add(graph, subject, uris.get(subject.parent_id or 0))
    rows = SubjectRelation.objects.values_list("source_id", "target_id", "meaning")
    relate(graph, rows, uris)
    return serialised(graph, form)


def one(subject: Subject, form: str = "ttl") -> bytes:
    """A subject with its neighbours' addresses and names, so that who reads it can go on."""
    graph = new_graph()
    beside = SubjectRelation.objects.filter(source=subject) | SubjectRelation.objects.filter(target=subject)
    rows = list(beside.values_list("source_id", "target_id", "meaning"))
    ids = {pk for source, target, _meaning in rows for pk in (source, target)}
    near = Subject.objects.filter(pk__in=ids | {subject.parent_id}) | Subject.objects.filter(parent=subject)
    uris = {subject.pk: subject.lasting_uri}
    for other in near.distinct():
        uris[other.pk] = other.lasting_uri
        name(graph, other)
        if other.parent_id == subject.pk:
            graph.add((URIRef(uris[subject.pk]), SKOS.narrower, URIRef(other.lasting_uri)))
    add(graph, subject, uris.get(subject.parent_id or 0))
    relate(graph, rows, uris)
    return serialised(graph, form)


def new_graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.bind("skos", SKOS)
    graph.bind("rdf", RDF)
    graph.bind("dct", DCTERMS)
    return graph


def add(graph: Graph, subject: Subject, parent: str | None) -> None:
    node = URIRef(subject.lasting_uri)
    scheme = URIRef(subject.scheme or own_scheme())
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for field, relation in IN_LANGUAGES.items():
        for code, words in getattr(subject, field).items():
            graph.add((node, relation, Literal(words, lang=code)))
    for field, relation in LISTS.items():
        for code, names in getattr(subject, field).items():
            for words in names:
                graph.add((node, relation, Literal(words, lang=code)))
    for field, relation in MATCHES.items():
        for uri in getattr(subject, field):
            graph.add((node, relation, URIRef(uri)))
    if subject.notation:
        graph.add((node, SKOS.notation, Literal(subject.notation)))
    if parent:
        graph.add((node, SKOS.broader, URIRef(parent)))
    else:
        graph.add((node, SKOS.topConceptOf, scheme))


def name(graph: Graph, subject: Subject) -> None:
    for code, words in subject.labels.items():
        graph.add((URIRef(subject.lasting_uri), SKOS.prefLabel, Literal(words, lang=code)))


def relate(graph: Graph, rows: Iterable[tuple[int, int, str]], uris: dict[int, str]) -> None:
    for source, target, meaning in rows:
        relation = SKOS.broader if meaning == SubjectRelation.BROADER else SKOS.related
        graph.add((URIRef(uris[source]), relation, URIRef(uris[target])))
        if relation == SKOS.related:
            graph.add((URIRef(uris[target]), relation, URIRef(uris[source])))


def serialised(graph: Graph, form: str) -> bytes:
    written: bytes = graph.serialize(format=FORMATS[form][0], encoding="utf-8")
    return written
