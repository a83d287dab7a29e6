"""The report of a comparison: one HTML file that needs nothing else, the gravest page first, each copy escaped."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from layout.golden.report import report_html
from layout.golden.report.pictures import LONGEST, MOST_CLOSE, SHADES, lay_over, view_detail, view_page
from layout.golden.verdict import BoxMm, DetailPictures, GoldenComparison, PageComparison, PagePictures
from layout.proof.raster import png
from tests.golden import compared_pages as sample
from tests.golden.compared_pages import DIFFERS, EVERY_VERDICT, HOSTILE, IS, NEW, SAME, WAS, sheet


class _Elements(HTMLParser):
    """Every element with its attributes, and all text by the element that holds it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str, kind: str | None = None) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.found
            if name == tag and (kind is None or kind in (attributes.get("class") or "").split())
        ]


def report(*pages: PageComparison) -> str:
    return report_html(GoldenComparison("golden", "paper", pages))


def picture(source: str | None) -> Image.Image:
    assert source is not None and source.startswith("data:image/png;base64,")
    return Image.open(BytesIO(b64decode(source.partition(",")[2])))


def test_pages_stand_by_gravity_and_those_that_are_the_same_last() -> None:
    html = report_html(EVERY_VERDICT)
    heads = re.findall(r'<h2 id="title-\d+">(A\d\d)', html)
    assert heads == ["A02", "A03", "A04", "A01", "A05"]
    assert html.index("1 page the same") > html.index('id="title-5"')
    few, many = (
        replace(DIFFERS, page=name, scene=(), ink=(replace(sample.INK, pixels=pixels),), pictures=None)
        for name, pixels in (("B01", 3), ("B02", 40))
    )
    assert re.findall(r'<h2 id="title-\d+">(B\d\d)', report(few, many)) == ["B02", "B01"]


def test_the_sentence_stands_before_every_picture_of_its_difference() -> None:
    html = report(replace(DIFFERS, pictures=replace_pictures(DIFFERS, details=(sample.detail(0),))))
    cards = html.split('<article class="card ')[1:]
    assert [card.startswith("difference") for card in cards] == [True, True, True, False]
    for card, difference in zip(cards, DIFFERS.differences, strict=False):
        assert difference.sentence in card
    assert cards[0].index(sample.WORDS.sentence) < cards[0].index("<img")
    assert "There is no picture of this place." in cards[1]


def replace_pictures(page: PageComparison, **changes: object) -> PagePictures:
    assert page.pictures is not None
    return replace(page.pictures, **changes)  # type: ignore[arg-type]


def test_what_another_level_explains_has_no_sentence_but_a_light() -> None:
    html = report(DIFFERS)
    assert "said by the scene already" not in html
    lights = re.findall(r'<li class="([\w-]+)"><i></i>(scene|ink|file) <b>', html)
    assert lights == [("differs", "scene"), ("differs", "ink"), ("follows", "file")]
    calm = replace(DIFFERS, scene=(), ink=(), file=DIFFERS.file)
    assert re.findall(r'<li class="(\w+)"><i></i>(?:scene|ink|file) <b>', report(calm)) == [
        "same",
        "same",
        "follows",
    ]
    assert "not compared" in report(sample.FOREIGN)
    assert 'class="lights"' not in report(NEW)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (NEW, "new page"),
        (sample.LOST, "page gone"),
        (sample.RESIZED, "another size"),
        (sample.FOREIGN, "another renderer"),
        (DIFFERS, "differs"),
    ],
)
def test_each_verdict_has_its_words(page: PageComparison, words: str) -> None:
    html = report(page)
    assert f'<span class="verdict">{words}</span>' in html
    assert f"<h1>{page.page}: {words}</h1>" in html
    assert page.sentence in html


def test_another_size_is_said_in_millimetres() -> None:
    assert "golden 101.6 × 76.2 mm, now 105.8 × 76.2 mm" in report(sample.RESIZED)


def test_nothing_that_differs_is_said_too() -> None:
    assert "<h1>the page is the same</h1>" in report(replace(SAME, masks=()))
    assert "<h1>2 pages, all the same</h1>" in report(SAME, replace(SAME, page="A07"))
    assert "<h1>1 of 2 pages differs</h1>" in report(SAME, NEW)


