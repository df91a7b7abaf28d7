"""A browser, a stage, and the writing page open in it. A breach of the security policy fails the test."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from lubuk.site import build
from tests.browser.islands.stage import ROOT, Stage, begin

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def _built() -> None:
    build.install(ROOT, progress=print, for_checks=True)
    build.build(ROOT, progress=print)


@pytest.fixture(scope="session")
def island_browser(_built: None) -> Iterator[Browser]:
    program = os.environ.get("LUBUK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    server = begin(stage)
    yield stage
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(island_browser: Browser, stage: Stage) -> Iterator[Page]:
    context = island_browser.new_context(locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{stage.address}/items/12/edit/")
    page.locator(".tiptap").wait_for()
    yield page
    context.close()
    assert complaints == []
