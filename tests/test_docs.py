"""What the documentation says is what the program does: every snippet is carried out, every name and link is there."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from PIL import Image
from pytest import mark

from layout.makeup.legs import division, leg_ends, level_legs, uneven_legs
from layout.plan.profile import profile_names
from layout.plan.schemas import MODELS
from layout.preflight.rules.registry import every_rule
from layout.typeset.breaks import break_costs
from layout.typeset.search import prepared, prices, ways
from tests.snippets import ROOT, Checkout, Snippet, snippets
from tests.source_names import doubt_kinds, problem_ids

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
RENEW = os.environ.get("DOCS_UPDATE", "") not in ("", "0")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@mark.parametrize("page", [page for page in PAGES if snippets(page)], ids=name_of)
def test_every_snippet_holds(page: Path, tmp_path: Path) -> None:
    """In the order of the page, in one folder. With DOCS_UPDATE=1 what commands print is written into the page."""
    checkout = Checkout(tmp_path)
    printed: list[tuple[Snippet, str]] = []
    for snippet in snippets(page):
        wrong = checkout.run(snippet)
        if wrong and snippet.language == "console" and RENEW:
            printed.append((snippet, checkout.printed))
            continue
        assert wrong is None, f"{name_of(page)}, line {snippet.line}: {wrong}"
    if printed:
        write_printed(page, printed)


@mark.parametrize(
    ("language", "says", "text"),
    [
        ("console", {}, "$ echo one\ntwo\n"),
        ("console", {}, "$ python build.py check content/editions/wujin\n$ echo $?\n…\n2\n"),
        ("yaml", {"file": "content/editions/new/edition.yaml"}, "papr: wujin\n"),
        ("markdown", {"file": "content/editions/new/stories/new.md"}, "no front matter\n"),
        ("diff", {"edit": "content/editions/wujin/edition.yaml"}, "-not there\n+new\n"),
        ("yaml", {"in": "content/papers/wujin/paper.yaml"}, "grid: {columns: 7}\n"),
        ("ruby", {}, "puts 1\n"),
    ],
)
def test_a_snippet_that_does_not_hold_is_found(
    language: str, says: dict[str, str], text: str, tmp_path: Path
) -> None:
    assert Checkout(tmp_path).run(Snippet(language, says, text, 1)) is not None


def write_printed(page: Path, printed: list[tuple[Snippet, str]]) -> None:
    rows = page.read_text("utf-8").splitlines(keepends=True)
    for snippet, text in reversed(printed):
        rows[snippet.line : snippet.line + len(snippet.text.splitlines())] = text
    page.write_text("".join(rows), "utf-8")


LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED_PATH = re.compile(
    r"`((?:build\.py|(?:content|docs|fonts|layout|tests|benchmarks|\.ci)/[\w./-]*)(?:\.py|\.yaml|\.md|/)?)`"
)
TARGET = re.compile(r"^(?:\$ )?make ([a-z][a-z-]*)", re.MULTILINE)
ROW = re.compile(r"^\| (`[^|]+`) \| ([^|]+) \| ", re.MULTILINE)
TABLE_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


def prose(page: Path) -> str:
    """The page without its fenced snippets."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def code(page: Path) -> Iterator[str]:
    """All that stands in the page as code: fenced, indented, in a line."""
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(page.read_text("utf-8")):
        if token.type in ("fence", "code_block"):
            yield token.content
        for child in token.children or ():
            if child.type == "code_inline":
                yield child.content


