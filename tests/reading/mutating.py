"""Valid files of every format, and ways to damage them: for the fuzz tests, and for longer runs of them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from archiving import LINE, TEXT, noted, paragraph, unzipped, word, zipped
from pdfs import column, pdf

from summarizer.errors import UnreadableDocument
from summarizer.reading import read, walk

COLUMN = "text"
MEMBERS = frozenset({"a.docx", "a.epub", "a.zip"})
TOKENS = (
    b"", b"<", b">", b"&", b"\0", b"\xff", b"\xe4\xb8", b"\x81\x30\x81\x30", b"]]>", b"<!--", b"<!DOCTYPE x>",
    b"&#x110000;", b"&nbsp;" * 50, b"<table><tr><td>", b"<w:tbl><w:tr><w:tc>", b"<w:p><w:r><w:t>", b"</w:p>",
    b'w:val="99999999999"', b'"', b"\r", b"\n\n", b"\n", b",", b"{", b"[" * 2_000, b"--B", b"--B--",
    b"\x1b$B",
    b"Content-Type: text/html; charset=utf-7\r\n", b"Content-Transfer-Encoding: base64\r\n", b"=?gb2312?B?",
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"endobj", b"stream\n", b"/Kids [2 0 R]", b" 0 R",
    b"<< /Type",
    b"-2147483648",
    b"1e999", b"0" * 300, b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe",
)  # fmt: skip


class Change(NamedTuple):
    """One piece of damage: what is done, and numbers that say where; taken modulo what there is."""

    kind: str
    place: int
    width: int
    value: int


def _flip(data: bytes, change: Change) -> bytes:
    at = change.place % len(data)
    return data[:at] + bytes([change.value % 256]) + data[at + 1 :]


def _cut(data: bytes, change: Change) -> bytes:
    return data[: change.place % len(data)]


def _lose(data: bytes, change: Change) -> bytes:
    at = change.place % len(data)
    return data[:at] + data[at + change.width % 200 :]


def _splice(data: bytes, change: Change) -> bytes:
    at, source = change.place % len(data), change.value % len(data)
    return data[:at] + data[source : source + change.width % 400] + data[at:]


def _repeat(data: bytes, change: Change) -> bytes:
    at = change.place % len(data)
    return data[:at] + data[at : at + change.width % 60] * (change.value % 300) + data[at:]


def _put(data: bytes, change: Change) -> bytes:
    at = change.place % len(data)
    return data[:at] + TOKENS[change.value % len(TOKENS)] + data[at + change.width % 3 :]


KINDS: dict[str, Callable[[bytes, Change], bytes]] = {
    "flip": _flip, "cut": _cut, "lose": _lose, "splice": _splice, "repeat": _repeat, "put": _put,
}  # fmt: skip


def damaged(data: bytes, changes: Sequence[Change]) -> bytes:
    """The bytes after all changes, one after the other; growth ends at a megabyte."""
    for change in changes:
        data = KINDS[change.kind](data, change)[:1_000_000] if data else b""
    return data


def rearranged(data: bytes, changes: Sequence[Change], swapped: int) -> bytes:
    """An archive whose first changed member is damaged inside, so that its checksum is right.

    With `swapped`, two members change their contents as well.
    """
    files = unzipped(data)
    names = sorted(files)
    name = names[changes[0].value % len(names)] if changes else names[0]
    files[name] = damaged(files[name], changes)
    if swapped:
        one, other = names[swapped % len(names)], names[swapped // len(names) % len(names)]
        files[one], files[other] = files[other], files[one]
    return zipped(dict(files.items()))


@cache
def valid() -> dict[str, bytes]:
    """A small valid file of every format, by a name that tells it."""
    page = (
        '<!DOCTYPE html><html><head><title>通知</title><meta charset="utf-8"><style>p{}</style></head>'
        f"<body><ul><li><a href='/'>首页</a></li></ul><h1>通知</h1><p>{LINE}</p>"
        "<table><tr><td>甲<td>乙</table>"
        f"<div hidden>隐藏</div><!-- 注释 --><script>var a = '<p>';</script><p>{TEXT * 2}</p></body></html>"
    )
    mail = (
        "Subject: =?gb2312?B?zajWqg==?=\r\nFrom: a@example.org\r\n"
        'Content-Type: multipart/mixed; boundary="B"\r\n'
        "\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"{TEXT}\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}\r\n"
        '--B\r\nContent-Type: image/png; name="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n'
        "--B--\r\n"
    ).encode()
    rows = [json.dumps({COLUMN: TEXT, "id": n}, ensure_ascii=False) for n in range(3)]
    return {
        "utf8.txt": TEXT.encode() * 3,
        "gbk.txt": TEXT.encode("gb18030") * 3,
        "wide.txt": TEXT.encode("utf-16") * 3,
        "a.md": f"# 通知\n\n{TEXT}\n- 甲\n".encode(),
        "a.html": page.encode(),
        "gbk.html": page.replace("utf-8", "gb2312").encode("gb18030"),
        "a.docx": noted(
            word(paragraph(LINE) + f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>")
        ),
        "a.pdf": pdf([column(72, 780, TEXT.split() * 3)]),
        "a.epub": _book(page),
        "a.eml": mail,
        "a.mht": mail.replace(b"mixed", b"related"),
        "a.zip": zipped({"x.txt": TEXT, "y/z.html": page}),
        "a.csv": f'id,{COLUMN}\r\n1,"{TEXT}"\r\n2,{LINE}\r\n'.encode(),
        "gbk.csv": f'id,{COLUMN}\r\n1,"{TEXT}"\r\n2,{LINE}\r\n'.encode("gb18030"),
        "a.jsonl": "\n".join(rows).encode(),
    }


def _book(page: str) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="O/p.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:title>书</dc:title></metadata><manifest><item id="c" href="c.html"/></manifest>'
        '<spine><itemref idref="c"/></spine></package>'
    )
    return zipped({"META-INF/container.xml": container, "O/p.opf": package, "O/c.html": page})


def problems(data: bytes, file: Path, seconds: float = 5.0) -> list[str]:
    """What is wrong with how reading `data` as `file` ends: nothing, for documents and clear errors in time.

    Any other exception is let through.
    """
    file.write_bytes(data)
    started, found = time.monotonic(), []
    for source in walk([file], text_column=COLUMN):
        try:
            document = read(source)
        except UnreadableDocument as error:
            found += [f"{error.code}: no hint"] * (not error.hint)
            continue
        lines = range(1, len(document.texts) + 1)
        text = "".join(document.texts)
        text.encode()  # no lone surrogates
        found += ["a document without text"] * (not text.strip())
        found += ["a line break within a line"] * ("\n" in text or "\r" in text)
        found += ["main lines that are not there"] * (not set(document.main or ()) <= set(lines))
        cited = {number for issue in document.issues for number in issue.lines}
        found += ["an issue with lines that are not there"] * (not cited <= set(lines))
    took = time.monotonic() - started
    return found + [f"took {took:.1f} s"] * (took > seconds)
