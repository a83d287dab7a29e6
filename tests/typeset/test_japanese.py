"""Japanese, pair by pair against JLREQ's tables 1 (spaces), 2 (line breaks), 3 (shrinking) and 6 (expanding)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from fonts.catalogue import Catalogue
from layout.plan.profile import Profile, load_profile
from layout.typeset import Font, Inline, ParagraphStyle, break_opportunities, set_paragraph
from layout.typeset.breaks import break_costs as break_costs_module
from layout.typeset.breaks.break_costs import (
    FORBIDDEN,
    FREE,
    SPLITS_FIGURE,
    SPLITS_GROUP,
    SPLITS_PAIR,
    SPLITS_UNIT,
    SPLITS_WORD,
    break_costs,
)
from layout.typeset.breaks.classify import classify
from layout.typeset.breaks.wide_figures import WideHold
from layout.typeset.lines import SetLine, UnitSpace
from layout.typeset.paragraph import prepare_paragraph
from layout.typeset.search import line_costs
from tests.typeset import figured
from tests.typeset.setting import EM, HAN, Case, face_of, places
from tests.typeset.test_breaks import pieces
from tests.work import calls_made

BOOK = load_profile("ja-book")
NEWSPAPER = load_profile("ja-newspaper")

MEMBERS = {
    "01": "（",
    "02": "」",
    "03": "〜",
    "04": "！",
    "05": "・",
    "06": "。",
    "07": "、",
    "08": "…",
    "09": "々",
    "10": "ー",
    "11": "っ",
    "12": "￥",
    "13": "％",
    "14": "\u3000",
    "15": "あ",
    "16": "ア",
    "19": "字",
    "24": "7",
    "27": "a",
}
"""A character of each class."""

OTHER = {"08": "—", "24": "7", "27": "a"}
"""Where a class meets itself: two of one inseparable character are one mark."""

CENTRED = dict.fromkeys("・：；！？", (400, 200, 600, 700))
INKS = {
    "（": (500, -120, 1000, 880),
    "「": (500, -120, 1000, 880),
    **dict.fromkeys("）」。、", (0, -120, 500, 880)),
    **CENTRED,
}
FACE = face_of(
    "japanese",
    "".join(MEMBERS.values()) + "—‥「）：；？ァイヴオリン東京の第版三3GDP本日は晴天なり〳〵 ",
    inks=INKS,
    advances=dict.fromkeys("7a3GDP", 500),
)
CASE = Case(profile=BOOK, face=FACE)


@dataclass(frozen=True, slots=True)
class Cell:
    before: str
    after: str
    says: str

    @property
    def text(self) -> str:
        first, second = MEMBERS[self.before], MEMBERS[self.after]
        if self.before == self.after == "08":
            second = OTHER["08"] * 2
        # Two of a leader are a mark; one is all the same.
        return first + second

    @property
    def one_unit(self) -> bool:
        """Digits and letters in a row are one word."""
        return {self.before, self.after} <= {"24", "27"}


def table(number: int) -> Iterator[Cell]:
    """The cells of a table of the data."""
    text = (Path(__file__).parent / "data" / "jlreq.txt").read_text("utf-8")
    _, _, rest = text.partition(f"\ntable {number}:")
    _, columns, *rows = rest.partition("\n\n")[0].splitlines()
    for row in rows:
        before, *cells = row.split()
        for after, says in zip(columns.split(), cells, strict=True):
            yield Cell(before, after, says)


def space(cell: Cell, case: Case = CASE) -> UnitSpace:
    """The space that the setter puts between the two."""
    prepared = prepare_paragraph(case.inlines(cell.text), case.style)
    # A dash of two is one unit.
    assert len(prepared.spaces) == 1, cell
    return prepared.spaces[0]


def natural(found: UnitSpace, cell: Cell) -> int:
    """The space in quarters of an em, without an ideographic space's own em."""
    em = EM if cell.before == "14" else 0
    return (found.natural - em) * 4 // EM


