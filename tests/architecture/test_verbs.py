"""One word, six places: every act has its tests, and everything that is announced is heard."""

import inspect
from types import ModuleType

import pytest

from lubuk.foundation import announcing
from lubuk.foundation.access import actions as access_actions
from lubuk.foundation.items import actions as item_actions
from lubuk.foundation.items.actions import others_writing
from lubuk.site import wiring
from tests.architecture.house import PACKAGE


def acts() -> dict[str, str]:
    """Each act of the foundation, with the folder where its tests stand."""
    places: list[tuple[ModuleType, str]] = [(item_actions, "items"), (access_actions, "access")]
    return {
        verb.__name__: folder
        for module, folder in places
        for _name, verb in inspect.getmembers(module, inspect.isfunction)
        if "by" in inspect.signature(verb).parameters and verb is not others_writing
    }


@pytest.mark.parametrize(("verb", "folder"), acts().items())
def test_every_act_has_its_tests(verb: str, folder: str) -> None:
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
        if "note_change" in names:
            assert names[0] == "record_item_act"
