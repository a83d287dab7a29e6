"""The structure of press files: what is read as what, in which order, and that the text read is the copy's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.characters.unseen import passed_over
from layout.press.document import Resources, write_pdf
from layout.press.page import content as content_module
from layout.press.text.readable import make_readable
from layout.publish import set_edition
from layout.scene import (
    Advert,
    Box,
    CopyText,
    GlyphRun,
    Ink,
    Item,
    Line,
    Page,
    Picture,
    Rect,
    Region,
    Rule,
    Scene,
    Span,
)
from layout.scene.condition import Level
from tests.editions import PAPER, Draft, paper_with, story
from tests.editions import block as story_block
from tests.press.reading import extracted, opened, operators
from tests.press.scenes import (
    BLACK,
    CONDITION,
    HEIGHT,
    Setting,
    colour_chart,
    line,
    page,
    placed,
    region,
    resources,
    run,
    saved,
    scene,
    song,
    vertical_line,
)
from tests.press.tagged import SOFT_HYPHEN, Sequences, sequences, tree

TREE = Path(__file__).parents[2]
SAMPLES = ("wujin", "tategumi", "qianzi")
UA = "{http://www.aiim.org/pdfua/ns/id/}part"


def set_line(part: str, text: str, start: int = 0, story: str = "lead", copy: str | None = None) -> Line:
    """A line that shows `text` and is of `copy`, which begins at character `start` of its part."""
    span = Span(story, part, start, start + len(text if copy is None else copy))
    return line(run(text, Setting(song())), role=part.partition("[")[0], span=span)


def subhead(part: str, text: str, story: str = "lead") -> Line:
    return replace(set_line(part, text, story=story), role="subhead")


def of_story(
    *items: Item, story: str = "lead", kind: str = "story", lang: str = "zh-Hans", name: str = ""
) -> Region:
    return replace(region(*items, id=name or story, kind=kind, story=story), lang=lang)


def rule(y: int = 120_000) -> Rule:
    return Rule(20_000, y, 220_000, y, 250, BLACK)


HEADLINE = set_line("headline[0]", "崇尚实干"), set_line("headline[1]", "勇争一流")
LEAD = of_story(
    Box(Rect(20_000, 20_000, 200_000, 90_000), fill=Ink(0, 0, 0, 12)),
    set_line("kicker", "引题"),
    *HEADLINE,
    set_line("deck[0]", "副题"),
    set_line("byline", "记者"),
    rule(),
    set_line("body[0]", "本报讯一二三"),
    set_line("body[0]", "四五六", 6),
    rule(130_000),
    set_line("body[0]", "七八九。", 9),
    subhead("body[1]", "小标题"),
    set_line("body[2]", "又一段。"),
)
FOLIO = replace(
    region(line(run("第一版", Setting(song()))), rule(), id="folio", kind="folio", story=None),
    frame=Rect(0, 10_000, 300_000, 20_000),
)


def copy_of(pages: Sequence[Page]) -> tuple[CopyText, ...]:
    """The copy that the lines of hand-set pages show, without what they say of it beyond that."""
    texts: dict[tuple[str, str], str] = {}
    for one in pages:
        for item in (item for block in one.regions for item in block.items):
            if isinstance(item, Line) and item.span is not None:
                key = item.span.story, item.span.part
                texts[key] = texts.get(key, "") + item.text
    return tuple(CopyText(story, part, text) for (story, part), text in texts.items())


def file_of(root: Path, *regions: Region, level: Level = "PDF/X-4", bleed: int = 0) -> bytes:
    return file_of_pages(root, page(*regions), level=level, bleed=bleed)


def file_of_pages(
    root: Path, *pages: Page, level: Level = "PDF/X-4", bleed: int = 0, copy: Sequence[CopyText] | None = None
) -> bytes:
    made = scene(pages, [song()], replace(CONDITION, level=level, bleed=bleed))
    made = replace(made, copy=copy_of(pages) if copy is None else tuple(copy))
    return write_pdf(made, made.pages, resources(root))


def content(data: bytes, number: int = 0) -> Sequences:
    with opened(data) as pdf:
        return sequences(pdf.pages[number])


def photo(root: Path, alt: str = "a chart of colours") -> Picture:
    chart = colour_chart(60, 40)
    return replace(placed("photos/c.png", saved(chart, root / "photos/c.png"), chart.size), alt=alt)


def claims(data: bytes) -> str | None:
    with opened(data) as pdf:
        packet = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    return next((one.text for one in packet.iter(UA)), None)


def test_a_story_is_an_article_with_headings_and_paragraphs(tmp_path: Path) -> None:
    whole = tree(file_of(tmp_path, FOLIO, LEAD))
    assert whole.outline() == ["Document", ["Art", "P", "H1", "H2", "P", "P", "H2", "P"]]
    [article] = whole.kids
    assert (article.title, article.id) == ("崇尚实干 勇争一流", b"lead")
    assert [kid.text for kid in article.kids] == [
        "引题", "崇尚实干 勇争一流", "副题", "记者", "本报讯一二三四五六七八九。", "小标题", "又一段。",
    ]  # fmt: skip
    # One sequence for the consecutive lines of a paragraph, another behind the rule that divides it.
    assert [text for *_, text in article.kids[4].own] == ["本报讯一二三四五六", "七八九。"]


def test_everything_else_is_an_artifact(tmp_path: Path) -> None:
    nameplate = region(line(run("武进日报", Setting(song()))), id="nameplate", kind="nameplate", story=None)
    found = content(file_of(tmp_path, nameplate, FOLIO, LEAD))
    assert found.faults == []
    assert found.artifacts == [
        ("Layout", "武进日报"), ("Pagination/Header", "第一版"), ("Layout", ""), ("Layout", ""), ("Layout", ""),
    ]  # fmt: skip
    assert list(found.tags.values()) == ["P", "H1", "H2", "P", "P", "P", "H2", "P"]


def test_what_is_marked_wrongly_is_found(tmp_path: Path) -> None:
    with opened(file_of(tmp_path, LEAD)) as pdf:
        sheet = pdf.pages[0]
        stream = sheet.Contents.read_bytes()
        for wrong, fault in (
            (stream + b"\n0 0 5 5 re f", "f in no sequence"),
            (b"/Artifact <</Type /Layout>> BDC " + stream + b" EMC", "/P in another sequence"),
            (stream.replace(b"/MCID 1>>", b"/MCID 0>>"), "MCID 0 twice"),
        ):
            sheet.Contents = pdf.make_stream(wrong)
            assert fault in sequences(sheet).faults
        sheet.Contents = pdf.make_stream(stream.replace(b"/MCID 7>>", b"/MCID 8>>"))
        pdf.save(tmp_path / "wrong.pdf")
    with pytest.raises(KeyError):
        tree((tmp_path / "wrong.pdf").read_bytes())


def test_a_story_in_two_places_is_one_article(tmp_path: Path) -> None:
    """A paragraph that runs on to the next page is one element, whose second part is on that page."""
    first = of_story(*HEADLINE, set_line("body[0]", "前半"), name="top")
    other = of_story(set_line("headline[0]", "别稿", story="other"), story="other")
    second = of_story(set_line("body[0]", "后半", 2), set_line("body[1]", "完。"), name="rest")
    pages = page(first, other), page(second, name="A02", number=2)
    whole = tree(file_of_pages(tmp_path, *pages))
    assert whole.outline() == ["Document", ["Art", "H1", "P", "P"], ["Art", "H1"]]
    assert whole.kids[0].kids[1].own == [(0, 1, "前半"), (1, 0, "后半")]
    # Alone the second page begins with what it has, and still says whose it is.
    copy = copy_of(pages)
    made = replace(scene(pages, [song()]), copy=copy)
    alone = tree(write_pdf(made, made.pages[1:], resources(tmp_path)))
    assert alone.outline() == ["Document", ["Art", "P", "P"]]
    assert (alone.kids[0].title, alone.kids[0].id) == ("崇尚实干 勇争一流", b"lead")


def test_headings_skip_no_level_without_a_headline(tmp_path: Path) -> None:
    brief = of_story(
        subhead("body[0]", "简讯", story="brief"),
        set_line("body[1]", "一事。", story="brief"),
        story="brief",
    )
    whole = tree(file_of(tmp_path, brief, LEAD))
    assert whole.kids[0].outline() == ["Art", "H1", "P"]
    assert whole.kids[0].title == "brief"
    levels = [int(one.kind[1:]) for one in whole.all() if re.fullmatch(r"H\d", one.kind)]
    assert levels == [1, 1, 2, 2]


def test_a_sidebar_is_like_an_article(tmp_path: Path) -> None:
    box = of_story(set_line("body[0]", "手记", story="notes"), story="notes", kind="sidebar")
    data = file_of(tmp_path, box)
    assert tree(data).outline() == ["Document", ["Aside", "P"]]
    with opened(data) as pdf:
        assert dict(pdf.Root.StructTreeRoot.RoleMap.items()) == {"/Aside": pikepdf.Name.Art}


@pytest.mark.parametrize("bleed", [0, 8_504])
def test_a_photo_is_a_figure_with_its_caption(tmp_path: Path, bleed: int) -> None:
    picture = photo(tmp_path)
    block = of_story(
        picture,
        set_line("caption", "校园", story="campus"),
        set_line("credit", "某某 摄", story="campus"),
        story="campus",
        kind="photo",
    )
    data = file_of(tmp_path, block, bleed=bleed)
    whole = tree(data)
    assert whole.outline() == ["Document", ["Sect", "Figure", ["Caption", "P", "P"]]]
    figure, caption = whole.kids[0].kids
    assert (figure.title, figure.alt) == ("campus", "a chart of colours")
    assert [kid.text for kid in caption.kids] == ["校园", "某某 摄"]
    rect = picture.rect
    edges = (rect.x + bleed, HEIGHT - rect.bottom + bleed, rect.right + bleed, HEIGHT - rect.y + bleed)
    assert figure.box == [edge / 1000 for edge in edges]
    assert content(data).tags[0] == "Figure"


def test_a_figure_without_a_text_is_no_accessible_file(tmp_path: Path) -> None:
    assert claims(file_of(tmp_path, LEAD, region(photo(tmp_path), kind="photo", story="campus"))) == "1"
    data = file_of(tmp_path, LEAD, region(photo(tmp_path, alt=" \x00"), kind="photo", story="campus"))
    assert claims(data) is None
    assert [one.alt for one in tree(data).all() if one.kind == "Figure"] == [None]


def test_an_advertisement_is_a_figure() -> None:
    from layout.press.tags.structure import build_structure

    advert = Advert("soap", "adverts/soap.pdf", "0" * 64, Rect(0, 0, 100, 100), (0, 0, 1, 1), "Soap")
    block = Region("soap", "advert", None, "zh-Hans", advert.rect, (advert, rule()))
    made = scene([page(block)], [song()])
    found = build_structure(made, made.pages)
    [section] = found.elements
    [figure] = section.kids
    assert not isinstance(figure, tuple)
    assert (section.kind, figure.kind, figure.title, figure.alt) == ("Sect", "Figure", "soap", "Soap")
    assert [stretch.tag for stretch in found.sheets[0]] == ["Figure", "/Type /Layout"]


def test_every_kind_of_block_has_an_element() -> None:
    from layout.plan.blocks import Block
    from layout.press.tags.structure import ELEMENTS

    union, _ = get_args(Block)
    kinds = {kind for model in get_args(union) for kind in get_args(model.model_fields["kind"].annotation)}
    assert kinds == set(ELEMENTS)


def test_only_another_language_is_named(tmp_path: Path) -> None:
    japanese = of_story(set_line("body[0]", "話", story="ja"), story="ja", lang="ja")
    data = file_of(tmp_path, LEAD, japanese)
    assert [one.lang for one in tree(data).all() if one.kind == "Art"] == ["", "ja"]
    with opened(data) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hans"


def test_a_folio_at_the_foot_is_a_footer(tmp_path: Path) -> None:
    foot = replace(FOLIO, frame=Rect(0, HEIGHT - 30_000, 300_000, 20_000))
    assert content(file_of(tmp_path, foot, LEAD)).artifacts[0][0] == "Pagination/Footer"


@pytest.mark.parametrize("level", ["PDF/X-4", "PDF/X-1a:2003", "proof"])
def test_every_level_is_tagged_and_press_files_say_so(tmp_path: Path, level: Level) -> None:
    data = file_of(tmp_path, LEAD, level=level)
    assert tree(data).outline() == tree(file_of(tmp_path, LEAD)).outline()
    assert claims(data) == (None if level == "proof" else "1")
    with opened(data) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and "/Suspects" not in pdf.Root.MarkInfo
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert all("/Tabs" not in sheet.obj for sheet in pdf.pages)
        assert pdf.check_pdf_syntax() == []


def test_a_page_of_furniture_alone_has_a_tree(tmp_path: Path) -> None:
    data = file_of_pages(tmp_path, page(FOLIO), page(name="A02", number=2))
    assert tree(data).outline() == "Document"
    with opened(data) as pdf:
        assert [int(sheet.obj.StructParents) for sheet in pdf.pages] == [0, 1]


def test_names_of_any_kind_are_written_and_told_apart(tmp_path: Path) -> None:
    names = ["稿", "b)c", "𬭩", "a"]
    blocks = [
        of_story(set_line("body[0]", "文", story=name), story=name, kind=kind, name=f"{name}{kind}")
        for name in names
        for kind in ("story", "sidebar")
    ]
    found = [one.id.decode() for one in tree(file_of(tmp_path, *blocks)).kids]
    assert found == ["稿", "", "b)c", "", "𬭩", "", "a", ""]


def test_text_at_a_lines_end_is_read_as_the_copy_has_it(tmp_path: Path) -> None:
    """Spaces that no glyph shows, and the hyphen that the setter adds, which is a soft one to a reader."""
    copy = "print news\u200bpaper pages"
    end = run("-", Setting(song()), x=120_000)
    parted = set_line("body[0]", "newspa", 6, copy="news\u200bpa")
    parted = replace(parted, runs=(*parted.runs, replace(end, texts=("",))))
    lines = (
        set_line("body[0]", "print", copy="print "),
        parted,
        set_line("body[0]", "per", 13, copy="per "),
        set_line("body[0]", "pages", 17),
    )
    pages = (page(of_story(*one_below_the_other(lines))),)
    data = file_of_pages(tmp_path, *pages, copy=[CopyText("lead", "body[0]", copy)])
    text = tree(data).text
    assert text == "print newspa\u00adper pages"
    assert text.replace(SOFT_HYPHEN, "") == copy.replace("\u200b", "")
    assert extracted(data).replace(SOFT_HYPHEN, "").split() == ["print", "newspaper", "pages"]
    # Where the copy is not known, the glyphs speak for themselves.
    unknown = tree(file_of_pages(tmp_path, *pages, copy=[]))
    assert unknown.text == "printnewspa\u200bperpages"


def test_a_hyphen_of_the_copys_own_is_read_once(tmp_path: Path) -> None:
    end = replace(run("-", Setting(song()), x=120_000), texts=("",))
    first = set_line("body[0]", "news", copy="news\u00ad")
    lines = replace(first, runs=(*first.runs, end)), set_line("body[0]", "paper", 5)
    copy = [CopyText("lead", "body[0]", "news\u00adpaper")]
    assert tree(file_of_pages(tmp_path, page(of_story(*lines)), copy=copy)).text == "news\u00adpaper"


def test_a_piece_of_spaces_turns_no_columns_round(tmp_path: Path) -> None:
    """pdfium passes over it, and would take the columns before and behind it for one line."""
    first = vertical_line([("upright", "新聞を読む"), ("sideways", " ")], Setting(song()))
    second = vertical_line([("sideways", "PDF")], Setting(song()), x=230_000)
    second = replace(second, span=Span("lead", "body[0]", 6, 9))
    data = file_of_pages(
        tmp_path, page(of_story(first, second)), copy=[CopyText("lead", "body[0]", "新聞を読む PDF")]
    )
    assert tree(data).text == "新聞を読む PDF"
    assert re.sub(r"\s", "", extracted(data)) == "新聞を読むPDF"


def one_below_the_other(lines: Sequence[Line]) -> list[Line]:
    return [
        replace(one, runs=tuple(replace(each, baseline=50_000 + 12_000 * row) for each in one.runs))
        for row, one in enumerate(lines)
    ]


def test_latin_copy_is_read_whole(tmp_path: Path) -> None:
    """Set by the program: words parted by it and by the copy itself, a compound, an accent, a headline in two lines."""
    text = (
        "International newspapers publish extraordinarily complicated typographical arrangements. "
        "A co\u00adop\u00ader\u00adation of well-known manu\u00adfac\u00adtur\u00aders — and e-mail — is naïve."
    )
    styles = {"en": {**PAPER["styles"]["body"], "profile": "en"}}
    draft = Draft(
        blocks=[story_block("a", "1-2", "1-20", body_style="en")],
        stories={"a": story(["Two lines of", "one"], text, lang="en")},
        paper=paper_with(styles=styles),
    )
    outcome, catalogue = set_edition(draft.write(tmp_path))
    made = outcome.made.scene
    opens = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    [article] = tree(write_pdf(made, made.pages, opens)).kids
    headline, paragraph = article.kids
    assert (article.lang, headline.text) == ("en", "Two lines of one")
    assert any(line.runs[-1].texts == ("",) for line in lines_of(made)), "no word is parted"
    assert paragraph.text.replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")


def test_words_with_characters_that_no_reader_sees_are_found(tmp_path: Path) -> None:
    """They are told and left out of what is searched; those that an emoji, a variant or a script needs are not."""
    texts = (
        "昨天\u200b河\u2060边\u200e步道",
        "im\u00adpos\u00adsi\u00adble wo\u200crd",
        "葛\U000e0100飾 100\u00a0kg",
    )
    draft = Draft(blocks=[story_block("a", "1-4", "1-20", legs=1)], stories={"a": story("题", *texts)})
    outcome, catalogue = set_edition(draft.write(tmp_path))
    made = outcome.made.scene
    opens = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    data = write_pdf(made, made.pages, opens)
    with pypdfium2.PdfDocument(data) as document:
        page_text = document[0].get_textpage()
        for word in ("昨天河边步道", "impossible", "word", "100\u00a0kg"):
            assert page_text.search(word).get_next() is not None, word
        assert page_text.search("昨天河边人").get_next() is None
        assert "葛\U000e0100飾" in page_text.get_text_range()
    assert [one.id for one in outcome.problems if one.where.story == "a"][:1] == ["unseen-character"]


def lines_of(made: Scene) -> list[Line]:
    return [
        item for sheet in made.pages for one in sheet.regions for item in one.items if isinstance(item, Line)
    ]


INKLESS = " \u3000\u200b\u00ad\u2060\t"


@given(
    st.lists(
        st.tuples(st.sampled_from(["字", "a", "ffi", "——", " "]), st.text(INKLESS, max_size=3)), min_size=1
    ),
    st.text(INKLESS, max_size=2),
)
def test_what_no_glyph_shows_joins_its_neighbour(parts: list[tuple[str, str]], before: str) -> None:
    if not any(shown.strip() for shown, _ in parts):
        parts = [("字", ""), *parts]
    copy = before + "".join(shown + behind for shown, behind in parts)
    shown = tuple(one for one, _ in parts)
    glyphs = GlyphRun("f", 9_000, BLACK, 0, 0, (1,) * len(shown), tuple(range(len(shown))), shown)
    made = Line("body", 0, 0, 0, 0, False, "", Span("s", "body[0]", 0, len(copy)), (glyphs,))
    [whole] = make_readable([page(of_story(made))], [CopyText("s", "body[0]", copy)])
    [found] = whole.regions[0].items
    assert isinstance(found, Line)
    left_out = passed_over(copy)
    assert found.text == "".join(char for at, char in enumerate(copy) if at not in left_out)
    # Another text is left alone.
    [other] = make_readable([page(of_story(made))], [CopyText("s", "body[0]", "別" * len(copy))])
    assert other.regions[0].items == (made,)


@cache
def sample(name: str) -> tuple[Scene, bytes]:
    """A sample edition without its photos, which take long to convert."""
    root = TREE / "content/editions" / name
    outcome, catalogue = set_edition(root)
    made = outcome.made.scene
    pages = tuple(
        replace(
            sheet,
            regions=tuple(
                replace(block, items=tuple(item for item in block.items if not isinstance(item, Picture)))
                for block in sheet.regions
            ),
        )
        for sheet in made.pages
    )
    made = replace(made, pages=pages)
    opens = Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), root)
    return made, write_pdf(made, pages, opens)


def copy_by_part(made: Scene) -> list[str]:
    """The copy as the tree has it: the lines of a headline or deck are one text, parted by spaces."""
    joined: dict[tuple[str, str], list[str]] = {}
    for one in made.copy:
        name = one.part.partition("[")[0]
        joined.setdefault((one.story, name if name in ("headline", "deck") else one.part), []).append(
            one.text
        )
    return [" ".join(texts) for texts in joined.values()]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_tree_of_a_real_page_reads_as_its_copy(name: str) -> None:
    made, data = sample(name)
    whole = tree(data)
    leaves = [one for one in whole.all() if one.own and one.reads is None]
    assert [one.text.replace(SOFT_HYPHEN, "") for one in leaves] == copy_by_part(made)
    found = content(data)
    assert found.faults == []
    ranks = [block.story for block in made.pages[0].regions if block.kind in ("story", "sidebar")]
    assert [one.id.decode() for one in whole.kids if one.id] == ranks


def shown_behind_marks(data: bytes) -> int:
    """How often text that is read is shown in an element's sequence behind another that ended within it."""
    depth = count = 0
    ended = beside = False
    for operands, operator in operators(data):
        if operator == "BDC":
            beside = operands[0] == "/Span" if depth == 0 else beside
            depth += 1
        elif operator == "EMC":
            depth, ended = depth - 1, depth > 1
        elif operator == "TJ" and bool(operands[0]):
            count += ended and not beside
    return count


