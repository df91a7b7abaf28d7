"""The editor: what is drawn, what is sent, by mouse and by keyboard."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from tests.browser.islands.stage import AXE, Stage

DANGEROUS = ("javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "//elsewhere.example", "x:y")


def write(page: Page, text: str) -> None:
    """In an empty editor."""
    clear(page)
    page.keyboard.type(text)


def clear(page: Page) -> None:
    page.locator(".tiptap").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")


def tool(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def sent(page: Page, stage: Stage) -> str:
    """What the server receives when the form is sent."""
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/done")
    assert stage.submitted[-1]["body_format"] == "html"
    return stage.submitted[-1]["body"]


def picture(width: int = 40, height: int = 20, kind: str = "PNG") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, kind)
    return drawn.getvalue()


def test_a_text_that_nobody_touched_goes_back_exactly_as_it_came(page: Page, stage: Stage) -> None:
    assert sent(page, stage) == stage.html


def test_typing_and_the_toolbar_make_plain_html(page: Page, stage: Stage) -> None:
    write(page, "Before the rain")
    page.get_by_label("Text style").select_option("Heading")
    page.keyboard.press("Enter")
    tool(page, "Strong").click()
    page.keyboard.type("Check")
    expect(tool(page, "Strong")).to_have_attribute("aria-pressed", "true")
    tool(page, "Strong").click()
    page.keyboard.type(" the pump.")
    page.keyboard.press("Enter")
    tool(page, "List").click()
    page.keyboard.type("Fuse")
    assert sent(page, stage) == (
        "<h2>Before the rain</h2><p><strong>Check</strong> the pump.</p><ul><li>Fuse</li></ul>"
    )


def test_undo_takes_back_and_is_off_when_there_is_nothing(page: Page) -> None:
    expect(tool(page, "Undo")).to_have_attribute("aria-disabled", "true")
    page.locator(".tiptap").click()
    page.keyboard.press("End")
    page.keyboard.type(" More")
    tool(page, "Undo").click()
    expect(page.locator(".tiptap")).to_have_text("A small text.")


def test_a_table_has_a_head_and_grows_and_shrinks(page: Page, stage: Stage) -> None:
    clear(page)
    tool(page, "Table").click()
    page.keyboard.type("Year")
    page.keyboard.press("Tab")
    page.keyboard.type("Floods")
    tool(page, "Remove this column").click()
    tool(page, "Add a row below").click()
    expect(page.locator(".tiptap tr")).to_have_count(4)
    page.locator(".tiptap td").last.click()
    tool(page, "Remove this row").click()
    expect(page.locator(".tiptap tr")).to_have_count(3)
    body = sent(page, stage)
    assert body.startswith("<table><thead><tr><th>Year</th><th></th></tr></thead><tbody><tr><td></td>")
    assert "style" not in body
    assert "col" not in body


def test_tab_leaves_a_table_after_its_last_cell(page: Page) -> None:
    clear(page)
    tool(page, "Table").click()
    for _cell in range(9):
        page.keyboard.press("Tab")
    expect(page.locator(".tiptap")).not_to_be_focused()


def test_a_callout_is_made_changed_and_taken_away(page: Page) -> None:
    callout = page.locator(".tiptap [data-callout]")
    page.locator(".tiptap p").first.click()
    page.get_by_label("Callout").select_option("Warning")
    expect(callout).to_have_attribute("data-callout", "bad")
    page.get_by_label("Callout").select_option("Good to know")
    expect(callout).to_have_attribute("data-callout", "good")
    page.get_by_label("Callout").select_option("No callout")
    expect(callout).to_have_count(0)


def test_a_dangerous_link_is_refused_in_words(page: Page) -> None:
    page.locator(".tiptap em").dblclick()
    page.keyboard.press("Control+K")
    field = page.get_by_label("Address")
    for address in DANGEROUS:
        field.fill(address)
        page.get_by_role("button", name="Set the link").click()
        expect(page.get_by_role("alert")).to_have_text(
            "Write an address that begins with https://, mailto: or /."
        )
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".tiptap a")).to_have_count(0)


def test_a_link_is_mended_set_and_removed(page: Page) -> None:
    page.locator(".tiptap em").dblclick()
    tool(page, "Link").click()
    page.get_by_label("Address").fill("www.example.org/pumps")
    page.keyboard.press("Enter")
    expect(page.locator(".tiptap a")).to_have_attribute("href", "https://www.example.org/pumps")
    tool(page, "Link").click()
    page.get_by_role("button", name="Remove the link").click()
    expect(page.locator(".tiptap a")).to_have_count(0)


def test_a_person_is_named_with_the_keyboard(page: Page, stage: Stage) -> None:
    write(page, "Ask @an")
    expect(page.locator(".lookup").get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".lookup").get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.type("first")
    assert sent(page, stage) == (
        '<p>Ask <a class="person" data-person="7" href="/people/7/">@Ana Wulandari</a> first</p>'
    )


def test_an_item_is_named_with_two_brackets(page: Page, stage: Stage) -> None:
    write(page, "See [[flood pu")
    page.locator(".lookup").get_by_role("option", name="Flood pumps").click()
    assert 'See <a data-item="42" href="/items/42/">Flood pumps</a>' in sent(page, stage)


def test_escape_closes_the_list_and_leaves_what_was_typed(page: Page) -> None:
    write(page, "mail @an")
    expect(page.locator(".lookup").get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.type("t")
    expect(page.locator(".lookup").get_by_role("option")).to_have_count(0)
    expect(page.locator(".tiptap")).to_have_text("mail @ant")


def test_a_picture_is_not_taken_without_a_description(page: Page, stage: Stage) -> None:
    clear(page)
    with page.expect_file_chooser() as chooser:
        tool(page, "Picture").click()
    chooser.value.set_files(FilePayload(name="pump.png", mimeType="image/png", buffer=picture()))
    page.get_by_role("button", name="Put it in the text").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what the picture shows")
    page.get_by_label("What does it show?").fill("A pump under water")
    page.get_by_role("button", name="Put it in the text").click()
    expect(page.locator(".tiptap img")).to_have_attribute("alt", "A pump under water")
    assert sent(page, stage) == (
        '<p><img src="/files/5/pump.png" alt="A pump under water" width="40" height="20"></p>'
    )


def test_what_the_server_keeps_comes_back_the_same_after_an_edit(page: Page, stage: Stage) -> None:
    before = (
        '<h2>Rain</h2><p>Ask <a class="person" data-person="7" href="/people/7/">@Ana</a>, '
        'see <a data-item="42" href="/items/42/">Pumps</a> or <a href="https://example.org/">a page</a>.</p>'
        '<div data-callout="ask"><p>One</p><ul><li>Two<ul><li>Three</li></ul></li></ul></div>'
        '<table><thead><tr><th>Year</th><th>Floods</th></tr></thead><tbody><tr><td colspan="2">4</td></tr>'
        '</tbody></table><p><img src="/files/5/a.png" alt="A" width="40" height="20"></p>'
        '<figure><img src="/files/5/b.png" alt="B"><figcaption><strong>Here</strong></figcaption></figure>'
        "<blockquote><p>Said</p></blockquote><pre><code>a\n  b</code></pre>"
        "<ol><li>x</li></ol><hr><p>End<br>of</p>"
    )
    stage.html, stage.uploads = before, [picture()]
    page.reload()
    page.locator(".tiptap > p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("!")
    assert sent(page, stage) == before.removesuffix("</p>") + "!</p>"


def test_a_caption_makes_a_figure_and_the_description_can_be_changed(page: Page, stage: Stage) -> None:
    stage.html = '<figure><img src="/files/5/pump.png" alt="Old"><figcaption>Kampung</figcaption></figure>'
    stage.uploads = [picture()]
    page.reload()
    page.locator(".tiptap figcaption").click()
    page.keyboard.press("End")
    page.keyboard.type(" Hilir")
    tool(page, "Describe the picture").click()
    page.get_by_label("It is only decoration and says nothing").check()
    page.get_by_role("button", name="Keep the description").click()
    assert sent(page, stage) == (
        '<figure><img src="/files/5/pump.png" alt=""><figcaption>Kampung Hilir</figcaption></figure>'
    )


def test_a_pasted_photo_is_made_smaller_before_it_is_sent(page: Page, stage: Stage) -> None:
    photo = picture(3200, 1600, "JPEG")
    page.locator(".tiptap").click()
    page.evaluate(
        """bytes => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "photo.jpg", {type: "image/jpeg"}));
            const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.querySelector(".tiptap").dispatchEvent(paste);
        }""",
        list(photo),
    )
    page.get_by_label("What does it show?").fill("A river")
    page.get_by_role("button", name="Put it in the text").click()
    expect(page.locator(".tiptap img")).to_have_count(1)
    assert Image.open(io.BytesIO(stage.uploads[0])).size == (1600, 800)


def test_a_picture_still_on_its_way_is_put_in_when_it_has_arrived(page: Page) -> None:
    def after_a_while(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/upload", after_a_while)
    with page.expect_file_chooser() as chooser:
        tool(page, "Picture").click()
    chooser.value.set_files(FilePayload(name="pump.png", mimeType="image/png", buffer=picture()))
    page.get_by_label("What does it show?").fill("A pump")
    page.get_by_role("button", name="Put it in the text").click()
    expect(page.locator(".tiptap img")).to_have_count(1)


def test_a_picture_that_was_not_sent_is_tried_again(page: Page) -> None:
    page.route("**/upload", lambda route: route.abort())
    with page.expect_file_chooser() as chooser:
        tool(page, "Picture").click()
    chooser.value.set_files(FilePayload(name="pump.png", mimeType="image/png", buffer=picture()))
    page.get_by_label("What does it show?").fill("A pump")
    expect(page.get_by_text("The picture was not sent.")).to_be_visible()
    page.unroute("**/upload")
    page.get_by_role("button", name="Put it in the text").click()
    expect(page.locator(".tiptap img")).to_have_count(1)


def test_pasted_html_loses_scripts_styles_and_strangers_pictures(page: Page, stage: Stage) -> None:
    clear(page)
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.querySelector(".tiptap").dispatchEvent(paste);
        }""",
        '<h1 style="color:red">Title</h1><p onclick="x()">One <a href="javascript:x()">two</a>'
        '<script>x()</script><img src="https://elsewhere.example/spy.png"></p>',
    )
    assert sent(page, stage) == "<h2>Title</h2><p>One two</p>"


