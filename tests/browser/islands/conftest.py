"""A browser, a stage, and the writing page open in it. A breach of the security policy fails the test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.islands.stage import Stage, begin


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    server = begin(stage)
    yield stage
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, stage: Stage) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
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
