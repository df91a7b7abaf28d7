"""What everybody may read is made once; nothing personal is kept, and nothing outlives an act."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.actions import change_profile
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.site import public_cache
from lubuk.site.public_cache import PublicCache, pages

pytestmark = pytest.mark.django_db


class Counting:
    """A site of one page, which says how often it was made."""

    def __init__(self, answer: HttpResponse | None = None) -> None:
        self.made = 0
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        return self.answer or HttpResponse(f"made {self.made} times")


def unit_of(person: Person) -> Unit:
    assert person.unit is not None
    return person.unit


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    pages.clear()


@pytest.fixture
def ana() -> Person:
    unit = Unit.objects.create(labels={"en": "City"})
    return Person.objects.create_user("ana", "ana@example.org", name="Ana Berlian", unit=unit)


@pytest.fixture
def article(ana: Person) -> Item:
    item = actions.begin(kinds()["news"], by=ana, unit=unit_of(ana), language="en", audience="public")
    write(item, "The river rises", ana)
    return item


def write(item: Item, title: str, ana: Person) -> None:
    item.refresh_from_db()
    version = item.draft or item.published
    assert version is not None
    writing = Writing(title=title, summary="What to do.", body="<p>Go up the hill.</p>")
    actions.save_draft(item, writing, by=ana, from_version=version.pk, revision=version.revision)
    item.refresh_from_db()
    actions.publish(item, by=ana)


def ask(site: Counting, path: str = "/", **headers: str) -> HttpResponse:
    asked: Any = RequestFactory()
    return PublicCache(site)(asked.get(path, **headers))


@pytest.mark.usefixtures("article")
class TestWhatIsKept:
    def test_a_page_is_made_once_for_all_who_ask_alike(self) -> None:
        site = Counting()
        assert ask(site).content == ask(site).content
        assert site.made == 1

    def test_each_of_what_a_page_depends_on_has_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        site = Counting()
        ask(site)
        ask(site, "/?page=2")
        ask(site, HTTP_HOST="127.0.0.1")
        ask(site, HTTP_ACCEPT_LANGUAGE="id")
        ask(site, HTTP_COOKIE="django_language=id; theme=dark")
        ask(site, HTTP_COOKIE="theme=dark")
        ask(site, HTTP_ACCEPT_ENCODING="gzip")
        ask(site, **{"wsgi.url_scheme": "https"})
        tomorrow = timezone.localdate() + timedelta(days=1)
        monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
        ask(site)
        assert site.made == 9

    def test_a_person_with_a_session_never_gets_or_leaves_a_kept_page(self) -> None:
        site = Counting()
        ask(site)
        for said in ("sessionid=x", "messages=x"):
            assert ask(site, HTTP_COOKIE=said).content != b"made 1 times"
        ask(site, HTTP_AUTHORIZATION="Bearer x")
        ask(site, HTTP_HX_REQUEST="true")
        assert site.made == 5
        assert ask(site).content == b"made 1 times"

    def test_only_pages_are_kept_and_only_for_get(self) -> None:
        site = Counting()
        for method in ("head", "post", "put", "delete"):
            PublicCache(site)(getattr(RequestFactory(), method)("/"))
        assert site.made == 4
        assert ask(site).content == b"made 5 times"

    @pytest.mark.parametrize(
        "answer",
        [
            HttpResponse("gone", status=404),
            HttpResponse("elsewhere", status=302),
            HttpResponse("mine", headers={"Cache-Control": "max-age=60, private"}),
            HttpResponse("secret", headers={"Cache-Control": "no-store"}),
            HttpResponse("depends", headers={"Vary": "User-Agent, Cookie"}),
        ],
    )
    def test_what_is_not_for_everybody_is_not_kept(self, answer: HttpResponse) -> None:
        site = Counting(answer)
        ask(site)
        ask(site)
        assert site.made == 2

    def test_an_answer_with_a_cookie_or_a_token_is_not_kept(self) -> None:
        with_cookie = HttpResponse("hello")
        with_cookie.set_cookie("theme", "dark")
        site = Counting(with_cookie)
        ask(site)
        ask(site)
        assert site.made == 2

        def form(request: HttpRequest) -> HttpResponse:
            return HttpResponse(get_token(request))

        first, second = (PublicCache(form)(RequestFactory().get("/")).content for _ in range(2))
        assert first != second

    def test_memory_has_an_end(self) -> None:
        site = Counting(HttpResponse(b"x" * 500_000))
        for number in range(100):
            ask(site, f"/?page={number}")
        assert pages.weight <= public_cache.MOST_BYTES


def test_nothing_is_kept_before_anything_was_done() -> None:
    site = Counting()
    ask(site)
    ask(site)
    assert site.made == 2


class TestWhatReadersSee:
    def test_the_next_reader_sees_what_was_done(self, article: Item, ana: Person, client: Client) -> None:
        assert b"The river rises" in client.get("/").content
        write(article, "The river falls", ana)
        assert b"The river falls" in client.get("/").content
        actions.change_audience(article, "institution", by=ana)
        assert b"The river falls" not in client.get("/").content
        assert client.get(article.get_absolute_url()).status_code == 404

    def test_a_new_name_shows_at_once(self, article: Item, ana: Person, client: Client) -> None:
        page = article.get_absolute_url()
        assert b"Ana Berlian" in client.get(page).content
        change_profile(ana, by=ana, name="Ana Mutiara", post="", about="", language="en")
        assert b"Ana Mutiara" in client.get(page).content

    def test_pages_of_people_are_their_own(self, article: Item, ana: Person, client: Client) -> None:
        page = article.get_absolute_url()
        anonymous = client.get(page).content
        client.force_login(ana)
        own = client.get(page).content
        assert b"Your menu" in own
        assert b"Your menu" not in anonymous
        assert Client().get(page).content == anonymous

    def test_a_kept_page_costs_one_query(
        self, article: Item, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        page = article.get_absolute_url()
        first = client.get(page)
        with django_assert_num_queries(1):
            again = client.get(page)
        assert again.content == first.content
        assert again.headers == first.headers

    def test_languages_and_themes_are_not_mixed(self, article: Item, client: Client) -> None:
        assert b'lang="en"' in client.get("/").content
        assert b'lang="id"' in client.get("/", headers={"accept-language": "id"}).content
        client.cookies["theme"] = "dark"
        assert b'data-theme="dark"' in client.get("/").content
        client.cookies["theme"] = "light"
        assert b'data-theme="light"' in client.get("/").content
