"""Draws the stand-ins of metal type: `python -m content.standin.type forme|case FACE OUT.jpg [WIDTH]`.

`forme` takes a Mincho face and shows composed lines; `case` takes a Kai face and shows sorts in their bays.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from content.standin.picture import FINER, graded, jpeg
from content.standin.relief import Camera, shoot
from content.standin.sorts import FINEST, Letters, case, forme

LINES = [
    "組み上がった版は左右が逆である",
    "一字ずつ拾った活字を行に並べて",
    "行と行との間に薄い板を差し込む",
    "縦に読む国の新聞は右から始まり",
    "段を下りながら左へ進んでいくが",
    "鉛の版では左の端が書き出しだ　",
    "鏡に映した紙面を読むようにして",
    "植字の職人は手早く誤りを見つけ",
    "刷り上がれば字は正しい向きに返",
    "る　活字は一日の仕事を終えると",
    "ばらして箱に戻すか炉で溶かして",
    "明日の記事のためにまた字になる",
    "朝が来るたび同じことを繰り返し",
    "紙の上に残るのは字だけである　",
]
BAYS = (
    "鉛字印刷書報紙銅模鑄檢排版日星宋明楷黑體台北太原路"
    "橫直行批標點人手目力心火水木金土山川風雲春夏秋冬天地上下"
)
SHAPES = {"forme": (1500, 2000), "case": (1400, 2400)}


def draw(what: str, face: Path, width: int | None = None) -> Image.Image:
    """The picture `what` (forme or case), `width` pixels wide, with letters of the font file `face`."""
    full, tall = SHAPES[what]
    width = width or full
    height = round(width * tall / full)
    # A sixth of an em is the least part that the reliefs are built of.
    cell = max(18, round(FINEST * width / full / 6) * 6)
    if what == "forme":
        relief = forme(Letters(face, 600, cell), LINES)
        camera = Camera((10.4, 8.1), 23, 30, -12, 1.95, 0.014)
    else:
        relief = case(Letters(face, cell=cell), BAYS, 5, (3, 4))
        camera = Camera((8.6, 15.5), 34, 17, 7, 2.45, 0.012)
    return graded(shoot(relief, camera, round(width * FINER), round(height * FINER)), width, height)


if __name__ == "__main__":
    name, font, out, *rest = sys.argv[1:]
    Path(out).write_bytes(jpeg(draw(name, Path(font), int(rest[0]) if rest else None)))
