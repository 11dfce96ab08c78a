"""Text that was decoded wrongly before it was saved: repaired where the way back is exact, else refused.

Three accidents are known: UTF-8 read as GBK (浣犲ソ for 你好), UTF-8 or GBK read as Latin-1 (ä½ å¥½), and
damaged text read as GBK (锟斤拷, which is two replacement characters). A model would happily make a
summary of any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from summarizer.errors import UnreadableDocument
from summarizer.reading.commonness import is_han, look
from summarizer.reading.crossing import is_crossed

HINT = "Get the page again and save it as UTF-8; its characters were damaged before it was saved."
_REPLACEMENTS = "锟斤拷"
_WINDOWS = {char: byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_LATIN_RUN = re.compile("[\x80-\xff" + re.escape("".join(_WINDOWS)) + "]{3,}")
_LATIN_PAIR = re.compile("[\xc2-\xc5][\x80-\xbf]")
_BEYOND_LATIN = re.compile("[^\x00-\xff" + re.escape("".join(_WINDOWS)) + "]")
_NOT_ASCII_RUN = re.compile(r"[^\x00-\x7f]+")


@dataclass
class _Tally:
    """What happened while one text was walked through."""

    repaired: int = 0
    hopeless: list[str] = field(default_factory=list)


def mend(text: str) -> tuple[str, int]:
    """Undo exact mojibake in `text`; return it with the number of repaired runs.

    Raises:
        UnreadableDocument: code "undecodable" where a run is mojibake that cannot be undone exactly, or where
            too many characters of the text are replacement characters.
    """
    whole = None if text.isascii() else _whole(text)
    if whole is not None:
        return whole, 1
    tally = _Tally()
    text = _in_runs(text, _LATIN_RUN, _from_latin, tally)
    if tally.repaired:
        text = _in_runs(text, _LATIN_PAIR, _from_latin_pair, tally)
    if _signs().search(text):
        text = _in_runs(text, _NOT_ASCII_RUN, _from_gbk, tally)
    if _REPLACEMENTS in text:
        text = text.replace(_REPLACEMENTS, "\ufffd\ufffd")
        tally.repaired += 1
    if tally.hopeless or is_crossed(text):
        raise UnreadableDocument(
            "The text is mojibake: it was decoded wrongly before it was saved.", HINT, "undecodable"
        )
    _refuse_replacements(text)
    return text, tally.repaired


def _whole(text: str) -> str | None:
    """Undo an accident that befell the whole text, or return None."""
    if not _BEYOND_LATIN.search(text):
        undone = _whole_latin(text)
    elif len(_signs().findall(text, 0, 4000)) >= 2:
        undone = _decoded(text.encode("gb18030", "replace"), "utf-8")
    else:
        return None
    found = look(undone or "")
    return undone if found.han >= 2 and found.score >= 0.3 else None


def _whole_latin(text: str) -> str | None:
    data = _latin_bytes(text)
    undone = _decoded(data, "utf-8") if data else None
    if data and undone is None and _comes_in_pairs(text):
        undone = _decoded(data, "gb18030")
    if undone is not None and not _BEYOND_LATIN.search(undone):  # it happened twice
        undone = _decoded(_latin_bytes(undone) or b"", "utf-8")
    return undone


def _comes_in_pairs(text: str) -> bool:
    """Say whether accented letters stand together, and are many: in western languages they stand alone."""
    runs = _LATIN_RUN.findall(text)
    high = len(text) - len(text.encode("ascii", "ignore"))
    return sum(map(len, runs)) >= 0.8 * high and len(set("".join(runs))) >= 4


def _in_runs(text: str, runs: re.Pattern[str], undo: Callable[[str], str | None], tally: _Tally) -> str:
    """Replace each run by what `undo` makes of it: itself (fine), another text, or None (hopeless)."""

    def replace(match: re.Match[str]) -> str:
        run = match.group()
        undone = undo(run)
        if undone is None:
            tally.hopeless.append(run)
            return run
        tally.repaired += undone != run
        return undone

    return runs.sub(replace, text)


def _refuse_replacements(text: str) -> None:
    lost = text.count("\ufffd")
    if lost <= 3:
        return
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if lost > 0.02 * beyond_ascii:
        raise UnreadableDocument(
            f"{lost} characters of the text were lost before it was saved (U+FFFD).", HINT, "undecodable"
        )


# ------------------------------------------------------------------------------- UTF-8 read as GBK


@cache
def _signs() -> re.Pattern[str]:
    """Characters that are the first two bytes of Chinese in UTF-8, read as GBK: 浣, 鐨, 锛, ..."""
    pairs = [bytes([lead, trail]) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0)]
    pairs += [b"\xe3\x80", b"\xe3\x81", b"\xe3\x82", b"\xe3\x83", b"\xef\xbc", b"\xe2\x80"]
    return re.compile("[" + "".join(pair.decode("gb18030") for pair in pairs) + "]")


def _from_gbk(run: str) -> str | None:
    found_signs = _signs().findall(run)
    if not found_signs:
        return run
    signs = len(found_signs)
    undone = _decoded(run.encode("gb18030", "replace"), "utf-8")
    if undone is not None and any(is_han(char) for char in undone):
        return undone
    found = look(run)
    if found.score >= 0.2:
        return run
    is_damaged = "\ufffd" in run and (len(set(found_signs)) >= 2 or not found.common)
    return None if is_damaged or (signs >= 3 and signs >= 0.15 * found.total) else run


# ------------------------------------------------------------------------- anything read as Latin-1


def _from_latin(run: str) -> str | None:
    undone = run
    for _ in range(3):  # it happens twice in a row
        data = _latin_bytes(undone)
        better = _decoded(data, "utf-8") if data and max(data) >= 0xC2 else None
        if better is None:
            break
        undone = better
    if undone != run and min(undone) > "\u07ff":  # three bytes and more do not fit by accident
        return undone
    if any(is_han(char) for char in undone):
        return undone
    if undone != run and len(undone) >= 2:
        return None
    return _from_latin_gbk(run) or (None if _is_broken_utf8(run) else run)


def _from_latin_pair(run: str) -> str:
    return _decoded(_latin_bytes(run) or b"", "utf-8") or run


def _from_latin_gbk(run: str) -> str | None:
    """Undo GBK read as Latin-1 (ÖÐ¹ú for 中国): at least four bytes that make everyday Chinese."""
    data = _latin_bytes(run)
    undone = _decoded(data, "gb18030") if data and len(data) >= 4 and max(data) >= 0xC0 else None
    return undone if undone and len(set(undone)) >= 2 and look(undone).score >= 0.6 else None


def _is_broken_utf8(run: str) -> bool:
    """Say whether a run of Latin-1 is mostly three-byte sequences of UTF-8, with a few damaged ones."""
    data = _latin_bytes(run)
    if data is None or len(data) < 9:
        return False
    return 3 * sum(is_han(char) for char in data.decode("utf-8", "ignore")) >= 0.6 * len(data)


def _latin_bytes(run: str) -> bytes | None:
    codes = [_WINDOWS.get(char, ord(char)) for char in run]
    return bytes(codes) if codes and max(codes) < 0x100 else None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
