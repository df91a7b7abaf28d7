"""Chain 5: a search finds nothing, the question is kept, a colleague answers, and who asked is told. On a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import PageFor
from tests.browser.writing import write_text

QUESTION = "Berapa kedalaman zamrud dermaga lama"


def test_what_nobody_wrote_down_is_asked_for_answered_and_told(page_for: PageFor) -> None:
    asker = page_for("cleo", width=390, language="id")
    asker.goto("/search/?q=zamrudkuning+kind:guide")
    asker.get_by_role("button", name="Tanyakan ini").click()
    expect(asker.get_by_label("Apa yang perlu Anda ketahui?")).to_have_value("zamrudkuning")
    asker.get_by_label("Apa yang perlu Anda ketahui?").fill(QUESTION)
    asker.get_by_label("Untuk apa Anda memerlukannya?").fill("Untuk gambar dermaga yang baru.")
    assert violations(asker) == []
    asker.get_by_role("main").get_by_role("button", name="Tanyakan").click()
    expect(asker.get_by_text("Anda diberi tahu begitu ada yang menjawab").first).to_be_visible()

    knows = page_for("ben")
    knows.goto("/wanted/")
    knows.get_by_role("link", name=QUESTION).click()
    assert violations(knows) == []
    knows.get_by_role("button", name="Answer this").click()
    expect(knows.get_by_label("Title")).to_have_value(QUESTION)
    write_text(knows, "Sembilan meter, diukur pada 2025.")
    knows.get_by_role("button", name="Publish", exact=True).click()
    expect(knows.get_by_role("heading", level=1)).to_have_text(QUESTION)

    asker.goto("/notices/")
    expect(asker.get_by_text("menjawab pertanyaan Anda dengan halaman ini").first).to_be_visible()
    asker.get_by_role("link", name=QUESTION).first.click()
    expect(asker.get_by_text("Sembilan meter")).to_be_visible()
    knows.goto("/wanted/")
    expect(knows.get_by_role("link", name=QUESTION)).to_have_count(0)


def test_a_citizen_s_question_goes_to_the_office_which_takes_it_in(page_for: PageFor) -> None:
    citizen = page_for("fay", scripts=False)
    citizen.goto("/wanted/ask/?q=Kapan+zamrud+dipasang")
    citizen.get_by_role("main").get_by_role("button", name="Ask for it").click()
    expect(citizen.get_by_text("You are told as soon as somebody answers")).to_be_visible()

    office = page_for("gita")
    office.goto("/wanted/")
    asked = office.get_by_role("article").filter(has_text="Kapan zamrud dipasang")
    asked.get_by_role("button", name="Take it in").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Kapan zamrud dipasang")
