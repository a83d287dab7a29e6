"""Raw copy to drafts: what is recognised, what is changed, that nothing is lost, and what is left for an editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.characters.kinds import find_forbidden
from content.importing.draft import Draft, DraftText
from content.importing.draftfile import write_draft
from content.importing.importer import LONGEST_COPY, import_copy
from content.photo import read_photo
from content.problems import Refused
from content.story import Story, read_story

RAW = (Path(__file__).parent / "data/wujin-page.txt").read_text(encoding="utf-8")
EDITION = Path(__file__).parents[2] / "content/editions/wujin"


def draft_parts(draft: Draft) -> list[DraftText]:
    """Every run of text of the draft, in the order of the raw text."""
    parts = list(draft.labels)
    for story in draft.stories:
        parts += [*story.headline, *story.deck, *(block.text for block in story.body)]
        parts += [story.lead_in] if story.lead_in is not None else []
    for photo in draft.photos:
        parts += [photo.credit] if photo.caption is None else [photo.caption, photo.credit]
    return sorted(parts, key=lambda part: part.index)


@pytest.fixture(scope="module")
def sample() -> Draft:
    return import_copy(RAW)


def account(raw: str, draft: Draft) -> None:
    """Proves that every character of `raw` stands in the draft, in its order, or in a recorded change.

    Uses of the draft only where each part begins, the texts and the changes, and walks the raw text with them.
    """
    used = [False] * len(raw)
    changes = {}
    for change in draft.changes:
        assert raw[change.index : change.index + len(change.before)] == change.before
        line = raw[: change.index].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert change.line == line or "\r" in raw
        assert change.index not in changes, "two changes at one place"
        changes[change.index] = change
        if change.kind in ("heading-mark", "box-mark", "unseen"):  # they stand beside the text itself
            for at in range(change.index, change.index + len(change.before)):
                used[at] = True

    end = 0
    for part in draft_parts(draft):
        assert part.index >= end or not part.text, "parts overlap, or stand out of order"
        at = part.index
        done = 0
        while done < len(part.text):
            here = changes.get(at)
            if here is not None:
                assert part.text.startswith(here.after, done)
                done += len(here.after)
                step = len(here.before)
            else:
                assert raw[at] == part.text[done]
                done, step = done + 1, 1
            for index in range(at, at + step):
                assert not used[index], "a character stands twice"
                used[index] = True
            at += step
        end = at
    lost = [index for index, char in enumerate(raw) if not used[index] and not char.isspace()]
    assert not lost, f"lost: {[raw[index] for index in lost]}"


def kinds(draft: Draft) -> list[tuple[str, str]]:
    return [(doubt.kind, doubt.text) for doubt in draft.doubts]


def bodies(draft: Draft) -> list[list[str]]:
    return [[block.text.text for block in story.body] for story in draft.stories]


def one(raw: str) -> str:
    """The one paragraph of a story made of one piece."""
    ((paragraph,),) = bodies(import_copy(f"## 题\n\n{raw}"))
    return paragraph


def test_no_character_of_the_sample_is_lost(sample: Draft) -> None:
    account(RAW, sample)


def test_the_account_finds_a_loss(sample: Draft) -> None:
    with pytest.raises((AssertionError, IndexError)):
        account(RAW.replace("未来可期", "未来可期了"), sample)
    with pytest.raises((AssertionError, IndexError)):
        account(RAW + "多", sample)


def test_what_is_recognised_in_the_sample(sample: Draft) -> None:
    lead, notes, green = sample.stories
    assert [line.text for line in lead.headline] == ["崇尚实干 勇争一流"]
    assert [line.text for line in lead.deck] == ["沈东调研全区各镇、开发区、街道"]
    assert lead.lead_in is not None
    assert lead.lead_in.text == "本报讯（记者 朱梦琪）"
    assert lead.body[0].text.text.startswith("底蕴深厚，未来可期。11月17日—24日，区委书记沈东")
    assert [len(story.body) for story in sample.stories] == [8, 2, 6]
    assert (notes.kind, [line.text for line in notes.headline]) == ("sidebar", ["记者手记"])
    assert [line.text for line in green.headline] == ["武高新点“绿”成金", "激发清洁生产新动能"]
    (photo,) = sample.photos
    assert photo.caption is not None
    assert photo.caption.text.startswith("位于“两湖”创新区核心区的")
    assert photo.credit.text == "陆新 徐芊卉 摄"
    assert [label.text for label in sample.labels] == ["重点项目 进行时", "滨湖科创城 智造武高新"]


def test_every_paragraph_of_the_sample_ends_as_a_sentence(sample: Draft) -> None:
    assert all(text.endswith(("。", "。”")) for body in bodies(sample) for text in body)


def test_no_half_width_mark_is_left_in_the_sample(sample: Draft) -> None:
    text = "".join(part.text for part in draft_parts(sample))
    assert not set(text) & set(",;:?!()")


def test_the_doubtful_spots_of_the_sample_and_no_others(sample: Draft) -> None:
    assert [(doubt.line, doubt.column, doubt.kind) for doubt in sample.doubts] == [
        (3, 1, "headline"),
        (3, 1, "headline"),
        (11, 25, "doubled-word"),
        (23, 61, "doubled-word"),
        (57, 1, "photo"),
        (61, 1, "label"),
        (63, 1, "label"),
    ]
    texts = "".join(part.text for part in draft_parts(sample))
    assert "了解了解了开发区" in texts  # named, not changed
    assert "昂扬扬的姿态" in texts


def test_the_stories_of_the_edition_are_the_draft_with_two_words_corrected(sample: Draft) -> None:
    for name, drafted in zip(("lead", "notes", "green"), sample.stories, strict=True):
        read = read_story(EDITION / f"stories/{name}.md", root=EDITION)
        text = "\n".join(block.text.text for block in drafted.body)
        assert read.plain == text.replace("了解了解了", "了解了").replace("昂扬扬的", "昂扬的")
        assert read.headline == tuple(line.text for line in drafted.headline)
        assert not read.doubts
    photo = read_photo(EDITION / "photos/campus.yaml", root=EDITION)
    (drafted_photo,) = sample.photos
    assert drafted_photo.caption is not None
    assert photo.caption == drafted_photo.caption.text
    assert not photo.credit, "the picture in its place is drawn, and nobody took it"


@pytest.mark.parametrize(
    ("raw", "wide"),
    [
        ("24日,区委开会。", "24日，区委开会。"),
        ("好,2023年;好:“好”!好?", "好，2023年；好：“好”！好？"),
        ("增长30%,好。", "增长30%，好。"),
        ("“创”,2023年。", "“创”，2023年。"),
        ("镇(街道)和武进(WUJIN)。", "镇（街道）和武进（WUJIN）。"),
        ("他说:(见图)。", "他说：（见图）。"),
        ("好?!", "好？！"),
        # Left as they are: numbers, Latin.
        ("投资1,000万元。", "投资1,000万元。"),
        ("3:30开会。", "3:30开会。"),
        ("比分3:2。", "比分3:2。"),
        ("He said (yes), “no, never!” OK.", "He said (yes), “no, never!” OK."),
        ("函数f(x)好。", "函数f(x)好。"),
    ],
)
def test_half_width_marks(raw: str, wide: str) -> None:
    assert one(raw) == wide


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("好(好。", "unbalanced"),
        ("“好。", "unbalanced"),
        ("好”。", "unbalanced"),
        ("（好】。", "unbalanced"),
        ("武进.开会。", "half-width"),
        ('武进"开会"。', "half-width"),
        ("武进□会。", "odd-character"),
        ("武进\ufffd会。", "odd-character"),
        ("武进\ue000会。", "odd-character"),
        ("武进\uf9d1。", "odd-character"),
        ("武进 开会。", "space"),
        ("他的的确好。", "doubled-word"),
        ("好，，好。", "doubled-mark"),
        ("推进建设推进建设工作。", "doubled-word"),
        ("好", "unfinished"),
    ],
)
def test_doubtful_spots_are_named_and_left(raw: str, kind: str) -> None:
    draft = import_copy(f"## 题\n\n{raw}")
    assert kind in [doubt.kind for doubt in draft.doubts]
    assert bodies(draft) == [[raw]]
    account(f"## 题\n\n{raw}", draft)


@pytest.mark.parametrize(
    "raw",
    [
        "时时放心不下，事事心中有底，早早谋划，人人参与。",
        "干干净净的街道，高高兴兴地回家，沸沸扬扬的传闻，认认真真地做。",
        "绿油油的田，沉甸甸的果，红彤彤的日子，喜洋洋的脸。",
        "学生生活，中国国家，产业业态，人民民主，发展展望，为了了解情况，目的的确定。",
        "一步一步地走，一个一个地谈，非常非常好，什么？！好！！……好——好。",
        "爸爸的车，妈妈的话，慢慢地走。",
        "it’s 5,000 (five).",
    ],
)
def test_good_copy_raises_no_doubt(raw: str) -> None:
    assert kinds(import_copy(f"## 题\n\n{raw}")) == []


def test_cut_paragraphs_go_on_but_never_across_a_heading_a_caption_or_other_news() -> None:
    raw = (
        "## 甲题\n\n一二三，\n\n四五六。”\n\n七、八，\n\n## 乙题\n\n九、十\n\n图说。\n\n某某 摄\n\n"
        "十一，\n\n本报讯 (记者 某某) 十二。"
    )
    draft = import_copy(raw)
    account(raw, draft)
    assert bodies(draft) == [
        ["一二三，四五六。”", "七、八，"],
        ["九、十", "十一，", "本报讯 （记者 某某） 十二。"],
    ]
    assert [doubt.text for doubt in draft.doubts if doubt.kind == "unfinished"] == [
        "七、八，",
        "九、十",
        "十一，",
    ]
    (photo,) = draft.photos
    assert photo.caption is not None
    assert photo.caption.text == "图说。"


def test_lines_of_one_piece_are_joined_and_latin_keeps_a_space() -> None:
    raw = "## 题\n\n武进\n国家 and\nnew area\n武进。"
    assert bodies(import_copy(raw)) == [["武进国家 and new area武进。"]]
    account(raw, import_copy(raw))


def test_an_overlap_at_a_column_end_is_doubtful() -> None:
    draft = import_copy("## 题\n\n各级各部门要坚持\n\n坚持目标导向。")
    assert ("doubled-word", "坚持") in kinds(draft)
    assert bodies(draft) == [["各级各部门要坚持坚持目标导向。"]]


@pytest.mark.parametrize("begin", ["本报讯 (记者 某某) ", "新华社北京11月25日电(记者 某某)", "本报讯 "])
def test_lead_ins(begin: str) -> None:
    raw = f"## 题\n\n{begin}今天开会。"
    draft = import_copy(raw)
    (story,) = draft.stories
    assert story.lead_in is not None
    assert story.lead_in.text == begin.strip().replace(" (", "（").replace("(", "（").replace(")", "）")
    assert story.body[0].text.text == "今天开会。"
    account(raw, draft)


def test_subheads_and_headings_in_a_row() -> None:
    draft = import_copy("## 题\n\n## 副题\n\n甲。\n\n### 小标题\n\n乙。")
    (story,) = draft.stories
    assert [line.text for line in story.deck] == ["副题"]
    assert [(block.text.text, block.subhead) for block in story.body] == [
        ("甲。", False),
        ("小标题", True),
        ("乙。", False),
    ]


RAWISH = st.text(alphabet="甲乙了解的，。：“”（）（记者摄本报讯 \n\n\r\t#/,:()!?aB19-*_　", max_size=120)


@settings(max_examples=400)
@given(st.text() | RAWISH)
def test_no_character_of_any_text_is_lost(raw: str) -> None:
    account(raw, import_copy(raw))


@settings(max_examples=400)
@given(RAWISH)
def test_a_written_draft_reads_back(tmp_path_factory: pytest.TempPathFactory, raw: str) -> None:
    draft = import_copy(raw)
    if any(list(find_forbidden(part.text)) for part in draft_parts(draft)):
        return
    folder = tmp_path_factory.mktemp("draft")
    write_draft(draft, folder)
    for drafted in draft.stories:
        read = read_story(folder / f"stories/{drafted.id}.md", root=folder)
        assert [block.plain for block in read.body] == [block.text.text for block in drafted.body]
        assert read.headline == tuple(line.text for line in drafted.headline)
        assert read.deck == tuple(line.text for line in drafted.deck)
        assert read.lead_in == (drafted.lead_in.text if drafted.lead_in else None)
    for photo in draft.photos:
        sheet = read_photo(folder / f"photos/{photo.id}.yaml", root=folder)
        assert sheet.credit == photo.credit.text
        assert sheet.caption == (photo.caption.text if photo.caption else None)


def test_the_draft_is_written_with_a_report_of_all_that_was_done(sample: Draft, tmp_path: Path) -> None:
    paths = write_draft(sample, tmp_path / "new")
    assert sorted(path.relative_to(tmp_path / "new").as_posix() for path in paths) == [
        "import-report.md",
        "photos/photo-1.yaml",
        *(f"stories/story-{number}.md" for number in (1, 2, 3)),
    ]
    assert sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file()) == sorted(paths)
    report = (tmp_path / "new/import-report.md").read_text(encoding="utf-8")
    assert report.count("\n- line ") == len(sample.changes) + len(sample.doubts)
    assert "line 11, column 25: 详细了解了解了开 (doubled-word): 了解 stands twice." in report
    assert "label, in no file yet: 重点项目 进行时" in report
    story = read_story(tmp_path / "new/stories/story-1.md", root=tmp_path / "new")
    assert isinstance(story, Story)
    assert not story.doubts


def test_no_file_is_overwritten_and_all_that_stand_are_named(sample: Draft, tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories/story-2.md").write_text("mine", encoding="utf-8")
    (tmp_path / "import-report.md").symlink_to("nowhere")
    with pytest.raises(Refused) as caught:
        write_draft(sample, tmp_path)
    assert [(problem.id, problem.where.file) for problem in caught.value.problems] == [
        ("file-exists", "stories/story-2.md"),
        ("file-exists", "import-report.md"),
    ]
    assert (tmp_path / "stories/story-2.md").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "stories/story-1.md").exists()


def test_a_folder_that_cannot_be_written_gets_nothing(sample: Draft, tmp_path: Path) -> None:
    (tmp_path / "photos").touch()  # a file stands where the folder must go
    with pytest.raises(Refused) as caught:
        write_draft(sample, tmp_path)
    assert [problem.id for problem in caught.value.problems] == ["unwritable-folder"]
    assert not [path for path in (tmp_path / "stories").iterdir() if path.is_file()]


def test_too_long_a_text() -> None:
    with pytest.raises(Refused):
        import_copy("甲" * (LONGEST_COPY + 1))
