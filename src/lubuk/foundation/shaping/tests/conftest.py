"""What a test puts in force is over with it."""

from collections.abc import Iterator

import pytest

from lubuk.foundation.items.kinds.registry import IN_FORCE
from lubuk.foundation.shaping.following import FOLLOWED


@pytest.fixture(autouse=True)
def _as_shipped() -> Iterator[None]:
    yield
    IN_FORCE.shaped, FOLLOWED.acts, FOLLOWED.edition, FOLLOWED.problems = None, None, "", []
