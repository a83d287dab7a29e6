"""A draft to the files of an edition: stories/ID.md, photos/ID.yaml and a report of what was done and doubted."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import yaml

from content.importing.draft import Draft, DraftPhoto, DraftStory
from content.marking.headmarks import as_written
from content.marking.inline_rules import begins_mark
from content.marking.pasted import LEAD
from content.problems import Place, Problem, Refused

_INLINE = re.compile(r"([\\`*_\[\]<&~])")
_BLOCK = re.compile(rf"{LEAD.pattern}([#\-+>=|]|:(?=::)|\d{{1,9}}[.)])")

_KINDS = {
    "joined": "Pieces that column ends had cut, joined",
    "full-width": "Half-width marks made full-width",
    "space": "Spaces dropped, tabs made spaces",
    "heading-mark": "Heading marks taken off",
    "box-mark": "Slashes of box titles taken off",
    "headline-lines": "Headlines parted into lines",
    "unseen": "Lines of characters that no reader sees, dropped",
}


def write_draft(draft: Draft, folder: Path) -> tuple[Path, ...]:
    """Writes the draft into an edition's folder and returns the files that it made.

    No file is overwritten, and when one can't be written none is left. Raises Refused with a problem for each
    file that stands already, or for the folder that can't be written.
    """
    texts = {f"stories/{story.id}.md": story_text(story) for story in draft.stories}
    texts |= {f"photos/{photo.id}.yaml": photo_text(photo) for photo in draft.photos}
    texts["import-report.md"] = report_text(draft)
    standing = [name for name in texts if os.path.lexists(folder / name)]
    if standing:
        hint = "move it away, or import into another folder"
        raise Refused(
            Problem("file-exists", "refused", "A file of this name stands already.", Place(file=name), hint)
            for name in standing
        )
    parts = {folder / name: (folder / name).with_name(f".{Path(name).name}.part") for name in texts}
    written: list[Path] = []
    try:
        for (path, part), text in zip(parts.items(), texts.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(part)
            part.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")
        for number, (path, part) in enumerate(parts.items()):
            written[number] = part.rename(path)
    except BaseException as error:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        what = f"The draft can't be written ({error.strerror or 'unknown reason'})."
        hint = "check that the folder may be written and has room"
        raise Refused([Problem("unwritable-folder", "refused", what, Place(), hint)]) from None
    return tuple(written)


def story_text(story: DraftStory) -> str:
    """A story file: front matter and Markdown body, which read back as the draft's text."""
    front: dict[str, object] = {}
    if story.headline:
        front["headline"] = [as_written(line.text) for line in story.headline]
    if story.deck:
        front["deck"] = [as_written(line.text) for line in story.deck]
    if story.lead_in is not None:
        front["lead_in"] = story.lead_in.text
    front["lang"] = "zh-Hans"
    blocks = [("## " if block.subhead else "") + escape_markdown(block.text.text) for block in story.body]
    return "---\n" + _yaml(front) + "---\n" + "".join(f"\n{block}\n" for block in blocks)


def photo_text(photo: DraftPhoto) -> str:
    """A photo's sheet; the picture's name is a guess for the editor to correct."""
    sheet = {"file": f"{photo.id}.jpg"}
    if photo.caption is not None:
        sheet["caption"] = photo.caption.text
    sheet["credit"] = photo.credit.text
    return _yaml(sheet)


def report_text(draft: Draft) -> str:
    """What the importer found, did and doubts, for the editor; lines and columns are the raw text's."""
    rows = ["# Import report", "", "Lines and columns count in the raw text, from 1.", "", "## Found", ""]
    for story in draft.stories:
        headline = escape_markdown(" / ".join(line.text for line in story.headline) or "(no headline)")
        characters = sum(len(block.text.text) for block in story.body)
        kind = "story" if story.kind == "story" else "box"
        rows.append(f"- `stories/{story.id}.md`: {kind}, {headline}, {characters} characters")
    for photo in draft.photos:
        credit = escape_markdown(photo.credit.text)
        rows.append(f"- `photos/{photo.id}.yaml`: {credit}; no picture came with it")
    for label in draft.labels:
        rows.append(f"- label, in no file yet: {escape_markdown(label.text)}")
    rows += ["", f"## Doubtful ({len(draft.doubts)}): nothing was changed here", ""]
    rows += [
        f"- line {doubt.line}, column {doubt.column}: "
        f"{escape_markdown(_visible(doubt.text))} ({doubt.kind}): {doubt.why}"
        for doubt in draft.doubts
    ]
    rows += ["", f"## Changed ({len(draft.changes)})"]
    for kind, title in _KINDS.items():
        changes = [change for change in draft.changes if change.kind == kind]
        if changes:
            rows += ["", f"### {title} ({len(changes)})", ""]
            rows += [
                f"- line {change.line}, column {change.column}: {_quote(change.before)} → {_quote(change.after)}"
                for change in changes
            ]
    return "\n".join(rows) + "\n"


def escape_markdown(text: str) -> str:
    """Markdown that reads as `text` and as nothing else, in one line."""
    text = _INLINE.sub(r"\\\1", text)
    text = _escape_marks(text)
    block = _BLOCK.match(text)
    if block is not None:
        text = text[: block.end() - 1] + "\\" + text[block.end() - 1 :]
    return text


def _escape_marks(text: str) -> str:
    """Escapes { and ^ where a story's body would read ruby, a class or a note's mark, and leaves the others."""
    last_bar = text.rfind("|")

    def escape_mark(found: re.Match[str]) -> str:
        at = found.start()
        ruby = found[0] == "{" and at < last_bar
        return f"\\{found[0]}" if ruby or begins_mark(text, at) else found[0]

    return re.sub(r"[{^]", escape_mark, text)


def _visible(text: str) -> str:
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)


def _quote(text: str) -> str:
    shown = text.replace("\r", "⏎").replace("\n", "⏎")
    return f"“{escape_markdown(_visible(shown))}”" if text else "nothing"


def _yaml(values: dict[str, object] | dict[str, str]) -> str:
    dumped: str = yaml.safe_dump(
        values, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=False
    )
    return dumped
