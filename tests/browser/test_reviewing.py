"""A guide on its way: sent, sent back with a reason, sent again, approved, made official."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PageFor
from tests.browser.finding import found
from tests.browser.writing import notices, write, write_text


def test_a_guide_is_sent_back_with_a_reason_and_comes_through_the_second_time(page_for: PageFor) -> None:
    title = "Opening a frozen valve"
    ana, dora = page_for("ana"), page_for("dora")
    address = write(ana, "guide", title, "Turn it hard.", press="Send for review")
    expect(notices(ana)).to_contain_text("Sent for review.")

    dora.goto("/?waiting=all")
    waiting = dora.locator("#waiting .task", has_text=title)
    expect(waiting).to_contain_text("Ana Tirta asks for a review.")
    waiting.get_by_role("link", name=title).click()
    dora.get_by_text("Send back", exact=True).first.click()
    dora.get_by_label("Why?").first.fill("Say how hard: a torque in newton metres.")
    dora.get_by_role("button", name="Send back", exact=True).click()
    expect(notices(dora)).to_contain_text("It is now draft")

    ana.goto("/?waiting=all")
    task = ana.locator("#waiting .task", has_text=title)
    expect(task).to_contain_text("Say how hard")
    task.get_by_role("link", name="Go on writing").click()
    expect(ana.get_by_role("main")).to_contain_text("Dora Tirta")
    expect(ana.get_by_role("main")).to_contain_text("Say how hard: a torque in newton metres.")
    write_text(ana, "Turn it with 40 newton metres.")
    ana.get_by_role("button", name="Send for review").click()
    expect(notices(ana)).to_contain_text("Sent for review.")

    dora.goto(address)
    expect(dora.get_by_role("article")).to_contain_text("40 newton metres")
    dora.get_by_role("button", name="Approve and publish").click()
    expect(notices(dora)).to_be_visible()
    dora.get_by_role("button", name="Endorse").click()
    expect(notices(dora)).to_contain_text("This page is official now.")

    cleo = page_for("cleo")
    found(cleo, "frozen valve", title).click()
    expect(cleo.get_by_role("article")).to_contain_text("Verified until")
    expect(cleo.get_by_role("button", name="Endorse")).to_have_count(0)


def test_the_writer_of_a_guide_cannot_approve_it(page_for: PageFor) -> None:
    ana = page_for("ana")
    write(ana, "guide", "Listening for a leak", "At night.", press="Send for review")
    expect(ana.get_by_role("button", name="Approve and publish")).to_have_count(0)
