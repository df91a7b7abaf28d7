"""What no page may do, whatever the test is about: complain in the console, break its policy, miss a part of itself."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

PARTS = {"stylesheet", "script", "image", "font", "fetch", "xhr"}
# Said again for each answer with an error's status; which of those are wrong `_answered` decides.
ECHO = "Failed to load resource"
BY_US = "Service Worker registration blocked by Playwright"  # where tests only look (`look_as`)


class Watch:
    """The complaints of all pages of a browsing context."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self.allowed: set[int] = set()
        """Statuses that a script of the page is meant to meet in this test."""
        context.on("page", self._opened)

    def _opened(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(one in message.text for one in (ECHO, BY_US)):
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status < 400 or response.status in self.allowed:
            return
        if response.request.resource_type in PARTS or response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")