def test_the_tables_are_whole() -> None:
    assert set(BOOK.classes.middle) == set("・：；")
    for number in (1, 2, 3, 6):
        cells = list(table(number))
        assert len(cells) == 19 * 19
        assert {cell.before for cell in cells} == {cell.after for cell in cells} == set(MEMBERS)


def test_natural_spaces_are_those_of_table_1() -> None:
    wrong = {
        (cell.before, cell.after): natural(space(cell), cell)
        for cell in table(1)
        if not cell.one_unit and natural(space(cell), cell) != int(cell.says)
    }
    assert wrong == {}


def test_without_its_kept_pairs_table_1_is_not_met() -> None:
    case = CASE.but(keep_blanks=())
    wrong = {
        (cell.before, cell.after)
        for cell in table(1)
        if not cell.one_unit and natural(space(cell, case), cell) != int(cell.says)
    }
    assert {("06", "05"), ("07", "05"), ("02", "04"), ("04", "01")} <= wrong


NEVER_LINE_START = {"14"}
"""An ideographic space begins no line: spaces vanish at a line's end."""

NUMBER_AND_LETTER = {("24", "27")}
"""JLREQ C.2 note 10 leaves it open whether 7 and a are parted: they are one word here."""


def broken(cell: Cell, profile: Profile) -> bool:
    text = cell.text
    costs = break_costs(text, classify(text, profile), profile)
    return costs[1] != FORBIDDEN


def test_line_breaks_of_books_are_those_of_table_2() -> None:
    wrong = {
        (cell.before, cell.after)
        for cell in table(2)
        if cell.after not in NEVER_LINE_START
        and (cell.before, cell.after) not in NUMBER_AND_LETTER
        and broken(cell, BOOK) != (cell.says == ".")
    }
    assert wrong == set()


def test_newspapers_keep_only_brackets_and_full_stops_and_commas_from_a_line_s_start() -> None:
    """JLREQ C.3, the very loose rule."""
    loosened = {
        cell.after
        for cell in table(2)
        if cell.before == "19" and cell.says == "x" and broken(cell, NEWSPAPER)
    }
    assert loosened == {"03", "04", "05", "09", "10", "11"}
    assert not any(broken(cell, NEWSPAPER) for cell in table(2) if cell.before in ("01", "12"))


def shrinks(found: UnitSpace) -> str:
    letters = {"middle": "m", "bracket": "b", "pause": "b", "han-latin": "g", None: "-"}
    return letters.get(found.shrink_step, "?")


def test_what_shrinks_is_that_of_table_3() -> None:
    wrong = {
        (cell.before, cell.after): (cell.says, shrinks(space(cell)))
        for cell in table(3)
        if not cell.one_unit and shrinks(space(cell)) != cell.says
    }
    # 、・ gives at two steps in JLREQ (the dot's quarter, then the comma's half): here the dot's alone.
    assert wrong == {("07", "05"): ("mb", "m")}


@pytest.mark.parametrize(
    ("before", "after", "least"),
    [("02", "19", 0), ("07", "19", 0), ("19", "01", 0), ("19", "05", 0), ("05", "05", 0), ("06", "05", 2)],
)
def test_blanks_shrink_to_nothing_but_a_full_stop_s_never(before: str, after: str, least: int) -> None:
    found = space(Cell(before, after, ""))
    assert (found.natural - found.shrink) * 4 == least * EM


