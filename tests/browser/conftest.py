"""A browser, the running product, and a page of it for whoever the test names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable, Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    ViewportSize,
    expect,
    sync_playwright,
)

from lubuk.site import build
from lubuk.site.checking.browser import chromium
from lubuk.site.tests.running import made_once
from tests.browser.house import ROOT, House, house, prepare
from tests.browser.islands.stage import AXE
from tests.browser.people import expect_signed_in, sign_in
from tests.browser.watch import Watch

PATIENCE = 10_000  # ms; on a machine that runs other tests beside this one
HEIGHT = {390: 844, 320: 640}

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE)
pytest.register_assert_rewrite("tests.browser.keeping")  # what it finds wrong is said in full


class PageFor(Protocol):
    def __call__(
        self,
        person: str | None = None,
        *,
        width: int = 1440,
        language: str = "en",
        scripts: bool = True,
        **more: Any,
    ) -> Page: ...


@pytest.fixture(scope="session")
def _built() -> None:
    build.install(ROOT, progress=print, for_checks=True)
    build.build(ROOT, progress=print)


@pytest.fixture(scope="session")
def browser(_built: None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def home(_built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.getbasetemp() / "house"
    shutil.copytree(made_once("house-before-tests", prepare, tmp_path_factory), data)
    with house(data) as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(browser: Browser, home: House) -> Callable[[str], StorageState]:
    """The cookies of a person, who signs in once for all tests."""
    known: dict[str, StorageState] = {}

    def cookies(person: str) -> StorageState:
        if person not in known:
            context = browser.new_context(base_url=home.address, locale="en-GB")
            page = context.new_page()
            sign_in(page, person)
            expect_signed_in(page, f"{person.capitalize()} Tirta")
            known[person] = context.storage_state()
            context.close()
        return known[person]

    return cookies


@pytest.fixture
def watches() -> list[Watch]:
    """One for each context that the test opened; `allowed` is set where an error is what is tested."""
    return []


@pytest.fixture
def page_for(
    browser: Browser, home: House, signed_in: Callable[[str], StorageState], watches: list[Watch]
) -> Iterator[PageFor]:
    contexts = []

    def page(person: str | None = None, **more: Any) -> Page:
        context = open_context(browser, home, signed_in(person) if person else None, **more)
        watches.append(Watch(context))
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()
    assert [complaint for watch in watches for complaint in watch.complaints] == []


@pytest.fixture(scope="session")
def tabs() -> dict[Hashable, tuple[Page, Watch]]:
    return {}


@pytest.fixture
def look_as(
    browser: Browser, home: House, signed_in: Callable[[str], StorageState],
    tabs: dict[Hashable, tuple[Page, Watch]],
) -> Iterator[PageFor]:  # fmt: skip
    """For tests that only look: as `page_for`, but each person has one tab for all of them.

    A browser that goes from page to page knows its scripts, and axe above all, when it comes to the second.
    """
    looking: list[Watch] = []

    def page(person: str | None = None, *, width: int = 1440, **more: Any) -> Page:
        key = (person, width, *sorted(more.items()))
        if key not in tabs:
            state = signed_in(person) if person else None
            context = open_context(browser, home, state, width=width, service_workers="block", **more)
            context.add_init_script(AXE.read_text())
            watch = Watch(context)
            tabs[key] = context.new_page(), watch
        tab, watch = tabs[key]
        watch.complaints.clear()
        tab.set_viewport_size(size(width))
        tab.emulate_media(color_scheme="null")
        looking.append(watch)
        return tab

    yield page
    assert [complaint for watch in looking for complaint in watch.complaints] == []


def size(width: int) -> ViewportSize:
    return {"width": width, "height": HEIGHT.get(width, 900)}


def open_context(
    browser: Browser, home: House, state: StorageState | None, *,
    width: int = 1440, language: str = "en", scripts: bool = True, **more: Any,
) -> BrowserContext:  # fmt: skip
    context = browser.new_context(
        base_url=home.address,
        storage_state=state,
        viewport=size(width),
        has_touch=width < 500,
        reduced_motion="reduce",  # colours fade in otherwise, and axe would measure them half-way
        locale={"en": "en-GB", "id": "id-ID"}[language],
        java_script_enabled=scripts,
        **more,
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "django_language", "value": language, "url": home.address}])
    return context
