"""A text in Latin letters -> its spaces that a line should not end with, where another can be had: between a title or
initials and a name, in a date, a numbered part, a telephone number or postcode; and before a dash.

Custom of English desks; New Hart's Rules and The Chicago Manual of Style on word division.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLES = (
    "Mr Mrs Ms Mx Miss Messrs Dr Prof Sir Dame Lord Lady St Ste Mt Ft Rev Revd Fr Hon Cllr Councillor Gov Sen Rep Pres"
    " Capt Col Gen Lt Maj Sgt Cpl Cdr Adm Insp Supt PC DC DS DI DCI King Queen Prince Princess Pope Mme Mlle"
)
_MONTHS = (
    "January February March April May June July August September October November December"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
_NUMBERED = (
    "page pages chapter part section article clause act scene figure table room flight platform channel route line lot"
    " verse volume phase round stage grade class division junction gate number day week year under over aged"
)


def _choose(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


_MONTH = rf"(?:{_choose(_MONTHS)})(?![A-Za-z])"
_PART = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _NUMBERED.split())
_AFTER_WORD = (
    rf"(?:{_choose(_TITLES)})\.?[ ](?=[A-Z])"
    rf"|(?:{_choose(_MONTHS)})\.?[ ](?=\d{{1,2}}(?:st|nd|rd|th)?(?![\d.:,]\d|\w))"
    rf"|(?:{_PART})[ ](?=\d)"
    r"|per[ ](?=cent\b)"
)
_HELD = re.compile(
    rf"(?<![\w’'-])(?:{_AFTER_WORD})"
    r"|(?<![\w.])(?!U\.)(?:[A-Z]\.)+[ ](?=[A-Z](?:\.|[\w’'-]*[a-z]))"  # J. K. Rowling
    r"|(?<=[a-z][ ,])[ ]?(?=(?:Jr|Sr|KC|QC|MP|MSP|MBE|OBE|CBE|[IVX]{2,5})(?![\w’'-]))"  # Henry VIII
    rf"|(?<=\d)(?:st|nd|rd|th)?[ ](?={_MONTH})"
    r"|(?<=\d)[ ](?=pp\.)"
    r"|(?<=\d)–(?=[\d£$€])"  # the ends of a range, a score
    r"|(?<=\d)-(?=[a-z]{3})"  # a 21-year-old
    r"|(?<![\d.,])0\d{2,4}[ ](?=\d{3})|(?<=\b0\d{4} \d{3})[ ](?=\d{3}\b)"
    r"|\bwww\.(?=\w)"
    r"|(?<=[A-Z]\d)[A-Z\d]?[ ](?=\d[A-Z]{2}\b)"  # SW1A 2AA
)
_DASH = re.compile(r"(?<=\S)[ ]+(?=[–—][ ])")


def held_spaces(text: str) -> Iterator[int]:
    """The offsets of a text before which a line should begin only if nothing better can be had; rising."""
    return (match.end() for match in _HELD.finditer(text))


def spaces_before_dashes(text: str) -> Iterator[int]:
    """The offsets of dashes between spaces: these end a line and begin none; rising."""
    return (match.end() for match in _DASH.finditer(text))