def test_the_gap_of_latin_shrinks_to_an_eighth_and_expands_to_a_half() -> None:
    for before, after in (("19", "27"), ("27", "15"), ("04", "27")):
        found = space(Cell(before, after, ""))
        assert (found.natural, found.natural - found.shrink) == (EM // 4, EM // 8)
        assert found.natural + found.stretch == EM // 2


def expands(found: UnitSpace) -> str:
    return {"han-latin": "g", "han": "h", "beside-marks": "r", None: "-"}.get(found.stretch_step, "?")


def deviates(cell: Cell) -> bool:
    """Where table 6 is not met, and why."""
    # Full-width digits are of one class with Han here, so nothing is put between a number and its sign.
    if cell.before == "12" or cell.after == "13":
        return True
    # Iteration marks, the prolonged sound mark and small kana are of one class with kana here.
    kana = ("09", "10", "11")
    if cell.after in kana and cell.before in ("02", "03", "04", "05", "06", "07", "14"):
        return True
    if cell.before in kana and cell.after == "08":
        return True
    # Letters and digits are one class.
    return cell.before == "08" and cell.after == "24"


def test_what_expands_is_that_of_table_6() -> None:
    wrong = {
        (cell.before, cell.after): (cell.says, expands(space(cell)))
        for cell in table(6)
        if not cell.one_unit and not deviates(cell) and expands(space(cell)) != cell.says
    }
    assert wrong == {}


def test_without_its_own_rule_beside_marks_table_6_is_not_met() -> None:
    case = CASE.but(stretch_beside_marks="with-han")
    cell = Cell("07", "19", "r")
    assert (expands(space(cell)), expands(space(cell, case))) == ("r", "h")


def test_brackets_and_commas_shrink_in_one_step_and_full_stops_in_none() -> None:
    """JLREQ 3.8.3."""
    assert BOOK.shrink_order == ("word-space", "middle", ("bracket", "pause"), "han-latin")


@pytest.mark.parametrize("mark", "！？")
def test_a_dividing_mark_is_one_em_and_what_follows_is_as_typed(mark: str) -> None:
    """JLREQ 3.1.6: the em behind a sentence that ends in ？ is an ideographic space in the copy."""
    assert CASE.width(f"東{mark}京") == 3
    assert CASE.width(f"東{mark}\u3000京") == 4
    assert CASE.width(f"東{mark}！京") == 4  # two in a row are two ems: one only as ⁈
    loose = CASE.but(whole_em=())
    assert (CASE.width(f"東{mark}」京"), loose.width(f"東{mark}」京")) == (4, 3.75)


@pytest.mark.parametrize(
    ("text", "newspaper"),
    [
        ("東|京ー々|の", "東|京|ー|々|の"),
        ("ヴァ|イ|オ|リ|ン", "ヴ|ァ|イ|オ|リ|ン"),
        ("本|日！？|晴|天", "本|日|！|？|晴|天"),
        ("本・|日", "本|・|日"),
        ("本〜|日", "本|〜|日"),
        ("本。|「日」、|晴", "本。|「日」、|晴"),
        ("〳〵|の", "〳〵|の"),
        ("東|‥‥|京|……|——|の", "東|‥‥|京|……|——|の"),
        ("第3版|は", "第3版|は"),
        ("GDP|は|300％|￥300", "GDP|は|300％|￥300"),
        ("３００％|の", "３００％|の"),
    ],
)
def test_line_breaks_of_books_and_newspapers(text: str, newspaper: str) -> None:
    raw = text.replace("|", "")
    assert pieces(raw, BOOK) == text
    assert pieces(raw, NEWSPAPER) == newspaper


def test_what_never_begins_a_line_is_data_of_the_profile() -> None:
    free = BOOK.model_copy(update={"name": "free", "never_first": ""})
    text = "東京ー々っ"
    costs = break_costs(text, classify(text, BOOK), BOOK)
    assert costs[2:5] == [FORBIDDEN] * 3
    assert break_costs(text, classify(text, free), free)[2:5] == [FREE] * 3


def test_one_dash_is_a_dash_and_may_begin_a_line() -> None:
    """cl-08 is not parted from its like, and that is all (JLREQ C, note 5); in Chinese one — is a connector."""
    text = "天—地――玄"
    assert break_opportunities(text, lang="ja", level="newspaper") == [1, 2, 3, 5]
    assert break_opportunities(text, lang="zh-Hans", level="newspaper") == [2, 3, 5]


@pytest.mark.parametrize("vertical", [False, True])
def test_curly_quotes_of_a_japanese_face_are_full_width(vertical: bool) -> None:
    """Their default forms are proportional; the face has the others in its feature `fwid`."""
    font = Font(Catalogue.load().resolve("song", 400).face, 10_000)
    style = ParagraphStyle(load_profile("ja-book"), vertical=vertical)
    (line,) = set_paragraph([Inline("天“地”玄", font)], style, 100_000).lines
    assert line.width == 50_000
    assert {run.turn for run in line.runs} == {"upright" if vertical else "level"}


# Figures written full-width


def widths(text: str, case: Case) -> list[float]:
    """The room of each character but the last."""
    found = [x for _, x in places(case.one_line(text))]
    return [round(after - before, 4) for before, after in pairwise(found)]


DIGITS = "０１２３４５６７８９"
FIGURED = face_of(
    "figured",
    DIGITS + HAN + "一二三四五六七八九〇円日、，．・（）－電話ファクスＮＨＫ",
    inks={
        **dict.fromkeys("、，．", (0, -120, 500, 880)),
        "・": (400, 200, 600, 400),
        "（": (500, -120, 1000, 880),
    },
    uprights=dict.fromkeys("、，．", (0, 380, 500, 880)),
)
JAPANESE = Case(profile=NEWSPAPER, face=FIGURED)


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("１，２３４円", 5.5),
        ("１．５円", 3.5),
        ("１・５円", 3.5),
        ("一・五円", 3.5),
        ("二、三〇〇円", 5.5),
        # The controls: marks of the sentence.
        ("二、三日", 4),
        ("１，２３円", 5),
        ("１、２３４円", 6),
        ("円・日", 3),
    ],
)
def test_marks_inside_numbers_are_half_an_em(text: str, room: float, vertical: bool) -> None:
    """JLREQ 3.1.3, in lines of either direction."""
    case = replace(JAPANESE, vertical=vertical)
    line = case.one_line(text + "日")
    assert line.width == round((room + 1) * EM)
    plain = case.but(half_em=())
    assert plain.one_line(text + "日").width == (len(text) + 1) * EM


