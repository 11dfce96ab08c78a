"""Bytes -> text: the right encoding, or an error; never a guess that yields other characters.

UTF-8 proves itself. The legacy Chinese encodings do not: most of their byte pairs are shared, so the
candidates are decoded and judged by how much the result looks like Chinese (`commonness`). What a page
declares about itself only helps between candidates that are plausible anyway.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from summarizer.errors import UnreadableDocument
from summarizer.reading.commonness import COMMON, Look, is_han, look
from summarizer.reading.mojibake import mend

MAX_BROKEN = 20  # bytes of a file that may be replaced by U+FFFD

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16: must come first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "an audio file"),
    (b"ID3", "an audio file"),
)
_GB = {"gb2312", "gbk", "gb18030", "gb231280", "xgbk", "cp936", "ms936", "windows936", "euccn", "gb"}
_BIG5 = {"big5", "big5hkscs", "xxbig5", "cp950", "big5eten", "ms950", "windows950"}
_FOREIGN = {
    **dict.fromkeys(("shiftjis", "sjis", "xsjis", "windows31j", "cp932"), "cp932"),
    **dict.fromkeys(("euckr", "ksc56011987", "cp949", "windows949"), "cp949"),
    **dict.fromkeys(("eucjp", "xeucjp"), "euc_jp"),
    **dict.fromkeys(("iso88591", "latin1", "windows1252", "cp1252"), "cp1252"),
}
# Where the HKSCS codec and what Windows really writes differ in everyday punctuation.
_HKSCS_FIXES = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")
_CUT_OFF = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f]")
_UNDECODABLE = "Convert it to UTF-8 (for example `iconv -f GB18030 -t UTF-8`), or get it again."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text. `broken` counts bytes replaced by U+FFFD, `repaired` runs of undone mojibake."""

    text: str
    encoding: str
    broken: int = 0
    repaired: int = 0
    mixed: bool = False


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Decode the bytes of a text or HTML file. `declared` is what the file says of its own charset, or "".

    Raises:
        UnreadableDocument: code "binary" for what is no text, "undecodable" for what no encoding fits with
            confidence, or for text that was damaged before it was saved.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec)
    _refuse_signatures(data)
    found = _from_nuls(data) or _from_unicode(data, declared) or _from_legacy(data, declared)
    found = found or _mixed(data, declared) or _wide(data)
    if found is None:
        raise UnreadableDocument(
            "No encoding fits this text with confidence (tried UTF-8, UTF-16, GB18030, Big5).",
            _UNDECODABLE,
            "undecodable",
        )
    _refuse_controls(found.text)
    return found


# -------------------------------------------------------------------------------- what proves itself


def _marked(data: bytes, codec: str) -> Decoded:
    patched = _patched(data, codec)
    if patched is None:
        raise UnreadableDocument(
            f"The file begins with the mark of {codec.upper()}, but is not valid {codec.upper()}.",
            _UNDECODABLE,
            "undecodable",
        )
    text, broken = patched
    _refuse_controls(text)
    return _checked(text, codec, broken)


def _checked(text: str, codec: str, broken: int = 0) -> Decoded:
    if broken:  # the damage is ours to report; what was replaced just now is no reason to refuse
        return Decoded(text, codec, broken)
    text, repaired = mend(text)
    return Decoded(text, codec, 0, repaired)


def _refuse_signatures(data: bytes) -> None:
    head = data[:1024].lstrip(b" \t\r\n\0")
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise UnreadableDocument(
                f"This is {what}, not a text.", "Save the document's text as .txt, .md or .html.", "binary"
            )


def _from_nuls(data: bytes) -> Decoded | None:
    """Decode text with NUL bytes if it is UTF-16, or UTF-8 with a few stray NULs. None if it has none."""
    nuls = data.count(0)
    if not nuls:
        return None
    found = _wide(data)
    if found is None and nuls <= 0.01 * len(data):
        text = _strict(data, "utf-8")
        found = _checked(text, "utf-8") if text is not None else None
    if found is None:
        raise _binary()
    return found


