"""How a text stands: a term drawn apart, between other quotation marks, inside a Latin word; what is masked.

Official lists set a name of two characters as wide as one of three. It is copied as it stands ("尤　权"), but
decided, read and looked for without its blanks.
"""

from __future__ import annotations

import re

from summarizer.matching import VARIANTS

_QUOTES = str.maketrans(dict.fromkeys(VARIANTS[0], '"'))  # quotation marks of all shapes
_HAN = "\u3400-\u9fff"
_NAME = re.compile(rf"[{_HAN}]+(?:[ \u3000\xa0]+[{_HAN}]+)+")
_GAP = re.compile(rf"[ \u3000\xa0](?<=[{_HAN}].)(?=[{_HAN}])")  # it begins with what is rare


def unpadded(name: str) -> str:
    """A name without the blanks between its characters, if it has nothing but Chinese characters.

    >>> unpadded("尤　权"), unpadded("云岭 No. 1")
    ('尤权', '云岭 No. 1')
    """
    name = name.strip()
    return "".join(name.split()) if len(name.split()) > 1 and _NAME.fullmatch(name) else name


def closed(text: str) -> str:
    """A text without the single blanks between Chinese characters; wider gaps part one thing from the next.

    >>> closed("委　员：孙　尧　　教育部副部长")
    '委员：孙尧　　教育部副部长'
    """
    return _GAP.sub("", text)


def plainly_quoted(text: str) -> str:
    """A text with one shape of quotation marks; as long as it was."""
    return text.translate(_QUOTES)


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether a match does not begin or end inside a Latin word or number ("AI" is not in "MAIN")."""
    return not (_joined(text[start - 1 : start], text[start]) or _joined(text[end - 1], text[end : end + 1]))


def _joined(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


# What stands for what is not to be read: 李**, 王某, XX公司, □□.
_MASK = re.compile(
    "[*＊×✕✖□■▇█○●◯※#]|[XxＸｘ]{2}|某|[_＿]{2}|[-—]{3}|[.…]{2}|【】|（略）|\\(略\\)|\ufffd|[•·]{2}|[〇Oo]{2}|化名|隐去|隱去|删[节减改]|刪[節減改]|略去|涉密"
)


def is_masked(text: str) -> bool:
    """Whether a text has anything that may stand for what is censored."""
    return _MASK.search(text) is not None
