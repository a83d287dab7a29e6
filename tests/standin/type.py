"""Draws the stand-ins of metal type: `python -m tests.standin.type forme|case|galley|drawer|hangul|poster FACE OUT.jpg
[WIDTH]`.

`forme` and `galley` take a Song face and show composed lines; `case` and `drawer` take a Kai face and show sorts in
their bays, as `hangul` and `poster` do with a Song face.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from tests.standin.picture import FINER, graded, jpeg
from tests.standin.relief import Camera, shoot
from tests.standin.sorts import FINEST, Letters, case, forme

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
GALLEY = [
    "横画细竖画粗笔画收在小三角上",
    "一个字好看不难难的是站在一起",
    "铅倒进铜模里冷了就是一粒铅字",
    "排好的版左右相反像镜子里的报",
    "一栏十五个字行与行间夹着铅条",
    "书坊翻刻宋版书刀下出来的样子",
    "横顺着木纹竖切着木纹粗细不同",
    "名字归了宋朝样子却是明朝定的",
    "字站在格子里四边都留着一点空",
    "五号字十点五大约三毫米又七成",
    "句号不打头引号不断后排字的人",
    "天黑以后拼一版天亮以前印出来",
    "少三行就让一行空照片往下放些",
    "多一句就拿掉一句别的句子不疼",
    "对着灯看没有改的地方一动不动",
    "签字付印桌上剩下一把尺子一支",
    "红笔和一叠用不着了的大样　　",
]
DRAWER = (
    "一粒鉛字的路撿排還印行欄版樣校對墨紙刷書報直橫批格點"
    "畫筆刀木竹簡冊門聯上下左右平仄聲音春風天地人心日月山水"
)
HANGUL = (
    "가나다라마바사아자차카타파하강물다리길집글자책신문활인쇄"
    "봄여름을겨울해달별산들꽃나무새벽낮밤눈비바람사람마음말"
)
POSTER = "ETAOINSHRDLUTIDEMARKETFAIRRAINQUAYSALE&HARLOWTRAINSJOY?!12345678"
SHAPES = {
    "forme": (1500, 2000),
    "case": (1400, 2400),
    "galley": (2700, 1900),
    "drawer": (2240, 1680),
    "hangul": (1400, 1050),
    "poster": (1400, 1050),
}


def draw(what: str, face: Path, width: int | None = None) -> Image.Image:
    """The picture `what` (a key of `SHAPES`), `width` pixels wide, with letters of the font file `face`."""
    full, tall = SHAPES[what]
    width = width or full
    height = round(width * tall / full)
    # A sixth of an em is the least part that the reliefs are built of.
    cell = max(18, round(FINEST * width / full / 6) * 6)
    match what:
        case "forme":
            relief = forme(Letters(face, 600, cell), LINES)
            camera = Camera((10.4, 8.1), 23, 30, -12, 1.95, 0.014)
        case "galley":
            relief = forme(Letters(face, 700, cell), GALLEY)
            camera = Camera((12.6, 7.4), 25, 38, 16, 1.75, 0.016)
        case "drawer":
            relief = case(Letters(face, cell=cell), DRAWER, 8, (3, 4))
            camera = Camera((14.5, 12.2), 31, 26, -10, 1.85, 0.013)
        case "hangul":
            relief = case(Letters(face, 600, cell), HANGUL, 8, (3, 4))
            camera = Camera((13.2, 11.0), 28, 32, 12, 1.85, 0.013)
        case "poster":
            relief = case(Letters(face, 900, cell), POSTER, 9, (3, 4))
            camera = Camera((14.6, 12.0), 29, 28, -14, 1.85, 0.013)
        case _:
            relief = case(Letters(face, cell=cell), BAYS, 5, (3, 4))
            camera = Camera((8.6, 15.5), 34, 17, 7, 2.45, 0.012)
    return graded(shoot(relief, camera, round(width * FINER), round(height * FINER)), width, height)


if __name__ == "__main__":
    name, font, out, *rest = sys.argv[1:]
    Path(out).write_bytes(jpeg(draw(name, Path(font), int(rest[0]) if rest else None)))
