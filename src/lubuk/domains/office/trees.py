"""The three trees of the office: what each is called and holds, so that one set of pages serves them all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lubuk.domains.office.queries import sections_in_care_of, units_in_care_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.places.queries import Place
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit


@dataclass(frozen=True, kw_only=True)
class Tree:
    key: str  # in the address
    model: type[Unit] | type[Subject] | type[Section]
    icon: str
    heading: Promise
    lede: Promise
    add: Promise
    add_below: Promise
    at_the_top: Promise
    empty: Promise

    @property
    def url(self) -> str:
        return reverse("office:places", args=[self.key])

    def places_for(self, person: Person) -> QuerySet[Unit] | QuerySet[Subject] | QuerySet[Section]:
        """Subjects are everybody's; units and sections those of the person's institutions."""
        if self.model is Unit:
            return units_in_care_of(person)
        return sections_in_care_of(person) if self.model is Section else Subject.objects.all()

    def place_or_404(self, person: Person, slug: str) -> Place:
        place: Place | None = self.places_for(person).select_related("parent").filter(slug=slug).first()
        if place is None:
            raise Http404
        return place


TREES = {
    tree.key: tree
    for tree in (
        Tree(
            key="units",
            model=Unit,
            icon="network",
            heading=_("Units"),
            lede=_(
                "The organisation as it stands. Rename and move at will: pages, people and addresses stay."
            ),
            add=_("Add an institution"),
            add_below=_("Add a unit below"),
            at_the_top=_("On its own, as an institution"),
            empty=_("There is no unit yet."),
        ),
        Tree(
            key="sections",
            model=Section,
            icon="library",
            heading=_("Sections"),
            lede=_("The shelves of the library. A guest is let into one of them, and into nothing else."),
            add=_("Add a section"),
            add_below=_("Add a section below"),
            at_the_top=_("At the top"),
            empty=_("There is no section yet."),
        ),
        Tree(
            key="subjects",
            model=Subject,
            icon="tags",
            heading=_("Subjects"),
            lede=_("What knowledge is about. All institutions share these words, so change them with care."),
            add=_("Add a subject"),
            add_below=_("Add a subject below"),
            at_the_top=_("At the top"),
            empty=_("There is no subject yet."),
        ),
    )
}


def tree_or_404(key: str) -> Tree:
    if key not in TREES:
        raise Http404
    return TREES[key]
