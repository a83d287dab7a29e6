"""Turns a scene and its PDF, with the golden in a folder, into a comparison; and renews a golden that fails."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PIL import Image

from content.problems import Place, Problem, Refused
from layout.golden.earlier import Comparison, Difference, PagePictures
from layout.golden.file import NotRead, changed_parts, part_hashes
from layout.golden.ink import DPI, TOLERANCE, Sheet, deviations, heat, ink_differences
from layout.golden.words import scene_differences
from layout.proof.raster import RENDERER, NotRendered, png, render, trim_corners
from layout.scene import Page, Scene
from layout.scene.astext import scene_text

FORMAT = "duikai-golden-1"


@dataclass(frozen=True, slots=True)
class Actual:
    """What is compared: an edition's scene and the PDF that press wrote of it, a page of it for each of the scene's."""

    scene: Scene
    pdf: bytes

    @property
    def text(self) -> str:
        """All pages as golden text, an empty line between two."""
        return "\n".join(scene_text(page) for page in self.scene.pages)


@dataclass(frozen=True, slots=True)
class _Golden:
    """The files of a golden as read; None for one that is not there or can't be read, with `unsure` saying so."""

    text: str | None
    record: Mapping[str, Any] | None
    pictures: tuple[Image.Image | None, ...]
    unsure: tuple[str, ...]


def compare(name: str, actual: Actual, folder: Path) -> Comparison:
    """`actual` against the golden in `folder/name`. Never raises for what the golden or the PDF holds."""
    golden = _read(folder / name)
    result = Comparison(name, unsure=golden.unsure)
    if golden.text is not None:
        result = _add(result, differences=scene_differences(golden.text, actual.text))
    try:
        sheets = [
            Sheet(picture, corner)
            for picture, corner in zip(
                render(actual.pdf, dpi=DPI, gray=True), trim_corners(actual.pdf, dpi=DPI), strict=True
            )
        ]
        parts = part_hashes(actual.pdf)
    except (NotRendered, NotRead) as error:
        return _add(result, unsure=[str(error)])
    if len(sheets) != len(actual.scene.pages):
        counts = f"the scene has {len(actual.scene.pages)} pages, the PDF has {len(sheets)}"
        return _add(result, differences=[Difference("pages", counts)])
    result = _compare_ink(result, golden, sheets, actual.scene.pages)
    return _compare_file(result, golden, parts, actual.pdf)


def exit_code(comparisons: Iterable[Comparison]) -> int:
    """0 all the same, 1 one differs, 2 none differs but one could not be compared."""
    verdicts = {comparison.verdict for comparison in comparisons}
    return 1 if "different" in verdicts else 2 if "could not compare" in verdicts else 0


def update(
    name: str, actual: Actual, folder: Path, *, env: Mapping[str, str] = os.environ
) -> tuple[str, ...]:
    """Writes the golden of `name` anew if it fails; returns the names of the files written, none if it holds.

    Only files whose content changes are written, each beside and then renamed. Raises Refused under CI (the
    variable CI is set), where a golden is a given, and for a PDF that can't be read.
    """
    if env.get("CI", "").lower() not in ("", "0", "false"):
        what = f"the golden {name} is not renewed under CI"
        hint = "run make golden-update on your own machine, look at the pages, and commit them"
        raise Refused([Problem("golden-update-in-ci", "refused", what, Place(file=name), hint)])
    if compare(name, actual, folder).verdict == "same":
        return ()
    try:
        files = _files(actual)
    except (NotRendered, NotRead) as error:
        hint = "build the page again; a golden is made of a PDF that can be read"
        raise Refused(
            [Problem("golden-pdf-damaged", "refused", str(error), Place(file=name), hint)]
        ) from error
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    written = [file for file, data in files.items() if _write(home / file, data)]
    for old in home.glob("ink*.png"):
        if old.name not in files:
            old.unlink()
            written.append(old.name)
    return tuple(written)


def _files(actual: Actual) -> dict[str, bytes]:
    pictures = render(actual.pdf, dpi=DPI, gray=True)
    record = {
        "format": FORMAT,
        "renderer": RENDERER,
        "dpi": DPI,
        "tolerance": TOLERANCE,
        "pages": [page.name for page in actual.scene.pages],
        "parts": part_hashes(actual.pdf),
        "packed": {"zlib": zlib.ZLIB_RUNTIME_VERSION, "sha256": hashlib.sha256(actual.pdf).hexdigest()},
    }
    files = {"scene.txt": actual.text.encode()}
    files |= {_ink_name(i): png(picture, dpi=DPI) for i, picture in enumerate(pictures)}
    return files | {"golden.json": (json.dumps(record, indent=2, ensure_ascii=False) + "\n").encode()}


