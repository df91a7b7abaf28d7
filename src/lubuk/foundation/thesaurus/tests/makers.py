"""Small vocabularies as files."""

from __future__ import annotations

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://vocabulary.example/> .
"""


def turtle(body: str) -> bytes:
    return (HEAD + body).encode()


RIVERS = """
x:all a skos:ConceptScheme .
x:water a skos:Concept ; skos:inScheme x:all ; skos:prefLabel "Water"@en, "Air"@id ; skos:notation "W" ;
    skos:definition "What rivers carry."@en ; skos:scopeNote "Not ice."@en .
x:river a skos:Concept ; skos:inScheme x:all ; skos:prefLabel "Rivers"@en, "Sungai"@id ; skos:broader x:water ;
    skos:altLabel "Streams"@en, "Brooks"@en ; skos:hiddenLabel "Rivvers"@en ; skos:related x:flood ;
    skos:exactMatch <https://elsewhere.example/7> ; skos:closeMatch <https://elsewhere.example/8> .
x:hazard a skos:Concept ; skos:inScheme x:all ; skos:prefLabel "Hazards"@en, "Bahaya"@id .
x:flood a skos:Concept ; skos:inScheme x:all ; skos:prefLabel "Floods"@en, "Banjir"@id ;
    skos:broader x:hazard, x:water .
"""
