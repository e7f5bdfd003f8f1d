"""Two people change a story in two browsers: a date by keyboard, a denial, a cell that both set."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Own, drawn

EVENT = "us-election-2024"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def begin(page: Page, act: str, field: str) -> None:
    """Open a dialog by keyboard; it begins in its first field."""
    page.locator(f"[data-key='edit-{act}:{EVENT}']").press("Enter")
    first = dialog(page).get_by_label(field, exact=True)
    expect(first).to_have_count(1)  # while a run goes on, a field of the form before may stand beside it
    expect(first).to_be_focused()


def test_a_date_by_keyboard_a_denial_and_a_cell_that_two_people_set(own: Own, open_page: OpenPage) -> None:
    ann = open_page(f"{own.query}&event={EVENT}", at=own.address)
    drawn(ann)
    begin(ann, "event", "Title (English)")
    ann.mouse.click(20, 500)
    dialog(ann).get_by_role("combobox", name="Type").press("ArrowDown")
    expect(ann.get_by_role("listbox")).to_be_visible()
    ann.keyboard.press("Escape")
    expect(ann.get_by_role("listbox")).to_have_count(0)
    expect(dialog(ann)).to_be_visible()
    ann.keyboard.press("Escape")
    expect(dialog(ann)).to_have_count(0)
    expect(ann.locator(f"[data-key='edit-event:{EVENT}']")).to_be_focused()

    begin(ann, "event", "Title (English)")
    date = dialog(ann).get_by_label("Date", exact=True)
    date.fill("about 6 November 2024")
    expect(dialog(ann).get_by_text("is not how dates are written here")).to_be_visible()
    dialog(ann).get_by_label("Why this change?").press("ControlOrMeta+Enter")
    expect(dialog(ann).get_by_role("alert")).to_contain_text("Not saved yet")
    expect(date).to_be_focused()
    dialog(ann).get_by_role("button", name="write 2024-11-06~").press("Enter")
    expect(date).to_have_value("2024-11-06~")
    expect(dialog(ann).get_by_text("about Wed 6 Nov 2024")).to_be_visible()
    dialog(ann).get_by_label("Why this change?").fill("counted late")
    ann.keyboard.press("ControlOrMeta+Enter")
    expect(ann.get_by_text("Saved as change 1")).to_be_visible()
    expect(ann.locator(".ww-facts")).to_contain_text("about Wed 6 Nov 2024")

    begin(ann, "denial", "Who says it")
    ann.keyboard.type("Kamala Harris")
    ann.keyboard.press("Enter")
    form = dialog(ann)
    form.get_by_label("Said on", exact=True).fill("2024-11-09")
    form.get_by_label("Title", exact=True).fill("Harris takes it back")
    form.get_by_label("Publisher", exact=True).fill("The Daily Test")
    form.get_by_label("Publisher", exact=True).press("ControlOrMeta+Enter")
    expect(ann.get_by_text("Saved as change 2")).to_be_visible()
    expect(ann.locator(".ww-panel-head")).to_contain_text("disputed")

    bob = open_page(f"{own.query}&event={EVENT}", at=own.address)
    drawn(bob)
    expect(bob.locator(".ww-panel-head")).to_contain_text("disputed")
    for who, title in ((ann, "The vote"), (bob, "The <i>election</i>")):
        begin(who, "event", "Title (English)")
        dialog(who).get_by_label("Title (English)", exact=True).fill(title)
    dialog(ann).get_by_role("button", name="Save").click()
    expect(dialog(ann)).to_have_count(0)
    dialog(bob).get_by_role("button", name="Save").click()
    expect(dialog(bob).get_by_role("alert")).to_contain_text("Somebody else changed the same thing")
    dialog(bob).get_by_text("You wrote “The <i>election</i>”").click()
    expect(dialog(bob).get_by_label("Title (English)", exact=True).first).to_have_value("The <i>election</i>")
    dialog(bob).get_by_role("button", name="Save").click()
    expect(bob.get_by_text("Saved as change 4")).to_be_visible()
    expect(ann.locator(".ww-facts h2")).to_have_text("The <i>election</i>")
    history = own.store.history(EVENT)
    assert [(one.number, one.why) for one in history] == [(1, "counted late"), (2, ""), (3, ""), (4, "")]
