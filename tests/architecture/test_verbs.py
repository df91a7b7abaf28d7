"""One word, six places: every act has its tests, and everything that is announced is heard."""

import inspect
from collections.abc import Callable
from types import ModuleType

import pytest

from lubuk.foundation import announcing
from lubuk.foundation.access import actions as access_actions
from lubuk.foundation.accounts import actions as account_actions
from lubuk.foundation.items import actions as item_actions
from lubuk.foundation.items.actions import others_writing
from lubuk.foundation.membership import actions as membership_actions
from lubuk.foundation.places import actions as place_actions
from lubuk.site import wiring
from tests.architecture.house import PACKAGE

ROOMS: list[tuple[ModuleType, str]] = [
    (item_actions, "items"), (access_actions, "access"), (account_actions, "accounts"),
    (membership_actions, "membership"), (place_actions, "places"),
]  # fmt: skip


def acts() -> dict[tuple[str, str], None]:
    """The folder and the verb of each act of the foundation: what says by its name who does it."""
    return dict.fromkeys(
        (folder, verb.__name__)
        for module, folder in ROOMS
        for _name, verb in inspect.getmembers(module, inspect.isfunction)
        if is_act(verb) and verb.__module__.startswith(module.__name__) and verb is not others_writing
    )


def is_act(function: Callable[..., object]) -> bool:
    by = inspect.signature(function).parameters.get("by")
    return by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize(("folder", "verb"), acts())
def test_every_act_has_its_tests(folder: str, verb: str) -> None:
    assert (PACKAGE / "foundation" / folder / "tests" / f"test_{verb}.py").exists()


def announcements(below: type[announcing.Announcement] = announcing.Announcement) -> set[type]:
    """Those that are made, not the classes that only gather them."""
    children = below.__subclasses__()
    return {below} if not children else {leaf for child in children for leaf in announcements(child)}


def test_every_announcement_is_heard() -> None:
    wiring.wire()
    heard = tuple(announcing.listened_to())
    assert {kind.__name__ for kind in announcements() if not issubclass(kind, heard)} == set()


def test_the_trail_hears_before_the_outbox() -> None:
    """Its lock puts all acts in one order, which the search outbox relies on."""
    wiring.wire()
    for listeners in announcing.listened_to().values():
        names = [listener.__name__ for listener in listeners]
        if "note_changes" in names:
            assert names[0] == "record_item_acts"
