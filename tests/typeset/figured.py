"""Sentences with places for figures -> newspaper copy of any length, in Japanese: for counting what figures do to lines.

The same copy comes with full-width figures and with those of Han. It is the same each time: no chance is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import Final

SENTENCES: Final = """
市は@4年@2月@2日、来年度の当初予算案を発表した。一般会計の総額は@3億@4万円で、前年度より@1・@1％増えた。
県によると、@2日午前@1時現在、県内の@2市町で計@3世帯@4人に避難指示が出ている。
第@2回全国高校駅伝大会は@2日、全長@2・@3キロのコースで行われ、地元の高校が@1時間@2分@2秒で初優勝した。
問い合わせは市民課（電話０@2・@3・@4、ファクス０@2・@3・@4）へ。受け付けは平日の午前@1時から午後@1時まで。
東京株式市場の日経平均株価は前日比@3円@2銭高の@2，@3円@2銭で取引を終えた。
会場は中央区本町@1の@2の@1、産業会館@1階。入場料は大人@3円、子ども@3円。
試合は延長@2回、@1―@1で引き分けた。観客は@2，@3人だった。
調査は昨年@2月から今年@1月にかけ、県内の@2歳以上の男女@4人を対象に行い、@4人から回答を得た。
回答者の@2・@1％が「暮らし向きは苦しくなった」と答え、「楽になった」は@1・@1％にとどまった。
台風@2号は@2日午後@1時、那覇市の南約@3キロの海上を時速@2キロで北西へ進んでいる。中心気圧は@3ヘクトパスカル。
男性（@2）は「@2年間この町で暮らしてきたが、これほどの雨は初めてだ」と話した。
事故があったのは国道@3号の交差点で、軽乗用車が大型トラックと衝突し、会社員の女性（@2）が軽いけがをした。
新しい体育館は鉄筋コンクリート造り地上@1階建て、延べ床面積@4平方メートル。総事業費は@2億@4万円を見込む。
昨年度の利用者は延べ@2万@4人で、@4年度の@2万@4人をピークに減り続けている。
米の作況指数は@3で、@2年ぶりの「やや良」となった。収穫量は@3万@4トンの見通し。
申し込みは@2月@2日までに、はがきに住所、氏名、電話番号を書いて、〒@3―@4、市役所広報課へ。抽選で@2人に招待券を贈る。
大相撲の本場所は@2日、東前頭@1枚目が@1勝目を挙げ、勝ち越しを決めた。
選挙は定数@2に対し@2人が立候補した。投票率は@2・@2％で、前回を@1・@2ポイント下回った。
路線バスの運賃は@2月@1日から、初乗りが@3円から@3円に引き上げられる。値上げは@2年ぶり。
震源の深さは約@2キロ、地震の規模を示すマグニチュードは@1・@1と推定される。
""".strip()
"""A digit behind @ stands for so many figures."""

WITHOUT: Final = """
春の訪れを告げる祭りが城下町で始まり、色とりどりの山車が通りを練り歩いた。
「子どもたちの笑顔を見ると、続けてきてよかったと思う」と保存会の会長は目を細めた。
市長は記者会見で「住民の理解を得ながら、ていねいに進めたい」と述べた。
専門家は、早めに避難することが何よりも大切だと指摘する。
会場には多くの家族連れが訪れ、地元の野菜や手作りの菓子を買い求めていた。
"""

_FULL: Final = "０１２３４５６７８９"
_HAN: Final = "〇一二三四五六七八九"
_LENGTH: Final = 3
"""Sentences of a paragraph."""


def paragraphs(characters: int, *, han: bool = False) -> list[str]:
    """Paragraphs of so many characters together, or a few more."""
    found, length = [], 0
    sentences = _sentences(_HAN if han else _FULL)
    while length < characters:
        found.append("".join(islice(sentences, _LENGTH)))
        length += len(found[-1])
    return found


def _sentences(digits: str) -> Iterator[str]:
    """The sentences in an order of each round's own, one without figures behind four with them."""
    figured, plain = SENTENCES.splitlines(), WITHOUT.split()
    figures = _figures()
    for number in count():
        turn, place = divmod(number, len(figured))
        yield _fill(figured[(place * 7 + turn * 3) % len(figured)], figures).translate(
            str.maketrans("0123456789０", digits + digits[0])
        )
        if number % 4 == 3:
            yield plain[(number // 4 + turn) % len(plain)]


def _fill(sentence: str, figures: Iterator[int]) -> str:
    first, *rest = sentence.split("@")
    pieces = [first]
    for piece in rest:
        pieces.append("".join(str(next(figures)) for _ in range(int(piece[0]))) + piece[1:])
    return "".join(pieces)


def _figures() -> Iterator[int]:
    """Figures without end, none of them 0: no number begins with one."""
    state = 1
    while True:
        state = state * 75 % 65537
        yield state % 9 + 1
