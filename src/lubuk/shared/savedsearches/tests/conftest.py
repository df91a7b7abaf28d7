"""Each test has an index of its own."""

import pytest

from lubuk.shared.search.engine import Engine


@pytest.fixture(autouse=True)
def _own_index(an_index: Engine) -> None:
    """Nothing is found that other tests wrote."""
