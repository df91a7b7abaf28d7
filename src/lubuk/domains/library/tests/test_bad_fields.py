"""Bad input to a field of every type, through the form: a sentence at the field, the words still there, nothing kept."""

from typing import Any

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.rows import MAX_ROWS
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from tests.cast import Visit, everything

pytestmark = pytest.mark.django_db

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("project", {"f_budget_0": "a lot", "f_budget_1": "IDR"}, "Enter a number"),
    ("project", {"f_budget_0": "1", "f_budget_1": "XXX"}, "Select a valid choice"),
    ("project", {"f_budget_0": "1.5", "f_budget_1": "JPY"}, "JPY has at most 0 decimals"),
    ("project", {"f_budget_0": "9" * 40, "f_budget_1": "IDR"}, "no more than 18 digits"),
    ("project", {"f_budget_0": "1e9999", "f_budget_1": "IDR"}, "Ensure that there are no more"),
    ("project", {"f_ran_0": "2026-03-01", "f_ran_1": "2026-01-01"}, "The last day is before the first"),
    ("project", {"f_ran_0": "soon"}, "Enter a valid date"),
    ("project", {"f_site_0": "Quay", "f_site_1": "5"}, "A position needs both latitude and longitude"),
    ("project", {"f_site_0": "Quay", "f_site_1": "95", "f_site_2": "5"}, "degrees from -90 to 90"),
    ("project", {"f_site_0": "Quay", "f_site_1": "nan", "f_site_2": "5"}, "degrees from -90 to 90"),
    ("project", {"f_site_1": "5", "f_site_2": "5"}, "Give the place a name"),
    ("project", {"f_site_0": "x" * 251}, "250"),
    ("project", {"f_led_by": "nobody-here"}, "Nobody here is called “nobody-here”"),
    ("project", {"f_led_by": "Tirta"}, "Did you mean:"),
    ("project", {"f_led_by": "ana\nben"}, "Name one only"),
    ("project", {"f_led_by": "a\0b"}, "too long for a name"),
    ("project", {"f_led_by": "x" * 500}, "too long for a name"),
    ("project", {"f_partners": ["nowhere"]}, "There is no unit “nowhere”"),
    ("project", {"f_built_on": "\n".join(f"AR-{n}" for n in range(51))}, "Name at most 50 here"),
    ("project", {"f_built_on": "GD-1\nGD-2"}, "There is no page “GD-2”"),
    ("project", {"f_paid_from": ["city", "casino"]}, "Select a valid choice"),
    ("project", {"f_went": "sideways"}, "Select a valid choice"),
    ("project", {"f_stages-0-paid_0": "much", "f_stages-0-paid_1": "IDR"}, "Row 1, Paid: Enter a number"),
    ("project", {"f_stages-4-by": "nowhere"}, "Row 1, By: There is no unit “nowhere”"),
    ("project", {f"f_stages-{n}-done": "x" for n in range(MAX_ROWS + 1)}, "holds 200 rows"),
    ("regulation", {"f_sets_fine": "perhaps"}, "Select a valid choice"),
    ("regulation", {"f_matter": "no-such-subject"}, "There is no subject “no-such-subject”"),
    ("regulation", {"f_full_text": "javascript:alert(1)"}, "Enter a valid URL"),
    ("regulation", {"f_changed_by": "RG-9999"}, "There is no page “RG-9999”"),
]


def sheet(unit: Unit, **words: Any) -> dict[str, Any]:
    return {
        "title": "T",
        "summary": "Kept words.",
        "unit": unit.pk,
        "language": "en",
        "audience": "institution",
        **words,
    }


@pytest.mark.parametrize(("kind", "words", "said"), BAD)
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_kept(
    ana: Person, ben: Person, network: Unit, visit: Visit, kind: str, words: dict[str, Any], said: str
) -> None:
    browser, before = visit(ana), everything()
    answer = browser.post(f"/share/{kind}/", sheet(network, **words))
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept words." in answer.text
    first = next(iter(words.values()))
    assert isinstance(first, list) or "\0" in first or first.split("\n")[0] in answer.text
    assert everything() == before
    assert browser.post(f"/share/{kind}/autosave/", sheet(network, **words)).status_code == 400
    assert everything() == before


def test_one_of_another_kind_is_not_what_was_asked_for(ana: Person, network: Unit, visit: Visit) -> None:
    visit(ana).post("/share/article/", sheet(network))
    number = Item.objects.get().number
    answer = visit(ana).post("/share/regulation/", sheet(network, f_changed_by=number))
    assert (answer.status_code, f"There is no page “{number}”" in answer.text) == (422, True)


@pytest.mark.postgres
def test_every_type_is_kept_as_it_was_filled_in(
    ana: Person, ben: Person, network: Unit, water: Unit, visit: Visit
) -> None:
    filled = {
        "f_site_0": "Quay 3", "f_site_1": "-0,9142", "f_site_2": "100.3617", "f_ran_0": "2026-01-05", "f_ran_1": "",
        "f_led_by": "Ben Tirta (ben)", "f_partners": [water.slug, network.slug], "f_paid_from": ["grant", "city"],
        "f_budget_0": "1,250,000", "f_budget_1": "IDR", "f_went": "planned",
        "f_stages-0-day": "2026-01-05", "f_stages-0-paid_0": "5", "f_stages-0-paid_1": "USD", "f_stages-0-by": "",
        "f_stages-1-paid_0": "", "f_stages-1-paid_1": "IDR",
    }  # fmt: skip
    assert visit(ana).post("/share/project/", sheet(network, **filled)).status_code == 302
    draft = Item.objects.get().draft
    assert draft is not None
    assert draft.fields | {"stages": None} == {
        "site": {"name": "Quay 3", "latitude": "-0.9142", "longitude": "100.3617"},
        "ran": {"from": "2026-01-05"},
        "led_by": ben.pk,
        "partners": [water.pk, network.pk],
        "paid_from": ["grant", "city"],
        "budget": {"amount": "1250000", "currency": "IDR"},
        "went": "planned",
        "stages": None,
    }
    [row] = draft.fields["stages"]
    assert (row["day"], row["paid"]) == ("2026-01-05", {"amount": "5", "currency": "USD"})
    page = visit(ana).get(f"/items/{draft.item_id}/edit/").text
    for shown in ('value="1,250,000"', "Ben Tirta (ben)", 'value="-0.9142"', 'value="2026-01-05"'):
        assert shown in page
