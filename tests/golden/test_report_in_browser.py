"""The report as it is used: opened from a file in a browser, by keys and by clicks, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from layout.golden.report import report_html
from layout.golden.verdict import GoldenComparison
from tests.golden.compared_pages import EVERY_VERDICT, HOSTILE, WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("a report") / "report.html"
    path.write_text(report_html(EVERY_VERDICT), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Open]:
    """Opens a report, and at the end has seen no complaint of the browser's and no request."""
    seen: list[str] = []
    contexts = []

    def open_report(path: Path = report, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: seen.append(request.url))
        page.goto(path.as_uri())
        assert seen.pop(0) == path.as_uri(), "the file itself"
        # A picture in the file is no request, though the browser counts it as one.
        seen[:] = [entry for entry in seen if not entry.startswith("data:")]
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert [entry for entry in seen if not entry.startswith("data:")] == []


def shown(page: Page) -> list[str]:
    """The sides of the first difference that are seen, by their classes."""
    figures = page.locator("#card-4-1 .pictures > figure")
    seen = []
    for index in range(figures.count()):
        figure = figures.nth(index)
        if figure.is_visible():
            seen.append(figure.get_attribute("class") or "")
    return seen


def test_keys_change_the_way_of_looking(opened: Open) -> None:
    page = opened()
    assert shown(page) == ["golden", "now"]
    golden, now = (page.locator(f"#card-4-1 .{side} img").bounding_box() for side in ("golden", "now"))
    assert golden and now and golden["x"] + golden["width"] <= now["x"], "side by side"
    page.keyboard.press("4")
    assert shown(page) == ["overlay"]
    page.keyboard.press("2")
    assert shown(page) == ["golden", "now"]
    golden, now = (page.locator(f"#card-4-1 .{side} img").bounding_box() for side in ("golden", "now"))
    assert golden == now, "one over the other"
    page.keyboard.press("1")
    pressed = page.locator(".ways button[aria-pressed=true]")
    assert [pressed.nth(index).inner_text() for index in range(pressed.count())] == ["Side by side 1"]
    page.keyboard.press("x")
    page.keyboard.press("Control+4")
    assert shown(page) == ["golden", "now"], "other keys do nothing"


def test_the_slider_moves_by_keys_and_by_dragging(opened: Open) -> None:
    page = opened()
    page.keyboard.press("2")
    frame = page.locator("#card-4-1 .now .frame")
    clip = "element => getComputedStyle(element).clipPath"
    assert frame.evaluate(clip) == "inset(0px 0px 0px 50%)"
    page.locator("#card-4-1 .cut").focus()
    page.keyboard.press("ArrowRight")
    assert frame.evaluate(clip) == "inset(0px 0px 0px 50.5%)"
    box = page.locator("#card-4-1 .pictures").bounding_box()
    assert box
    before = page.screenshot()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] / 2)
    page.mouse.up()
    cut = float(frame.evaluate(clip).removeprefix("inset(0px 0px 0px ").removesuffix("%)"))
    assert 3 < cut < 17
    assert page.screenshot() != before


def stop_the_clock(page: Page) -> None:
    """From here on time goes by only where a test says so."""
    page.clock.install(time=0)
    page.clock.pause_at(60_000)


def test_blinking_swaps_each_second_until_it_is_stopped(opened: Open) -> None:
    page = opened()
    stop_the_clock(page)
    page.keyboard.press("3")
    seen = [shown(page)]
    for _ in range(3):
        page.clock.run_for(1000)
        seen.append(shown(page))
    assert seen == [["golden"], ["now"], ["golden"], ["now"]]
    page.clock.run_for(900)
    assert shown(page) == ["now"], "not before its second is over"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(" ")
    assert shown(page) == ["golden"]
    page.clock.run_for(5000)
    assert shown(page) == ["golden"]


