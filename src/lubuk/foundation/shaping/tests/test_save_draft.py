"""A draft is kept when it is right, and refused with all that is wrong when it isn't."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import Definition
from lubuk.foundation.shaping.tests.makers import A_TOUR, GUIDE, TOUR, guide_with
from lubuk.foundation.shaping.texts import MOST_BYTES
from tests.cast import everything, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

FIELD = "  - {{field: f{0}, type: text, label: {{en: F, id: F}}}}\n"
LINES = "".join(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
HOSTILE = [
    ("", "is empty"),
    ("kind: tour\x00", "can't be read as text"),
    ("- just\n- a list\n", "should"),
    ("kind: guide\n", 'should begin with "kind: tour"'),
    ("flow: tour\n", 'should begin with "kind: tour"'),
    (A_TOUR.replace("kind: tour", "kind: [tour]"), "should be a text"),
    (A_TOUR + "fields:\n" + "".join(FIELD.format(n) for n in range(300)), "holds more than 150"),
    (A_TOUR + f"# {'x' * MOST_BYTES}\n", "is larger than 100 kB"),
    (A_TOUR + "a0: &a0 lol\nx:\n" + LINES, "anchors (&) and aliases (*) are not read"),
    (A_TOUR + "x: !!python/object/apply:os.system [id]\n", "tags (!) are not read"),
    (A_TOUR + f"x: {'[' * 500}{']' * 500}\n", "nested more than 20 levels"),
    (A_TOUR.replace("flow: open", "flow: nowhere"), 'flow "nowhere" is unknown'),
    (A_TOUR.replace(", id: Studi banding", "", 1), 'the language "id" is missing'),
    (A_TOUR + "name: {en: A, id: B}\n", "given twice"),
]


def test_a_draft_is_kept_and_nothing_is_in_force_yet(adi: Person) -> None:
    actions.save_draft(TOUR, A_TOUR, by=adi, revision=0)
    follow()
    assert Definition.objects.get(key="tour").draft == A_TOUR
    assert get("tour") is None


@pytest.mark.parametrize(("text", "said"), HOSTILE)
def test_what_is_wrong_is_said_and_nothing_is_kept(adi: Person, text: str, said: str) -> None:
    before = everything()
    for _again in range(2):
        with pytest.raises(PackError) as wrong:
            actions.save_draft(TOUR, text, by=adi, revision=0)
        assert said in str(wrong.value)
    assert everything() == before


def test_what_it_would_break_elsewhere_is_said(adi: Person) -> None:
    """Items of regulations may be of the kind guide: a flow without the states of its kinds is no flow for them."""
    text = "flow: reviewed\nstates:\n  draft: {name: {en: Draft, id: Rancangan}}\n"
    actions.save_draft(("flow", "reviewed"), text, by=adi, revision=0)
    with pytest.raises(PackError):
        actions.save_draft(GUIDE, guide_with("flow: reviewed", "flow: reviewd"), by=adi, revision=0)


def test_of_two_officers_the_second_is_told(adi: Person, odi: Person) -> None:
    actions.save_draft(TOUR, A_TOUR, by=odi, revision=0)
    with refused("Odi Tirta changed this while you had it open", actions.Overtaken):
        actions.save_draft(TOUR, A_TOUR, by=adi, revision=0)


def test_only_officers_of_all_institutions_shape_kinds(
    ana: Person, dora: Person, odi: Person, nia: Person
) -> None:
    for person in (ana, dora, odi):  # with the harbour there are two institutions, and odi keeps one of them
        with not_allowed():
            actions.save_draft(TOUR, A_TOUR, by=person, revision=0)