def anchors(page: Path) -> set[str]:
    """The names that a page's headings can be linked by, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(prose(page).replace("\n", " ")):
        if target.startswith(("http://", "https://")):
            continue
        file, _, anchor = target.partition("#")
        to = page.parent / file if file else page
        assert to.exists(), f"{name_of(page)} links to {target}"
        assert not anchor or anchor in anchors(to), f"{name_of(page)} links to {target}"


@mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    for name in NAMED_PATH.findall(prose(page)):
        made_by_a_build = name.startswith("content/editions/") and not name.startswith(
            "content/editions/wujin"
        )
        assert made_by_a_build or (ROOT / name).exists(), f"{name_of(page)} names {name}"


@mark.parametrize("page", PAGES, ids=name_of)
def test_every_target_that_is_named_is_in_the_makefile(page: Path) -> None:
    declared = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for text in code(page):
        for target in TARGET.findall(text):
            assert target in declared, f"{name_of(page)} says make {target}"


def test_every_rule_of_the_preflight_is_in_its_table() -> None:
    """With DOCS_UPDATE=1 the table is written anew."""
    page = ROOT / "docs" / "preflight.md"
    before, head, table = page.read_text("utf-8").partition("|---|---|---|---|\n")
    rows = "".join(
        f"| `{rule.id}` | {rule.severity} | {rule.asks} | {rule.source} |\n" for rule in every_rule()
    )
    if RENEW and table != rows:
        page.write_text(before + head + rows, "utf-8")
    else:
        assert table == rows


def problem_rows() -> dict[str, str]:
    """Id -> severity, as the tables of docs/reports.md have them."""
    text = (ROOT / "docs" / "reports.md").read_text("utf-8").partition("## Every problem")[2]
    return {id: severity for ids, severity in ROW.findall(text) for id in CODE.findall(ids) if ids != "id"}


def test_every_problem_is_explained() -> None:
    rows = problem_rows()
    found = list(problem_ids((ROOT / "content", ROOT / "layout")))
    assert len(found) > 60  # else the search has gone blind
    for one in found:
        explained = fnmatch.filter(rows, one.id)
        assert explained, f"{one.where} has the problem {one.id}, and docs/reports.md has not"
        for id in explained:
            # `*-outside` is photo-outside and advert-outside; lies-outside is made elsewhere, with its own severity.
            elsewhere = "*" in one.id and any(other.id == id for other in found)
            right = one.severity is None or one.severity in rows[id] or elsewhere
            assert right, f"{id} is of severity {one.severity}"
    for id in rows:
        assert any(fnmatch.fnmatch(id, one.id) for one in found), (
            f"docs/reports.md explains {id}: it is no more"
        )


def test_every_doubt_of_the_importer_is_explained() -> None:
    text = (ROOT / "docs" / "copy.md").read_text("utf-8").partition("| doubt |")[2]
    explained = {
        kind for row in re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE) for kind in CODE.findall(row)
    }
    assert explained == doubt_kinds(ROOT / "content")


@mark.parametrize(
    ("model", "page"),
    [
        ("edition", "make-an-edition blocks photos"),
        ("paper", "papers"),
        ("story", "copy"),
        ("photo", "copy"),
        ("advert", "make-an-edition"),
        ("table", "blocks"),
        ("profile", "profiles"),
    ],
)
def test_every_key_of_every_file_is_explained(model: str, page: str) -> None:
    """In a row of a table, as code: what a text or a snippet mentions by the way explains nothing."""
    named = {
        word
        for one in page.split()
        for row in TABLE_ROW.findall(prose(ROOT / "docs" / f"{one}.md"))
        for code in CODE.findall(row)
        for word in re.findall(r"\w+", code)
    }
    schema = MODELS[model].model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        for key in part.get("properties", {}):
            assert key in named, f"no table of docs/{page}.md has a row for {key}"


def test_every_profile_is_in_the_table_of_the_documentation() -> None:
    """Each is a file: in the first table of the page, which says what it sets and by whose rules."""
    table = (ROOT / "docs" / "profiles.md").read_text("utf-8").partition("\n\n## ")[0]
    named = [
        name for row in re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE) for name in CODE.findall(row)
    ]
    assert sorted(named) == sorted(profile_names())
    assert set(profile_names()) == {path.stem for path in (ROOT / "layout" / "plan" / "profiles").iterdir()}


def test_every_test_that_conformance_names_is_there() -> None:
    text = (ROOT / "docs" / "CONFORMANCE.md").read_text("utf-8")
    named = re.findall(r"`(\S+\.py)::(\w+)`", text)
    assert len(named) > 20
    for file, name in named:
        path = ROOT / file if "/" in file else ROOT / "tests" / "typeset" / file
        assert f"\ndef {name}(" in path.read_text("utf-8"), f"docs/CONFORMANCE.md names {file}::{name}"


def test_the_costs_that_are_named_are_the_programs() -> None:
    text = (ROOT / "docs" / "setting.md").read_text("utf-8")
    costs = [prices.WIDE_COST, prices.SPLIT_COST, prices.RUNT_COST, prices.SPLIT_WORD_COST]
    costs += [prices.FORCED_COST, prices.OVERFULL_COST, prices.FAULT_COST, prices.LADDER_COST]
    costs += [prices.LOOSE_WORDS_COST, prices.SHORT_COST, prices.EMPTY_COST, prices.SPLIT_ADDRESS_COST]
    costs += [prices.RAGGED_HOLE_COST, prices.RAGGED_HYPHEN_COST, leg_ends.PARTED_COST, ways.LEEWAY]
    own = [division.LONE_LINE_COST, division.HANGING_SUBHEAD_COST, level_legs.WHITE_COST]
    for cost in [*costs, *own, level_legs.OTHER_TOTAL_COST, uneven_legs.UNEVEN_COST]:
        assert re.search(rf"(?<![\d,]){cost:,.0f}(?![\d,])", text), f"docs/setting.md lacks {cost:,.0f}"
    assert (prices.STEP_FACTOR, prepared.WIDEST_GAP_EM, break_costs.LONG_WORD) == (4, 0.125, 12)


def test_the_pictures_are_there_and_light() -> None:
    """That they show what the program makes today is for eyes: `make pictures` draws them anew."""
    for picture in sorted((ROOT / "docs" / "pictures").glob("*.png")):
        assert picture.stat().st_size <= 350_000, picture.name
        with Image.open(picture) as opened:
            assert opened.mode == "P"
            assert opened.width <= 1200, picture.name