def _wide(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: one byte order must read well and the other must not."""
    if len(data) % 2 or len(data) < 4:
        return None
    texts = {codec: _strict(data, codec) for codec in ("utf-16-le", "utf-16-be")}
    order = sorted(texts, key=lambda codec: _readable(texts[codec]), reverse=True)
    best, other = (_readable(texts[codec]) for codec in order)
    text = texts[order[0]]
    if text is None or best < 0.6 or other > 0.3:
        return None
    return _checked(text, order[0])


def _readable(text: str | None) -> float:
    """Return the share of everyday characters: printable ASCII, common Chinese, its punctuation."""
    if not text:
        return 0.0
    sample = text[:60_000]
    good = sum(
        " " <= char <= "~" or char in "\n\r\t，。、“”：；（）《》\u3000" or char in COMMON for char in sample
    )
    return good / len(sample)


def _from_unicode(data: bytes, declared: str) -> Decoded | None:
    text = _strict(data, "utf-8")
    if text is None:
        patched = _patched(data, "utf-8")
        return _damaged_utf8(patched, data) if patched else None
    if len(data) < 1000 and _is_strange(text) and (found := _wide(data)):
        return _told_apart(found)
    if text.isascii():
        return _seven_bit(data, text)
    if _could_be_gbk(text, data, declared):
        raise UnreadableDocument(
            "The text is too short to tell UTF-8 from GB18030.", _UNDECODABLE, "undecodable"
        )
    return _checked(text, "utf-8")


def _is_strange(text: str) -> bool:
    """Say whether a text has no Chinese, and other things than letters."""
    return max(text, default="") < "\u0800" and any(
        not char.isalpha() and char not in " .,\n" for char in text
    )


def _told_apart(found: Decoded) -> Decoded:
    """Take a short text for UTF-16 though it is UTF-8 as well (学校 is f[!h): four characters tell."""
    if len(found.text) < 4:
        raise UnreadableDocument(
            "The text is too short to tell UTF-8 from UTF-16.", _UNDECODABLE, "undecodable"
        )
    return found


def _seven_bit(data: bytes, text: str) -> Decoded:
    if "~{" in text:
        chinese = _strict(data, "hz")
        if chinese is not None and look(chinese).score >= 0.4:
            return Decoded(chinese, "hz")
    if "\x1b$" in text:
        raise UnreadableDocument("The text is in an ISO-2022 encoding.", _UNDECODABLE, "undecodable")
    return Decoded(text, "utf-8")


def _could_be_gbk(text: str, data: bytes, declared: str) -> bool:
    """Say whether short valid UTF-8 without any Chinese is everyday Chinese in GB18030 (谢谢 is лл)."""
    if len(data) > 400 or any(char > "\u07ff" for char in text):
        return False
    chinese = _strict(data, "gb18030")
    if chinese is None:
        return False
    beyond = [char for char in text if char > "\x7f"]
    if len(beyond) <= 20 and min(beyond) > "\u017f" and 5 * len(beyond) >= len(text):
        return True
    threshold = 0.4 if _family(declared) == "gb18030" else 0.7
    return look(chinese).score >= threshold


def _damaged_utf8(patched: tuple[str, int], data: bytes) -> Decoded | None:
    """Accept UTF-8 with a little damage: what is left must prove itself ten times over."""
    text, broken = patched
    beyond = sum(char > "\x7f" for char in text) - text.count("\ufffd")
    if broken > 0.025 * len(data) or beyond < 10 * broken or beyond < 4:
        return None
    if sum(char > "\u07ff" for char in text) < 0.5 * beyond:  # two-byte sequences prove little
        return None
    return Decoded(text, "utf-8", max(broken, 1))


# ------------------------------------------------------------------------------ what must be weighed


def _from_legacy(data: bytes, declared: str) -> Decoded | None:
    """Weigh GB18030 against Big5; what is declared helps, but does not decide."""
    family = _family(declared)
    candidates = [found for found in (_gb18030(data), _big5(data)) if found]
    looks = {found.encoding: look(found.text) for found in candidates}
    candidates.sort(key=lambda found: looks[found.encoding].score, reverse=True)
    if candidates:
        best = candidates[0]
        rival = looks[candidates[1].encoding].score if len(candidates) > 1 else None
        favoured = family != "" and best.encoding.startswith(family)
        if _convinces(looks[best.encoding], rival, favoured=favoured) and not _has_garbled_line(best):
            return best
    return _foreign(data, declared)


def _convinces(found: Look, rival: float | None, *, favoured: bool) -> bool:
    """Ask for more the shorter the text is: measured on lines of news, wrong decodings stay below this."""
    if found.total >= 20:
        needed, margin = 0.32, 0.25
    elif found.total >= 8:
        needed, margin = 0.45, 0.3
    else:
        needed, margin = 0.7, 0.45
    if favoured:
        needed, margin = max(needed - 0.15, 0.27), margin - 0.2
    if rival is None:  # nothing else decodes at all
        return found.score >= max(needed - 0.1, 0.27)
    return found.score >= needed and found.score - rival >= margin


def _gb18030(data: bytes) -> Decoded | None:
    patched = _patched(data, "gb18030")
    return _tolerable(patched, "gb18030", data) if patched else None


def _big5(data: bytes) -> Decoded | None:
    text = _strict(data, "cp950")
    if text is not None:
        return Decoded(text, "big5")
    text = _strict(data, "big5hkscs")
    if text is not None:
        return Decoded(text.translate(_HKSCS_FIXES), "big5hkscs")
    patched = _patched(data, "big5hkscs")
    if patched is None:
        return None
    return _tolerable((patched[0].translate(_HKSCS_FIXES), patched[1]), "big5hkscs", data)


def _tolerable(patched: tuple[str, int], codec: str, data: bytes) -> Decoded | None:
    """Accept one broken byte in a thousand: double bytes do not find their feet again as UTF-8 does."""
    text, broken = patched
    if broken > 0.001 * len(data):
        return None
    return Decoded(text, codec, max(broken, int(text.endswith("\ufffd"))))


def _has_garbled_line(found: Decoded) -> bool:
    """Say whether a long line of a legacy text has hardly any common character: a byte was lost before it."""
    lines = found.text.splitlines()
    step = len(lines) // 4000 + 1
    if any(_is_garbled(line) for line in lines[::step]):
        return True
    return found.broken > 0 and any(_is_doubtful(line) for line in lines[:-1] if "\ufffd" in line)


def _is_garbled(line: str) -> bool:
    if len(line) < 16:
        return False
    han = [char for char in line[:400] if is_han(char)]
    return len(han) >= 16 and sum(char in COMMON for char in han) < 0.12 * len(han)


def _is_doubtful(line: str) -> bool:
    found = look(line)
    return found.total >= 6 and found.score < 0.3


def _foreign(data: bytes, declared: str) -> Decoded | None:
    """Decode a declared Japanese, Korean or western encoding if the result bears the declaration out."""
    codec = _FOREIGN.get(_normal(declared), "")
    text = _strict(data, codec) if codec else None
    if text is None:
        return None
    high = [char for char in text[:200_000] if char > "\x7f"]
    if codec == "cp1252":
        fits = len(high) <= 0.15 * len(text) and not re.search("[\xa1-\xff]{4}", text)
    elif codec == "cp949":
        fits = sum("\uac00" <= char <= "\ud7a3" for char in high) >= 0.5 * len(high)
    else:
        fits = sum("\u3040" <= char <= "\u30ff" for char in high) >= 0.15 * len(high)
    return Decoded(text, codec) if fits else None


def _mixed(data: bytes, declared: str) -> Decoded | None:
    """Decode a file put together from UTF-8 and legacy lines, if both parts convince by themselves."""
    lines = data.split(b"\n")
    texts = [_strict(line, "utf-8") for line in lines]
    rest = b"\n".join(line for line, text in zip(lines, texts, strict=True) if text is None)
    good = "".join(text for text in texts if text)
    if look(good).han < 10:
        return None
    legacy = _from_legacy(rest, declared)
    if legacy is None or legacy.broken or look(legacy.text).han < 10:
        return None
    other = iter(legacy.text.split("\n"))
    whole = "\n".join(next(other) if text is None else text for text in texts)
    return Decoded(whole, f"utf-8+{legacy.encoding}", mixed=True)


# -------------------------------------------------------------------------------------- small tools


def _normal(declared: str) -> str:
    return "".join(char for char in declared.lower() if char.isalnum())


def _family(declared: str) -> str:
    name = _normal(declared)
    return "gb18030" if name in _GB else "big5" if name in _BIG5 else ""


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _patched(data: bytes, codec: str) -> tuple[str, int] | None:
    """Decode, replacing broken bytes by U+FFFD; return the text and the number of bytes, or None if too many.

    A character that is cut off by the end of the file costs nothing.
    """
    pieces: list[str] = []
    broken, position = 0, 0
    while broken <= MAX_BROKEN:
        try:
            pieces.append(data[position:].decode(codec))
        except UnicodeDecodeError as error:
            start, end = position + error.start, position + error.end
            pieces.append(data[position:start].decode(codec) + "\ufffd")
            if len(data) - start <= 3 and error.reason in _CUT_OFF:
                return "".join(pieces), broken
            broken, position = broken + end - start, end
        else:
            return "".join(pieces), broken
    return None


def _binary() -> UnreadableDocument:
    return UnreadableDocument(
        "This is binary data, not a text.", "Save the document's text as .txt, .md or .html.", "binary"
    )


def _refuse_controls(text: str) -> None:
    """Refuse what decodes by accident: a fifth of control characters is no text, nor a few in a few words."""
    sample = text[:100_000]
    share = 0.2 if len(sample) > 100 else 0.05
    if len(_CONTROLS.findall(sample)) > share * len(sample):
        raise _binary()