def test_nothing_is_opened_beside_a_mark_inside_a_number() -> None:
    line = filled_line("電話１，２３４円日", 8.75)
    found = [x for _, x in places(line)]
    assert (found[3] - found[2], found[4] - found[3]) == (1, 0.5)
    assert found[5] - found[4] > 1


def filled_line(text: str, measure: float) -> SetLine:
    """The first of two lines, which ends with the text."""
    first = JAPANESE.set(text + "（一二三四五六七八", measure).lines[0]
    assert (first.end, first.width) == (len(text), round(measure * EM))
    return first


def held(text: str) -> str:
    """The text with | where it is parted like a number and its unit, / between groups, : between figures, . firmly so."""
    marks = {
        SPLITS_UNIT: "|",
        SPLITS_FIGURE: ":",
        SPLITS_PAIR: ".",
        SPLITS_GROUP: "/",
        SPLITS_WORD: "~",
        FREE: " ",
    }
    costs = break_costs(text, classify(text, NEWSPAPER), NEWSPAPER)
    return "".join((marks.get(costs[at], "") if at else "") + char for at, char in enumerate(text))


@pytest.mark.parametrize(
    "text",
    [
        "東 ０.７.７・/５.２.２・/６.１.１.１ 東",
        "東 〇.七.七・/五.二.二・/六.一.一.一 東",
        "東 1979 （昭 54）|年 東",
        "東 ０.３/（１.２.３.４）/５.６.７.８ 東",
        "東 ０.１.２.０－/４.４.４－/１.１.３ 東",
        "東 ２.０.２.６・/１.１・/３.０ 東",
        "東 １，:２:３:４，:５:６:７ 東",
        "東 ８:９:２:１．０.７ 東",
        "東 １.２：３.０ 東",
        "東 １・５ 東",
        "東－５ 東",  # a name, as 东风-41 is
        "東 ２―|１ 東",
        "東 Ｆ―１.５ 東",
        "東 Ｆ―15 東",
        "東 Ｇ~20 東",
        "東 Ｍ~＆~Ａ 東",
        "東 7~＆~i 東",
        "東 Ｎ~Ｏ・|１ 東",
        "東 Ａ／|Ｂ 東",
        "東 １.０|秒|０.２ 東",
        "東 ６.３㍍|８.０ 東",
        "東 ５|Ｇ 東",
        "東 Ｎ~Ｈ~Ｋ 東",
        # The controls: no number at all.
        "東 ・ 五 東",
        "東 （５） 東",
        "東 （土） 年 二 〇 二 五 年 東",
        "東 Ｆ ― 東",
        "東 ＆ 東",
        "東 03・/3212・/0321 東",
        "東 Ｊ ・ Ｊ 東",
        "東 ５|日 １.０、 東",
        "東 １.０|秒 ０:２:２ 東",
    ],
)
def test_where_a_full_width_number_is_parted(text: str) -> None:
    raw = re.sub("[|/:.~ ]", "", text)
    assert held(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "５㌨|の",
        "０・３マイクロ㏜|の",
        "５銭|の",
        "本|▽東|京",
        "本|△５|の",
        "本|※日",
        # The controls: no unit, and no sign of an item.
        "５|㊙|の",
        "０・３|マ|リ|オ",
        "本|▷|日",
    ],
)
def test_a_unit_stays_with_its_number_and_the_sign_of_an_item_ends_no_line(text: str) -> None:
    assert pieces(text.replace("|", ""), NEWSPAPER) == text


