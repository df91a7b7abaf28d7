"""Two presses at the same moment."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.shared.duties.actions import acknowledge
from tests.at_once import at_once
from tests.cast import a_procedure, fresh

pytestmark = [pytest.mark.usefixtures("many_connections"), pytest.mark.postgres]


def test_who_presses_twice_has_read_it_once(ana: Person, dora: Person, cleo: Person) -> None:
    item = a_procedure(by=ana, approved_by=dora)
    at_once(*(lambda: acknowledge(fresh(item), by=cleo) for _time in range(4)))
    assert item.acknowledgements.count() == 1
