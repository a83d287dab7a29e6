"""The pages of the benchmark are all different, and as long as the sample's."""

from __future__ import annotations

from pathlib import Path

from benchmarks.pagetext import PageText, StoryText, shuffle, split_clauses


def story(*paragraphs: str) -> StoryText:
    return StoryText(headline=("题",), deck="", lead_in="", paragraphs=paragraphs)


def clauses(mark: str, count: int) -> str:
    """A paragraph of clauses that are all different: no two numbers of clauses or marks give the same."""
    return "".join(f"{mark}{'子' * (index % 7 + 3)}{index}，" for index in range(count - 1)) + f"{mark}终。"


PAGE = PageText(
    nameplate="某日报",
    motto=("某城",),
    folio="某日",
    label="某栏",
    lead=story(*(clauses(mark, 9) for mark in "天地玄黄宇宙洪荒日月盈昃")),
    notes=story(*(clauses(mark, 5) for mark in "辰宿")),
    second=story(*(clauses(mark, 8) for mark in "列张寒来暑往")),
    caption="图说。",
    credit="某 摄",
    photo=Path("photo.jpg"),
)


def paragraphs(page: PageText) -> list[str]:
    return [text for part in (page.lead, page.notes, page.second) for text in part.paragraphs]


def length(page: PageText) -> int:
    return sum(map(len, paragraphs(page)))


def test_the_first_page_is_the_copy_as_it_stands() -> None:
    assert shuffle(PAGE, 0) == PAGE


def test_no_paragraph_comes_twice_on_32_pages() -> None:
    texts = [text for number in range(32) for text in paragraphs(shuffle(PAGE, number))]
    assert len(set(texts)) == len(texts)


def test_a_shuffled_page_holds_the_same_characters_but_for_the_marks_at_paragraph_ends() -> None:
    wanted = sorted("".join(paragraphs(PAGE)).replace("。", "，"))
    for number in range(32):
        page = shuffle(PAGE, number)
        assert sorted("".join(paragraphs(page)).replace("。", "，")) == wanted
        assert all(text.endswith("。") for text in paragraphs(page))


def test_a_clause_ends_at_a_mark_outside_of_pairs() -> None:
    text = "“规划，先行。”他说，让“创”字（街道，镇）当头：好。"
    assert split_clauses(text) == ["“规划，先行。”", "他说，", "让“创”字（街道，镇）当头：", "好。"]