def test_a_telephone_number_is_parted_at_its_marks_first() -> None:
    """ファクス is never torn for it."""
    text = "電話０７７・５２２・６１１１、ファクス０７７・５２２・６１１２。" * 3
    for measure in (9, 10, 11, 12, 13):
        found = JAPANESE.set(text, measure)
        steps = [line.step for line in found.lines]
        assert "forced" not in steps and "overfull" not in steps
        for line in found.lines[:-1]:
            han = [(char, x) for char, x in places(line) if char in "電話ファクス"]
            assert all(y - x <= 1.3 or char == "話" for (char, x), (_, y) in pairwise(han))


def test_a_line_is_left_an_em_short_for_the_groups_of_a_telephone_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = HAN[:11] + "電話０７７・５２２・６１１１、" + HAN[11:23]
    assert JAPANESE.lines(text, 17.5)[0].endswith("０７７・")
    monkeypatch.setattr(line_costs, "GROUP_SPLIT", 4.0)
    assert JAPANESE.lines(text, 17.5)[0].endswith("０７７・５")


@pytest.mark.parametrize("han", [False, True])
def test_full_width_figures_leave_no_torn_lines(han: bool) -> None:
    """At 12 em, in copy of which two fifths are sentences with figures: under two of a hundred full lines."""
    assert torn(NEWSPAPER, han=han) < 0.02


def test_without_breaks_between_their_figures_many_lines_are_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = dict.fromkeys(WideHold, FORBIDDEN)
    monkeypatch.setattr(break_costs_module, "_WIDE_HOLDS", whole)
    assert torn(NEWSPAPER, han=False) > 0.04


def torn(profile: Profile, *, han: bool) -> float:
    """The part of full lines of 12 em that are stretched everywhere."""
    face = Catalogue.load().resolve("song", 400).face
    style = ParagraphStyle(profile, "justify", EM)
    lines = [
        line
        for text in figured.paragraphs(8_000, han=han)
        for line in set_paragraph([Inline(text, Font(face, EM))], style, 12 * EM).lines[:-1]
    ]
    return sum(line.step == "stretch:all" for line in lines) / len(lines)


@pytest.mark.parametrize(
    "text", ["７" * 3_000, "７・" * 1_500, "７，" * 1_500, "（７" * 1_500, "一、" * 1_500]
)
def test_a_number_without_end_is_set_in_good_time(text: str) -> None:
    assert calls_made(lambda: JAPANESE.set(text, 12)) < 3_000_000


@pytest.mark.parametrize("mark", "，．")
def test_a_mark_of_the_sentence_does_not_widen_that_of_a_number_behind_it(mark: str) -> None:
    def letters(text: str) -> str:
        case = Case(load_profile("ja-newspaper"))
        return "".join(kind.letter for kind in prepare_paragraph(case.inlines(text), case.style).units.kinds)

    sentence = "," if mark == "，" else "."
    assert letters(f"天{mark}地１{mark}０００円") == f"H{sentence}HHnHHHH"
    assert letters(f"地１{mark}０００円{mark}天") == f"HHnHHHH{sentence}H"
