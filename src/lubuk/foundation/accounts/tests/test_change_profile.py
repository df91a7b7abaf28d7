"""What people say of themselves."""

from lubuk.foundation.accounts.actions import change_profile
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.trail.models import Entry
from tests.cast import not_allowed


def test_it_stands_on_their_page_and_in_the_trail(ana: Person) -> None:
    change_profile(ana, by=ana, name="Ana Halimun", post="Engineer", about="Valves.", language="id")
    ana.refresh_from_db()
    assert (ana.name, ana.post, ana.about, ana.language) == ("Ana Halimun", "Engineer", "Valves.", "id")
    assert Entry.objects.latest("id").act == "ProfileChanged"


def test_nobody_writes_the_profile_of_another(ana: Person, adi: Person) -> None:
    with not_allowed("Everyone writes their own profile"):
        change_profile(ana, by=adi, name="Other", post="", about="", language="en")