def test_masks_are_shown_and_those_that_hid_nothing_are_told() -> None:
    html = report_html(EVERY_VERDICT)
    assert "masked: folio (日期): 2 differences of the scene and 310 pixels hidden" in html
    assert "masked: folio (日期): 1 difference of the scene and 0 pixels hidden" in html, (
        "of a page that is the same"
    )
    idle = html[html.index("Masks that hid nothing") :].partition("</section>")[0]
    assert "A01 · 70, 60, 20 × 10 mm: 天气" in idle
    assert "日期" not in idle
    assert len(_Elements(html).all("span", "mask")) == 2
    assert "Masks that hid nothing" not in report(SAME)


def test_copy_and_names_are_escaped_everywhere() -> None:
    words = replace(sample.WORDS, sentence=HOSTILE, was=HOSTILE, now=HOSTILE, block=HOSTILE)
    mask = replace(DIFFERS.masks[0], why=HOSTILE, block=HOSTILE)
    page = replace(
        DIFFERS,
        page=HOSTILE,
        sentence=HOSTILE,
        scene=(words,),
        masks=(mask, replace(mask, scene=0, pixels=0)),
        notes=(HOSTILE,),
    )
    html = report_html(
        GoldenComparison(HOSTILE, HOSTILE, (page, replace(SAME, page=HOSTILE, notes=(HOSTILE,))))
    )
    elements = _Elements(html)
    assert len(elements.all("script")) == 1
    plain = _Elements(
        report_html(GoldenComparison("g", "n", (replace(DIFFERS, scene=(sample.WORDS,)), SAME)))
    )
    assert {name for name, _ in elements.found} == {name for name, _ in plain.found}
    assert {key for _, keys in elements.found for key in keys} == {
        key for _, keys in plain.found for key in keys
    }
    assert '<script>alert("深")' in "".join(elements.text), "it is shown as it was written"
    assert not set("\x00\u202e") & set(html)
    assert "\ufffd" in html


def test_a_surrogate_by_itself_does_not_break_the_file() -> None:
    report(replace(NEW, sentence="\ud800")).encode()


def test_the_file_names_nothing_outside_of_itself() -> None:
    html = report_html(EVERY_VERDICT)
    for tag, attributes in _Elements(html).found:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:", "#")), (tag, name, value)
    assert not re.search(r"url\(|@import|https?:", html)


