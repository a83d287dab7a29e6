"""What was read and what was written -> manifest.json: every file of a build by its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from content.files import open_plain, read_text
from content.yaml.tree import read_tree
from layout.plan.edition import Edition
from layout.scene import Scene

FORMAT = "duikai-manifest-1"


def manifest_json(edition: Edition, scene: Scene, profile: str, outputs: Mapping[str, str]) -> str:
    """The manifest as JSON. `profile` is the press profile's SHA-256, `outputs` has that of each file by its name.

    Inputs are named from the edition's folder; what comes with the program is named `duikai:…`. Two builds of one
    edition are one and the same when their manifests are.
    """
    data = {
        "format": FORMAT,
        "edition": scene.edition,
        "paper": scene.paper,
        "issued": scene.issued,
        "outputs": [{"file": name, "sha256": digest} for name, digest in sorted(outputs.items())],
        "inputs": [
            {"file": name, "sha256": _digest(path)} for name, path in sorted(dict(_inputs(edition)).items())
        ],
        "faces": [{**asdict(face), "axes": dict(face.axes)} for face in scene.faces],
        "profile": {"file": scene.condition.profile, "sha256": profile},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _inputs(edition: Edition) -> Iterator[tuple[str, Path]]:
    """Every file that was read for the edition, by its name."""
    yield edition.read.file, edition.root / edition.read.file
    own = edition.paper_folder.resolve().is_relative_to(edition.root.resolve())
    paper = PurePosixPath(edition.paper_read.file).name
    name = edition.paper_read.file if own else f"duikai:papers/{edition.paper_folder.name}/{paper}"
    yield name, edition.paper_folder / paper
    shelf = PurePosixPath(name).parent
    for profile in _profiles(edition):
        yield (shelf / profile).as_posix(), edition.paper_folder / profile
    for file in _copy_files(edition):
        yield file, edition.root / file


def _profiles(edition: Edition) -> Iterable[str]:
    """The setting profiles that are files beside the paper's, those that others start from included."""
    names = [style.profile for style in edition.paper.styles.values()]
    found: dict[str, None] = {}
    while names:
        name = names.pop()
        if name.endswith((".yaml", ".yml")) and name not in found:
            found[name] = None
            tree, _ = read_tree(read_text(edition.paper_folder / name, name), name)
            start = tree.value.get("extends") if tree is not None and isinstance(tree.value, dict) else None
            names += [start] if isinstance(start, str) else []
    return found


def _copy_files(edition: Edition) -> Iterator[str]:
    """The files of stories, photos, tables and advertisements; of the pictures and PDFs those that are there."""
    yield from (story.file for story in edition.stories.values() if story.file is not None)
    sheets = [
        *(photo.sheet for photo in edition.photos.values()),
        *(table.sheet for table in edition.tables.values()),
        *(advert.sheet for advert in edition.adverts.values()),
    ]
    yield from (sheet for sheet in sheets if sheet is not None)
    yield from (photo.file for photo in edition.photos.values() if photo.id in edition.pictures)
    yield from (advert.file for advert in edition.adverts.values() if advert.id in edition.advert_facts)


def _digest(path: Path) -> str | None:
    """None for a file that went while the edition was built."""
    try:
        with open_plain(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
