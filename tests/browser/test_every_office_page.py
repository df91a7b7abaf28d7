"""The pages of the office, looked at as `keeping` says: half of all, so that two processes can share them."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PageFor
from tests.browser.house import House
from tests.browser.keeping import assert_page_keeps_all
from tests.browser.places import OF_THE_OFFICE


@pytest.mark.parametrize("place", OF_THE_OFFICE)
def test_a_page_has_no_barrier_fits_a_phone_and_says_nothing_in_english(
    look_as: PageFor, home: House, place: str
) -> None:
    assert_page_keeps_all(look_as, home, place)