def test_the_policy_allows_the_one_script_by_its_hash_and_no_network() -> None:
    html = report_html(EVERY_VERDICT)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    policy = next(
        attributes["content"] or ""
        for attributes in _Elements(html).all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["img-src"] == "data:"
    assert directives["script-src"] == f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
    assert not re.search(r"\son\w+=", html), "no handler in an attribute: the policy would refuse it"


def test_every_picture_has_a_text_in_its_place_and_a_size() -> None:
    images = _Elements(report_html(EVERY_VERDICT)).all("img")
    assert images
    for image in images:
        assert image["alt"]
        if image["alt"] and "marked" not in image["alt"] and image.get("height"):
            assert picture(image["src"]).size == (int(image["width"] or 0), int(image["height"] or 0))


def test_the_same_comparison_gives_the_same_report() -> None:
    assert report_html(EVERY_VERDICT) == report_html(EVERY_VERDICT)


def test_the_thumbnail_marks_each_place_where_it_is() -> None:
    html = report(DIFFERS)
    boxes = {button["data-card"]: button for button in _Elements(html).all("button", "box")}
    assert set(boxes) == {"card-1-1", "card-1-2", "card-1-3"}
    # 50 mm of 101.6, 8 mm of 76.2; the golden's place only where the page has none now.
    assert boxes["card-1-1"]["style"] == "left:49.21%;top:10.50%;width:21.65%;height:19.69%"
    assert boxes["card-1-1"]["class"] == "box is"
    assert boxes["card-1-2"]["class"] == "box was"
    assert sample.WORDS.sentence in (boxes["card-1-1"]["aria-label"] or "")
    assert len(_Elements(html).all("span", "followed")) == 1


def test_the_numbers_of_two_marks_at_one_place_lie_beside_each_other() -> None:
    again = replace(sample.WORDS, boxes=(replace(sample.BOX, left=sample.BOX.left + 0.5),))
    html = report(replace(DIFFERS, scene=(sample.WORDS, again), ink=()))
    apart = report(
        replace(DIFFERS, scene=(sample.WORDS, replace(again, boxes=(BoxMm(10, 60, 9, 9),))), ink=())
    )
    assert 'style="translate:-100% 0%">2</span>' in html
    assert "translate:-100%" not in apart


def test_a_place_outside_of_the_page_is_marked_at_its_edge() -> None:
    beyond = replace(sample.INK, box=BoxMm(-20, 70, 300, 40))
    (box,) = _Elements(report(replace(DIFFERS, scene=(), ink=(beyond,)))).all("button", "box")
    assert box["style"] == "left:0.00%;top:91.86%;width:100.00%;height:8.14%"


def test_the_overlay_draws_lost_ink_red_new_ink_cyan_and_the_rest_gray() -> None:
    over = np.asarray(lay_over(WAS, IS))
    assert tuple(over[60, 210]) == (255, 0, 0)
    assert tuple(over[60, 270]) == (0, 255, 255)
    assert tuple(over[60, 30]) == (153, 153, 153), "40 % of black"
    assert tuple(over[200, 200]) == (255, 255, 255)
    assert len(np.unique(np.asarray(lay_over(WAS, WAS)).reshape(-1, 3), axis=0)) == 2, (
        "no colour without a change"
    )


def test_trims_of_pages_with_and_without_bleed_are_laid_on_each_other() -> None:
    bled = sheet((30, 50), (210, 50), size=(420, 320))
    view = view_page(PagePictures(png(WAS, dpi=100), png(bled, dpi=100), (0, 0), (10, 10)))
    assert view is not None and view.pair.overlay is not None
    assert (view.pair.width, view.pair.height) == (420, 320)
    assert view.trim == pytest.approx((10, 10))
    colours = np.unique(np.asarray(Image.open(BytesIO(view.pair.overlay))).reshape(-1, 3), axis=0)
    assert colours.tolist() == [[153, 153, 153], [255, 255, 255]]


def test_a_golden_of_100_dpi_is_compared_with_the_page_at_100_dpi() -> None:
    """A sharp page laid over a soft golden would be red and cyan round every letter."""
    letters = sheet((200, 40), (230, 43), side=7)
    soft = letters.crop((197, 31, 284, 90)).resize((174, 118))
    sharp = soft.point(lambda level: 255 * (level > 127))
    detail = DetailPictures(0, sample.BOX, png(soft, dpi=200), png(sharp, dpi=200), 200, enlarged=True)
    pages = sample.pictures(letters, letters, detail)
    pair = view_detail(detail, pages)
    assert pair is not None and pair.overlay is not None
    assert pair.sharp == detail.now
    assert not has_colour(pair.overlay)
    as_it_comes = view_detail(replace(detail, enlarged=False), pages)
    assert as_it_comes is not None and as_it_comes.overlay is not None
    assert has_colour(as_it_comes.overlay)


def has_colour(overlay: bytes) -> bool:
    red, green, _ = np.moveaxis(np.asarray(Image.open(BytesIO(overlay)), dtype=np.int16), 2, 0)
    return bool((red != green).any())


def test_a_broadsheet_is_made_small_and_of_few_shades() -> None:
    large = Image.linear_gradient("L").resize((1548, 2150))
    view = view_page(PagePictures(png(large, dpi=100), png(large, dpi=100)))
    assert view is not None and view.pair.golden is not None
    small = Image.open(BytesIO(view.pair.golden))
    assert max(small.size) == LONGEST
    assert len(np.unique(np.asarray(small))) <= SHADES
    assert view.scale == pytest.approx(100 / 25.4 * LONGEST / 2150)


def test_the_close_up_of_a_whole_photograph_is_made_smaller() -> None:
    large = png(Image.effect_noise((1800, 1500), 60), dpi=200)
    pair = view_detail(DetailPictures(0, sample.BOX, large, large, 200), sample.pictures(None, None))
    assert pair is not None and pair.now is not None
    assert pair.width * pair.height <= MOST_CLOSE * 1.01
    assert len(pair.now) < len(large) / 5
    small = png(Image.effect_noise((300, 200), 60), dpi=200)
    as_it_is = view_detail(DetailPictures(0, sample.BOX, small, small, 200), sample.pictures(None, None))
    assert as_it_is is not None and (as_it_is.width, as_it_is.height) == (300, 200)


def test_a_page_that_is_too_large_to_be_shown_is_left_out() -> None:
    head = png(sheet(), dpi=100)
    bomb = head[:16] + (20_000).to_bytes(4) + (20_000).to_bytes(4) + head[24:]
    assert view_page(PagePictures(bomb, bomb)) is None
    assert view_page(PagePictures(bomb, head)) is not None


def test_a_page_without_pictures_has_its_sentences_all_the_same() -> None:
    html = report(replace(DIFFERS, pictures=None))
    assert sample.WORDS.sentence in html
    assert "<img" not in html
