"""Institutions, units, subjects, sections and people of the sample."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.labels import in_language
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit

WITHOUT_A_ROW = {"staff", "citizen"}  # the unit, or its absence, says it


@dataclass
class Places:
    """What the sample's files call by a key."""

    units: dict[str, Unit] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    password: str = ""
    hashed: str = ""  # once: hashing is slow on purpose


def load_places(folder: Path) -> Places:
    places = Places(password=a_password())
    places.hashed = make_password(places.password)
    said = read(folder / "institution.yaml")
    for institution in said["institutions"]:
        for unit in planted(institution, "units", "names", Unit, None):
            places.units[unit[0]] = unit[1]
    for branch in read(folder / "subjects.yaml")["subjects"]:
        for slug, subject in planted(branch, "subjects", "labels", Subject, None):
            places.subjects[slug] = subject
    for shelf in said["sections"]:
        places.sections[shelf["key"]] = Section.objects.create(
            labels=shelf["labels"], slug=shelf["key"], unit=places.units[shelf["unit"]]
        )
    for who in read(folder / "people.yaml")["people"]:
        places.people[who["username"]] = load_person(who, places)
    return places


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def a_password() -> str:
    """One for all sample people, new for each installation: a known one would be a door left open."""
    return "-".join(secrets.choice(WORDS) for _n in range(4))


WORDS = [
    *("river", "stone", "valve", "boat", "reed", "ferry", "basin", "lamp", "delta"),
    *("heron", "tide", "rope", "shore", "well", "brook", "canal"),
]


def planted[N: (Unit, Subject)](
    said: dict[str, Any], below: str, labels: str, model: type[N], parent: N | None
) -> Iterator[tuple[str, N]]:
    """A node and everything under it, from the top."""
    key = said.get("key") or said["slug"]
    node = model(labels=said[labels], slug=key, parent=parent)
    if isinstance(node, Subject):
        node.definitions = said.get("definition", {})
    node.save()
    yield key, node
    for child in said.get(below, []):
        yield from planted(child, below, labels, model, node)


def load_person(said: dict[str, Any], places: Places) -> Person:
    language = said.get("language", "en")
    unit = places.units.get(said.get("unit") or "")
    person = Person.objects.create_user(
        said["username"],
        said["email"],
        name=said["name"],
        unit=unit,
        language=language,
        post=in_language(said.get("post", {}), language),
        about=in_language(said.get("about", {}), language),
    )
    Person.objects.filter(pk=person.pk).update(password=places.hashed)
    for role in said["roles"]:
        if role["role"] not in WITHOUT_A_ROW:
            load_role(person, role, places)
    return person


def load_role(person: Person, said: dict[str, Any], places: Places) -> None:
    until = timezone.localdate() + timedelta(days=said["until"]) if "until" in said else None
    give_role(
        person,
        said["role"],
        by=None,
        unit=places.units.get(said.get("unit", "")),
        subject=places.subjects.get(said.get("subject", "")),
        section=places.sections.get(said.get("section", "")),
        until=until,
    )
