"""The frame of a page is kept for all pages that stand in the same place."""

from urllib.parse import quote

import pytest

from lubuk.foundation.accounts.models import Person
from tests.cast import Visit, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(ana: Person) -> None:
    """Before anything was done nothing is kept."""
    an_article(by=ana)


def test_only_the_page_one_stands_in_is_marked(done: None, ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    for address, marked in (("/notices/", True), ("/notices/none/", True), ("/none/", False), ("/", False)):
        page = browser.get(address).content.decode()
        assert ('href="/notices/" aria-current="page"' in page) is marked, address


def test_the_other_language_is_that_of_the_same_page(done: None, ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    for address in ("/library/?sort=title&state=due", "/none/so und so/?a=1", "/search/?q=air & sungai"):
        page = browser.get(address).content.decode()
        here = browser.get(address).wsgi_request.get_full_path()
        assert page.count(f"?to=id&amp;next={quote(here)}") == 2, address


def test_an_address_that_breaks_out_of_its_quotes_stays_in_them(
    done: None, ana: Person, visit: Visit
) -> None:
    page = visit(ana).get('/none/?"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page


def test_the_search_page_has_no_second_search(done: None, ana: Person, visit: Visit) -> None:
    browser = visit(ana)
    for address, has_one in (("/search/", False), ("/library/", True), ("/", False)):
        assert ('class="search mini"' in browser.get(address).content.decode()) is has_one, address
