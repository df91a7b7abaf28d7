"""Packs of other installations: all of it, or nothing."""

import io
import zipfile

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import DefinitionVersion
from lubuk.foundation.shaping.packing import packed, unpacked
from lubuk.foundation.shaping.tests.makers import A_TOUR, GUIDE, TOUR, a_shaped_kind, revision
from lubuk.foundation.shaping.texts import MOST_BYTES, shipped
from tests.cast import everything, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

MINE = ("flow", "mine")
A_FLOW = "flow: mine\nstates:\n  draft: {name: {en: Draft, id: Rancangan}}\n"
A_PACK = {TOUR: A_TOUR.replace("flow: open", "flow: mine"), MINE: A_FLOW, GUIDE: shipped()[GUIDE].text}


def a_zip(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(f"../{name}.yaml", content)
    return held.getvalue()


def test_a_kind_and_the_flow_it_needs_come_together(adi: Person) -> None:
    assert actions.bring_in(A_PACK, by=adi) == 2  # the guide is as it was shipped
    follow()
    tour = get("tour")
    assert tour is not None
    assert tour.flow.name == "mine"


def test_what_is_taken_along_is_brought_in_again_without_a_change(adi: Person) -> None:
    actions.bring_in(A_PACK, by=adi)
    before = everything()
    assert actions.bring_in(unpacked(packed(), "kinds.zip"), by=adi) == 0
    assert everything() == before


def test_of_a_pack_with_a_mistake_nothing_is_taken(adi: Person) -> None:
    with pytest.raises(PackError, match='flow "mine" is unknown'):
        actions.bring_in({TOUR: A_PACK[TOUR]}, by=adi)
    assert not DefinitionVersion.objects.exists()


def test_a_draft_of_somebody_is_not_run_over(adi: Person, dora: Person) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    actions.save_draft(TOUR, A_TOUR.replace("Study", "Short"), by=adi, revision=revision(TOUR))
    with refused("There is a draft of tour"):
        actions.bring_in(A_PACK, by=adi)
    with not_allowed():
        actions.bring_in(A_PACK, by=dora)


@pytest.mark.parametrize(("content", "name", "said"), [
    (b"PK\x03\x04nonsense", "x.zip", "This ZIP can’t be opened"),
    (b"\xff\xfe\x00", "x.yaml", "This is no text"),
    (a_zip(bomb=b" " * 20_000_000), "x.zip", "at most 100 kB"),
    (b"x" * (MOST_BYTES + 1), "x.yaml", "at most 100 kB"),
    (a_zip(**{f"k{n}": b"kind: x" for n in range(201)}), "x.zip", "at most 200 kinds"),
    (a_zip(), "x.zip", "There is no kind and no flow"),
])  # fmt: skip
def test_a_file_that_is_no_pack_is_refused_in_words(content: bytes, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        unpacked(content, name)


@pytest.mark.parametrize("text", [b"- a\n- list\n", b"a: &a [*a]\n", b"neither: nor\n", b"kind: [x]\n"])
def test_a_text_that_is_no_kind_is_named(text: bytes) -> None:
    with pytest.raises(PackError):
        unpacked(a_zip(good=A_TOUR.encode(), bad=text), "x.zip")