def test_the_toolbar_is_one_stop_and_moves_with_arrows(page: Page) -> None:
    page.locator(".tiptap").click()
    page.keyboard.press("Alt+F10")
    expect(page.get_by_label("Text style")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(tool(page, "Strong")).to_be_focused()
    page.keyboard.press("End")
    expect(tool(page, "Redo")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Text style")).to_be_focused()
    assert page.locator("[role=toolbar] [tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    expect(page.locator(".tiptap")).to_be_focused()


def test_someone_who_began_before_the_editor_came_keeps_the_plain_text(page: Page, stage: Stage) -> None:
    held: list[Route] = []
    page.route("**/built/editor.js", lambda route: held.append(route))
    page.reload()
    page.locator("textarea").press_sequentially("Typed early. ")
    held[0].continue_()
    page.wait_for_function("() => customElements.get('lubuk-editor') !== undefined")
    expect(page.locator(".tiptap")).to_have_count(0)
    expect(page.locator("textarea")).to_have_value(re.compile("Typed early"))


def test_the_label_and_its_hints_belong_to_the_editor(page: Page) -> None:
    box = page.get_by_role("textbox", name="Text")
    expect(box).to_have_attribute("aria-multiline", "true")
    page.locator("label[for=body]").click()
    expect(box).to_be_focused()


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing(page: Page, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    assert violations(page) == []
    clear(page)
    tool(page, "Table").click()
    for heading in ("Year", "Place", "Floods"):
        page.keyboard.type(heading)
        page.keyboard.press("Tab")
    page.keyboard.type("@an")
    expect(page.locator(".lookup").get_by_role("option")).to_have_count(2)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+K")
    page.get_by_role("button", name="Set the link").click()
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]