def test_no_text_follows_a_mark_in_its_sequence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """poppler loses what is left of a sequence there."""
    mixed = vertical_line([("upright", "昭和"), ("level", "26"), ("upright", "年")], Setting(song()))
    data = file_of(tmp_path, of_story(mixed))
    [paragraph] = tree(data).kids[0].kids
    assert [text for *_, text in paragraph.own] == ["昭和26", "年"]
    assert shown_behind_marks(data) == 0
    assert not any(shown_behind_marks(sample(name)[1]) for name in SAMPLES)
    monkeypatch.setattr(content_module, "part_sequences", lambda pieces: [list(pieces)])
    assert shown_behind_marks(file_of(tmp_path, of_story(mixed))) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_pdfium_reads_a_real_page_in_order(name: str) -> None:
    """Each part of each story in one piece; ruby is read behind its paragraph."""
    made, data = sample(name)
    read = re.sub(r"[\s\ufffe\u200b]", "", extracted(data))
    at = 0
    for one in made.copy:
        text = re.sub(r"\s", "", one.text)
        found = read.find(text, at)
        assert found >= 0, (one.story, one.part)
        at = found + len(text)


def test_marks_change_no_pixel(tmp_path: Path) -> None:
    """The same page with all marked content taken out looks the same."""
    _, data = sample("qianzi")
    with opened(data) as pdf:
        sheet = pdf.pages[0]
        kept = [
            item for item in pikepdf.parse_content_stream(sheet) if str(item.operator) not in ("BDC", "EMC")
        ]
        sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(tmp_path / "bare.pdf")
    assert (_picture(data) == _picture((tmp_path / "bare.pdf").read_bytes())).all()


def _picture(data: bytes) -> Any:
    with pypdfium2.PdfDocument(data) as document:
        return np.array(document[0].render(scale=1).to_numpy())


def test_entries_that_follow_each_other_are_a_list(tmp_path: Path) -> None:
    """ISO 32000-1 14.8.4.3.3: a list holds entries, an entry its body; here with its mark before it."""
    copy = story("清单", "前面一段。", "- 甲项\n- 乙项\n  1. 丙项", "后面一段。", "::: list\n①丁项\n:::")
    draft = Draft([story_block("a", "1-2", "1-30", legs=1)], {"a": copy})
    outcome, catalogue = set_edition(draft.write(tmp_path))
    made = outcome.made.scene
    data = write_pdf(
        made, made.pages, Resources(lambda face: catalogue.open(face.sha256, face.index, face.axes), tmp_path)
    )
    [article] = [element for element in tree(data).all() if element.kind == "Art"]
    entry = ["LI", "LBody"]
    assert article.outline() == ["Art", "H1", "P", ["L", entry, entry, entry], "P", ["L", entry]]
    entries = [element.text.strip() for element in article.all() if element.kind == "LI"]
    assert [text.replace(" ", "") for text in entries] == ["•甲项", "•乙项", "1.丙项", "①丁项"]
