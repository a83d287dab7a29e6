"""Turns the model of a place into the finished picture: painted back to front, graded, written as JPEG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from tests.standin.blocks import Block, draw_block, shadow
from tests.standin.bridges import draw_bridge
from tests.standin.cranes import draw_crane
from tests.standin.land import draw_water, far_shore, ground, near_shore
from tests.standin.light import Canvas, hazed
from tests.standin.noise import F, fractal
from tests.standin.place import Place
from tests.standin.sky import hills, sky
from tests.standin.trees import Drawing, Tree, draw_drawing, draw_tree
from tests.standin.view import EYE_Z, SUN, View

WIDTH = 3000
FINER = 1.5
"""The picture is painted this much larger and brought down, which smooths its edges."""
SHAPES = ("round",) * 5 + ("poplar",) * 2 + ("shrub",) * 2 + ("reed",) * 2


def paint(place: Place, width: int = WIDTH) -> Image.Image:
    """The picture of a place, `width` pixels wide and three fifths as high, in sRGB."""
    height = round(width * 0.6)
    view = View(round(width * FINER), round(height * FINER))
    side = max(64, round(width * 0.21))
    drawings = [draw_drawing(40 + i, shape, side) for i, shape in enumerate(SHAPES)]
    planted = [replace(tree, sun=_sun_on(tree, place.blocks)) for tree in place.trees]
    below = _canvas(View(view.width, view.height, mirror=True))
    _backdrop(below, place.clouds)
    _things(below, drawings, replace(place, trees=[tree for tree in planted if tree.y > -50]))
    above = _canvas(view)
    _backdrop(above, place.clouds)
    _land(above, replace(place, trees=planted))
    horizon = int(view.horizon) + 1
    draw_water(above, below.light, (0, horizon, view.width, view.height))
    _things(above, drawings, replace(place, trees=planted))
    return graded(above.light, width, height)


def _canvas(view: View) -> Canvas:
    shape = (view.height, view.width)
    return Canvas(view, np.zeros((*shape, 3), np.float32), np.full(shape, 1e6, np.float32))


def _sun_on(tree: Tree, blocks: Sequence[Block]) -> float:
    crown = [np.array([v], np.float32) for v in (tree.x, tree.y, tree.height * 0.6)]
    return float(0.12 + 0.88 * shadow(crown[0], crown[1], crown[2], blocks)[0])


def _backdrop(canvas: Canvas, clouds: float) -> None:
    view = canvas.view
    horizon = int(view.horizon)
    box = (0, horizon, view.width, view.height) if view.mirror else (0, 0, view.width, horizon + 1)
    dx, dz = view.rays(box)
    canvas.light[box[1] : box[3]] = hills(dx, dz, sky(dx + clouds, dz))


def _land(canvas: Canvas, place: Place) -> None:
    view = canvas.view
    box = (0, int(view.horizon) + 1, view.width, view.height)
    dx, dz = view.rays(box)
    t = EYE_Z / np.maximum(-dz, 1e-5)
    x, y = t * dx, view.eye[1] + t
    dry = (y > far_shore(x)) | (y < near_shore(x))
    sun = np.ones(x.shape, np.float32)
    sun[dry] = shadow(x[dry], y[dry], np.zeros_like(x[dry]), place.blocks)
    for tree in place.trees:
        _tree_shade(view, sun, tree)
    colour = np.zeros((*x.shape, 3), np.float32)
    colour[dry] = ground(x[dry], y[dry], sun[dry])
    canvas.put(box, hazed(colour, t), t, np.ones_like(t))


def _tree_shade(view: View, sun: F, tree: Tree) -> None:
    """Darkens the ground under `tree`, away from the sun."""
    throw = tree.height * 0.55 / float(SUN[2])
    cx, cy, r = tree.x - float(SUN[0]) * throw, tree.y - float(SUN[1]) * throw, tree.height * 0.42
    box = view.box([(cx + a * r * 1.5, cy + b * r * 1.5, 0) for a in (-1, 1) for b in (-1, 1)])
    top = int(view.horizon) + 1
    if box is None or box[3] <= top:
        return
    box = (box[0], max(box[1], top), box[2], box[3])
    dx, dz = view.rays(box)
    t = EYE_Z / np.maximum(-dz, 1e-5)
    d2 = ((t * dx - cx) / (r * 1.3)) ** 2 + ((view.eye[1] + t - cy) / r) ** 2
    patch = sun[box[1] - top : box[3] - top, box[0] : box[2]]
    patch *= 1 - 0.85 * np.clip(1.4 - d2 * 1.4, 0, 1)


def _things(canvas: Canvas, drawings: Sequence[Drawing], place: Place) -> None:
    for block in place.city:
        draw_block(canvas, block, ())
    for block in place.blocks:
        draw_block(canvas, block, place.blocks)
    for crane in place.cranes:
        draw_crane(canvas, crane)
    for bridge in place.bridges:
        draw_bridge(canvas, bridge)
    for tree in place.trees:
        draw_tree(canvas, tree, drawings[tree.drawing])


def graded(light: F, width: int, height: int) -> Image.Image:
    """Linear light brought down to size, exposed, given a film's shoulder and a little grain, as sRGB."""
    planes = [Image.fromarray(np.ascontiguousarray(light[..., i])) for i in range(3)]
    small = np.stack([np.asarray(p.resize((width, height), Image.Resampling.BOX)) for p in planes], -1)
    exposed = np.maximum(small, 0) * 0.58
    # A shoulder for the clouds, a toe for depth in the shadows.
    toned = exposed * (2.51 * exposed + 0.10) / (exposed * (2.43 * exposed + 0.62) + 0.16)
    encoded = np.where(toned < 0.0031308, toned * 12.92, 1.055 * np.maximum(toned, 1e-6) ** (1 / 2.4) - 0.055)
    # Newsprint keeps little of the range: use all of it, from near black to paper.
    encoded = (encoded - 0.07) / 0.85
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    grain = (fractal(columns * 0.7, rows * 0.7, 7, 2) - 0.5) * 0.012
    out = np.clip(encoded + grain[..., None], 0, 1)
    return Image.fromarray((out * 255 + 0.5).astype(np.uint8))


def jpeg(picture: Image.Image) -> bytes:
    """`picture` as a JPEG of quality 88 with an sRGB profile in it; the same picture gives the same bytes."""
    out = BytesIO()
    picture.save(out, format="JPEG", quality=88, subsampling=0, dpi=(300, 300), icc_profile=srgb())
    return out.getvalue()


def srgb() -> bytes:
    """An sRGB profile, dated to the start of 2024: littleCMS writes today's date into bytes 24 to 35."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    date = b"".join(part.to_bytes(2, "big") for part in (2024, 1, 1, 0, 0, 0))
    return made[:24] + date + made[36:]