def _ink_name(index: int) -> str:
    return "ink.png" if index == 0 else f"ink-{index + 1}.png"


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _read(home: Path) -> _Golden:
    if not home.is_dir():
        return _Golden(None, None, (), (f"there is no golden {home.name}: make it with make golden-update",))
    unsure: list[str] = []
    text: str | None = None
    record: dict[str, Any] | None = None
    try:
        text = (home / "scene.txt").read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        unsure.append("the golden's scene.txt is missing or damaged")
    try:
        data = json.loads((home / "golden.json").read_bytes())
        names, parts = data["pages"], data["parts"]
        if data["format"] != FORMAT or not isinstance(names, list) or not isinstance(parts, dict):
            raise ValueError
        record = data
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        unsure.append("the golden's golden.json is missing, damaged or of another format")
        return _Golden(text, None, (), tuple(unsure))
    pictures = [_picture(home / _ink_name(i)) for i in range(len(names))]
    unsure += [
        f"the golden's {_ink_name(i)} is missing or damaged"
        for i, picture in enumerate(pictures)
        if picture is None
    ]
    return _Golden(text, record, tuple(pictures), tuple(unsure))


def _picture(path: Path) -> Image.Image | None:
    try:
        with Image.open(path, formats=("PNG",)) as opened:
            return opened.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _compare_ink(
    result: Comparison, golden: _Golden, sheets: list[Sheet], pages: tuple[Page, ...]
) -> Comparison:
    if golden.record is None:
        pictures = [_shown(None, sheet, page) for sheet, page in zip(sheets, pages, strict=True)]
        return _add(result, pictures=pictures)
    if len(golden.pictures) != len(sheets):
        counts = f"the golden has {len(golden.pictures)} pages, the PDF has {len(sheets)}"
        return _add(result, differences=[Difference("pages", counts)])
    same_renderer = golden.record.get("renderer") == RENDERER
    off = 0
    for old, sheet, page in zip(golden.pictures, sheets, pages, strict=True):
        if old is None:
            result = _add(result, pictures=[_shown(None, sheet, page)])
        elif old.size != sheet.picture.size:
            sizes = f"the page was {_size(old)} pixels and is {_size(sheet.picture)}"
            result = _add(
                result,
                differences=[Difference("pages", sizes, page.name)],
                pictures=[_shown(old, sheet, page)],
            )
        else:
            bad = deviations(old, sheet.picture)
            if not bad.any():
                continue
            off += int(bad.sum())
            hot = png(heat(bad, sheet.picture), dpi=DPI)
            shown = replace(_shown(old, sheet, page), heat=hot, deviations=int(bad.sum()))
            found = ink_differences(bad, sheet, page) if same_renderer else []
            result = _add(result, differences=found, pictures=[shown])
    if same_renderer:
        return result
    # Another renderer's pixels say nothing of the page: that is one fact, not thousands of deviations.
    changed = f"renderer changed: the golden is by {golden.record.get('renderer')}, this is {RENDERER}"
    if off:
        return _add(result, unsure=[f"{changed}; {off} pixels deviate: look, then make golden-update"])
    return _add(result, notes=[f"{changed}; no pixel deviates"])


def _shown(old: Image.Image | None, sheet: Sheet, page: Page) -> PagePictures:
    before = None if old is None else png(old, dpi=DPI)
    return PagePictures(page.name, before, png(sheet.picture, dpi=DPI), None, 0)


def _size(picture: Image.Image) -> str:
    return f"{picture.width} × {picture.height}"


def _compare_file(result: Comparison, golden: _Golden, parts: dict[str, str], pdf: bytes) -> Comparison:
    if golden.record is None:
        return result
    changed = changed_parts(golden.record["parts"], parts)
    if changed:
        what = f"the PDF's {', '.join(changed)} changed"
        return _add(result, differences=[Difference("file", what, weight=len(changed))])
    packed = golden.record.get("packed")
    packed = packed if isinstance(packed, dict) else {}
    if packed.get("sha256") == hashlib.sha256(pdf).hexdigest():
        return result
    made = f"the golden's by zlib {packed.get('zlib')}, this by {zlib.ZLIB_RUNTIME_VERSION}"
    return _add(result, notes=[f"the PDF holds the same but is packed otherwise ({made})"])


def _add(
    result: Comparison,
    *,
    differences: Iterable[Difference] = (),
    unsure: Iterable[str] = (),
    notes: Iterable[str] = (),
    pictures: Iterable[PagePictures] = (),
) -> Comparison:
    return replace(
        result,
        differences=(*result.differences, *differences),
        unsure=(*result.unsure, *unsure),
        notes=(*result.notes, *notes),
        pictures=(*result.pictures, *pictures),
    )
