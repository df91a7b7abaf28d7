"""A made-up library of any size, written in bulk into an empty database and shaped as one in use.

Only for measuring: nobody acted here, so the trail says nothing of it. The texts are in `prose.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import keep, kinds
from lubuk.foundation.items.models import Audience, Author, Item, ItemSubject, Link, NamedReader, Tag, Version
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.recording import record
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.rebuild import rebuild
from lubuk.site.bench.prose import Prose
from lubuk.site.sessions import SessionStore

AT_ONCE = 500  # items of a bulk insert
ROUND = 60  # pages of each sort that a bench goes round
OFFICES, TEAMS, PEOPLE, BRANCHES, TWIGS, SECTIONS = 8, 5, 300, 10, 6, 6
AUDIENCES = {"public": 45, "institution": 35, "unit": 10, "institutions": 8, "people": 2}
PHASES = {"published": 92, "draft": 6, "withdrawn": 2}
TEXTUAL = {"text", "long-text", "rich-text"}


@dataclass(frozen=True)
class Stock:
    """Where a visitor may go, and the session with which each comes."""

    paths: Mapping[str, Sequence[str]]
    sessions: Mapping[str, str]


def stock(items: int) -> Stock:
    chance = Random(7)  # noqa: S311 - the same library each time
    places = Places.made()
    shelves = Shelves(places, chance)
    for numbers in batched(range(1, items + 1), AT_ONCE):
        shelves.fill(numbers)
    record(act="Stocked", by=None)
    rebuild()
    staff, steward = places.people[0], places.people[1]
    sessions = {"staff": session_of(staff), "steward": session_of(steward)}
    return Stock(paths=dict(paths_of(shelves.prose)), sessions=sessions)


@dataclass(frozen=True)
class Places:
    units: list[Unit]
    subjects: list[Subject]
    sections: list[Section]
    people: list[Person]

    @classmethod
    def made(cls) -> "Places":
        root = Unit.objects.create(labels={"en": "City of Measures", "id": "Kota Ukuran"})
        units, subjects = [root], []
        for number in range(OFFICES):
            office = Unit.objects.create(labels={"en": f"Office {number}"}, parent=root)
            teams = [{"en": f"Team {number}.{team}"} for team in range(TEAMS)]
            units += [office, *(Unit.objects.create(labels=labels, parent=office) for labels in teams)]
        for number in range(BRANCHES):
            branch = Subject.objects.create(labels={"en": f"Subject {number}"})
            twigs = [{"en": f"Subject {number}.{twig}"} for twig in range(TWIGS)]
            subjects += [branch, *(Subject.objects.create(labels=labels, parent=branch) for labels in twigs)]
        sections = [
            Section.objects.create(labels={"en": f"Section {n}"}, unit=units[n]) for n in range(SECTIONS)
        ]
        made = cls(units, subjects, sections, people_of(units))
        made.give_roles()
        return made

    def give_roles(self) -> None:
        """The second person is steward of an office; so has every unit and every subject a steward above
        it."""
        stewards = self.people[1:]
        places = [unit for unit in self.units if unit.depth == 1]
        roles = [Role(name=RoleName.STEWARD, unit=unit) for unit in places]
        roles += [
            Role(name=RoleName.STEWARD, subject=subject) for subject in self.subjects if not subject.depth
        ]
        for role, person in zip(roles, stewards, strict=False):
            role.person = person
        Role.objects.bulk_create(roles)


def people_of(units: list[Unit]) -> list[Person]:
    teams = [unit for unit in units if unit.depth > 1]
    people = [
        Person(
            username=f"person{n}", email=f"person{n}@example.org", name=f"Person Number{n}",
            unit=teams[n % len(teams)], post="Officer", password="!",  # noqa: S106 - nobody can sign in with it
        )
        for n in range(PEOPLE)
    ]  # fmt: skip
    return Person.objects.bulk_create(people)


class Shelves:
    """Items with all that hangs on them. Their numbers are their ids, so nothing is read back."""

    def __init__(self, places: Places, chance: Random) -> None:
        self.places, self.chance, self.prose = places, chance, Prose(chance)
        self.kinds = [(kind, keep(kind)) for kind in kinds().values()]
        self.now = timezone.now()

    def fill(self, numbers: Sequence[int]) -> None:
        items = [self.item(number) for number in numbers]
        Item.objects.bulk_create(items)
        versions = Version.objects.bulk_create(version for item in items for version in self.versions(item))
        for version in versions:  # the last of an item stays
            if version.item.phase == "draft":
                version.item.draft = version
            else:
                version.item.published = version
        Item.objects.bulk_update(items, ["published", "draft"])
        self.hang_on(items)

    def item(self, number: int) -> Item:
        kind, fingerprint = self.chance.choice(self.kinds)
        phase = self.one_of(PHASES)
        published = None if phase == "draft" else self.now - timedelta(hours=self.chance.randrange(30_000))
        is_endorsed = published and self.chance.random() < 0.3
        check_in = timedelta(days=self.chance.randint(-60, 600))
        return Item(
            pk=number, kind=kind.key, kind_version=fingerprint, number=f"X-{number:06}",
            title=self.prose.title(), summary=self.prose.paragraph(1), language=self.chance.choice(["en", "id"]),
            owner=self.chance.choice(self.places.people), unit=self.chance.choice(self.places.units),
            section=self.chance.choice([None, *self.places.sections]), audience=self.one_of(AUDIENCES),
            state=phase, phase=phase, published_at=published, changed_at=published or self.now,
            endorsed_at=published if is_endorsed else None,
            check_by=(self.now + check_in).date() if is_endorsed else None,
        )  # fmt: skip

    def versions(self, item: Item) -> Iterator[Version]:
        mentions = [self.chance.randint(1, item.pk) for _ in range(2)]
        for number in range(1, self.chance.randint(1, 3) + 1):
            yield Version(
                item=item, number=number, state=item.state, title=item.title, summary=item.summary,
                body=self.prose.body(mentions), fields=self.fields(self.kind(item)), author=item.owner,
                note=self.prose.words(4), published_at=item.published_at,
            )  # fmt: skip

    def kind(self, item: Item) -> Kind:
        return kinds()[item.kind]

    def fields(self, kind: Kind) -> dict[str, str]:
        said = {
            definition.name: self.prose.paragraph(1)
            for definition in kind.fields
            if definition.type in TEXTUAL
        }
        rich = {definition.name for definition in kind.fields if definition.type == "rich-text"}
        return {name: f"<p>{text}</p>" if name in rich else text for name, text in said.items()}

    def hang_on(self, items: list[Item]) -> None:
        chance, places = self.chance, self.places
        subjects = [(item, subject) for item in items for subject in chance.sample(places.subjects, 2)]
        ItemSubject.objects.bulk_create(ItemSubject(item=item, subject=subject) for item, subject in subjects)
        Tag.objects.bulk_create(Tag(item=item, word=f"tag {chance.randrange(400)}") for item in items)
        written_by_two = [item for item in items if item.pk % 5 == 0]
        Author.objects.bulk_create(
            Author(item=item, person=chance.choice(places.people)) for item in written_by_two
        )
        named = [item for item in items if item.audience == Audience.PEOPLE]
        NamedReader.objects.bulk_create(
            NamedReader(item=item, person=chance.choice(places.people)) for item in named
        )
        Link.objects.bulk_create(
            (
                Link(source=item, target_id=chance.randint(1, item.pk), meaning=Link.MENTIONS)
                for item in items
            ),
            ignore_conflicts=True,
        )

    def one_of(self, weights: Mapping[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]


def paths_of(prose: Prose) -> Iterator[tuple[str, list[str]]]:
    """Pages that everyone may read, so that all visitors go the same way."""
    public = Item.objects.published().filter(audience=Audience.PUBLIC).order_by("pk")
    step = max(public.count() // ROUND, 1)
    yield "item", [item.get_absolute_url() for item in public[::step][:ROUND]]
    yield "library", [reverse("library:library")]
    shelves = [reverse("library:kind", args=[key]) for key in kinds()]
    yield "shelf", [f"{shelf}?page={page}" for shelf in shelves for page in (1, 2, 5)]
    yield "search", [f"{reverse('search')}?q={prose.words(2).replace(' ', '+')}" for _ in range(ROUND)]
    yield "home", [reverse("home")]


def session_of(person: Person) -> str:
    """The key of a session in which the person has signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