def test_who_wants_less_motion_swaps_by_hand(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    stop_the_clock(page)
    page.keyboard.press("3")
    page.clock.run_for(5000)
    assert shown(page) == ["golden"]
    page.locator("#card-4-1 .pictures").click()
    assert shown(page) == ["now"]


def test_a_box_on_the_page_opens_its_close_up(opened: Open) -> None:
    page = opened()
    third = page.locator("#card-4-3 .inside")
    assert not third.is_visible()
    page.locator("#page-4 button.box[data-card=card-4-3]").click()
    assert third.is_visible()
    picture = third.locator(".golden img")
    assert picture.evaluate("image => image.naturalWidth") == 174
    assert not page.locator("#card-4-1 .inside").is_visible(), "one at a time"
    assert page.locator("#card-4-3 .opener").evaluate("element => element === document.activeElement")
    page.locator("#card-4-3 .opener").click()
    assert not third.is_visible()


def test_beside_a_golden_of_100_dpi_the_page_is_read_sharp_and_over_it_compared_alike(opened: Open) -> None:
    page = opened()
    page.locator("#card-4-3 .opener").click()
    sharp, alike = page.locator("#card-4-3 .now .sharp"), page.locator("#card-4-3 .now img:not(.sharp)")
    assert (sharp.is_visible(), alike.is_visible()) == (True, False)
    for way in "23":
        page.keyboard.press(way)
        assert (sharp.is_visible(), alike.evaluate("image => image.checkVisibility()")) == (False, True)
    assert page.locator("#card-4-1 .sharp").count() == 0


def test_what_followed_is_marked_while_its_cause_is_open(opened: Open) -> None:
    page = opened()
    followed = page.locator("#page-4 span.followed")
    assert followed.is_visible()
    page.locator("#card-4-2 .opener").click()
    assert not followed.is_visible()


def test_j_and_k_go_from_difference_to_difference(opened: Open) -> None:
    page = opened()

    def press(key: str) -> str | None:
        page.keyboard.press(key)
        return page.evaluate("document.activeElement.closest('.card')?.id ?? null")  # type: ignore[no-any-return]

    assert [press("j") for _ in range(8)] == [
        "card-1-page",
        "card-2-page",
        "card-3-page",
        "card-4-1",
        "card-4-2",
        "card-4-3",
        "card-5-page",
        "card-5-page",
    ]
    assert [press("k") for _ in range(2)] == ["card-4-3", "card-4-2"]
    assert page.locator("#card-4-2 .opener").get_attribute("aria-expanded") == "true"


def test_the_help_opens_and_closes(opened: Open) -> None:
    page = opened()
    help_ = page.locator("#help")
    page.keyboard.press("?")
    assert help_.is_visible()
    page.keyboard.press("4")
    assert page.locator("html").get_attribute("data-way") == "side", "keys rest while it is open"
    page.keyboard.press("Escape")
    assert not help_.is_visible()
    page.locator(".tools [data-help]").click()
    assert help_.is_visible()
    help_.locator("button").click()
    assert not help_.is_visible()


def test_at_full_size_the_pictures_of_a_pair_scroll_as_one(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 500})
    page.locator("#card-4-page .opener").click()
    width = "image => image.getBoundingClientRect().width"
    picture = page.locator("#card-4-page .golden img")
    assert picture.evaluate(width) < 400
    page.keyboard.press("z")
    assert picture.evaluate(width) == 400
    page.locator("#card-4-page .golden .frame").evaluate("frame => frame.scrollTo(33, 0)")
    other = page.locator("#card-4-page .now .frame")
    # The page hears of a scroll at its next frame. wait_for_function would need eval, which the policy forbids.
    for _ in range(100):
        if other.evaluate("frame => frame.scrollLeft") == 33:
            break
        page.wait_for_timeout(20)
    assert other.evaluate("frame => frame.scrollLeft") == 33
    page.keyboard.press("z")
    assert picture.evaluate(width) < 400


def test_the_focus_is_seen(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "3px" in outline and "solid" in outline


@pytest.mark.parametrize("width", [320, 390, 800])
def test_no_window_is_too_narrow(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    for way in "1234z":
        page.keyboard.press(way)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("#card-4-1 .pictures").is_visible()
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate(
        "document.querySelector('h1').append('far too long for a window that is narrow '.repeat(4))"
    )
    assert page.evaluate("document.documentElement.scrollWidth") > width, "the measure sees what is too wide"


CONTRASTS = """() => {
  const part = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const colour = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const back = (element) => {
    for (; element; element = element.parentElement) {
      const found = colour(getComputedStyle(element).backgroundColor);
      if (found.length < 4 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const all = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest("script")) continue;
    const [a, b] = [light(colour(getComputedStyle(element).color)), light(back(element))];
    all.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.data.trim().slice(0, 30)]);
  }
  return all;
}"""
"""The contrast of every text that is seen against what lies behind it (WCAG 2.2, 1.4.3)."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    contrasts = page.evaluate(CONTRASTS)
    assert len(contrasts) > 40
    assert [entry for entry in contrasts if entry[0] < 4.5] == []
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in paper[4:-1].split(",")) > 384) == (scheme == "light")


def test_the_measure_of_contrast_finds_faint_text(opened: Open) -> None:
    page = opened()
    page.evaluate("document.querySelector('h1').style.color = '#aaa'")
    faint = [entry for entry in page.evaluate(CONTRASTS) if entry[0] < 4.5]
    assert [entry[1] for entry in faint] == ["5 of 6 pages differ"]


def test_hostile_copy_runs_nothing(opened: Open, tmp_path: Path) -> None:
    words = replace(WORDS, sentence=HOSTILE, was="<img src=x onerror=alert(1)>", now=HOSTILE)
    hostile = replace(EVERY_VERDICT.pages[0], page='"><img src=x onerror=alert(1)>', scene=(words,))
    path = tmp_path / "hostile.html"
    path.write_text(report_html(GoldenComparison(HOSTILE, HOSTILE, (hostile,))), encoding="utf-8")
    page = opened(path)
    assert '<script>alert("深")</script>' in page.locator("#card-1-1 .sentence").inner_text()


def test_a_script_that_was_put_into_the_file_is_refused(
    browser: Browser, report: Path, tmp_path: Path
) -> None:
    """What the policy is for; and that the tests would see a complaint and a request."""
    path = tmp_path / "changed.html"
    planted = "<script>document.title = 'taken'</script><img src='http://127.0.0.1:9/x.png'></body>"
    path.write_text(report.read_text(encoding="utf-8").replace("</body>", planted), encoding="utf-8")
    complaints: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert page.title() != "taken"
    assert len(complaints) == 2 and all("Content Security Policy" in text for text in complaints)
    context.close()


def test_without_its_script_the_report_shows_everything_side_by_side(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    for card in ("card-4-1", "card-4-3", "card-4-page"):
        assert page.locator(f"#{card} .golden img").is_visible()
        assert page.locator(f"#{card} .overlay img").is_visible()
    assert not page.locator(".tools").is_visible(), "no button that does nothing"
