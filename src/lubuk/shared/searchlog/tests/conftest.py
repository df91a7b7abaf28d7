"""Each test begins with nothing looked for, and an index of its own."""

import pytest

from lubuk.shared.search.engine import Engine
from lubuk.shared.searchlog.visits import visits


@pytest.fixture(autouse=True)
def _nothing_looked_for(an_index: Engine) -> None:
    visits.forget()
