"""E-mails (.eml) and saved web pages (.mht): the text or the page inside; attachments are named, not read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarizer.errors import UnreadableDocument
from summarizer.reading import html, plain
from summarizer.reading.decoding import decode
from summarizer.reading.opening import damaged
from summarizer.text import Document, SourceIssue, Vote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_MOST_LINES = 2_000_000
_MOST_WORK = 10_000_000  # lines times nested parts: what parsing takes grows with it
_MOST_PARTS = 500
_LONGEST_HEADER = 2_000  # characters
_MOST_NAMES = 10
_SEVEN_BIT = ("iso-2022", "hz")  # encodings that spell everything with ASCII
_NESTING = re.compile(rb"boundary|message/", re.IGNORECASE)
_PARAMETERS = re.compile(
    rb"(?:^|[\r\n])content-[a-z-]{1,30}+:[^\r\n]*+(?:(?:\r\n|[\r\n])[ \t][^\r\n]*+)*+", re.IGNORECASE
)
_MOST_PARAMETERS = 10_000  # bytes of a header: the library takes time that grows with their square


def read_mail(data: bytes, blank: Document) -> Document:
    """Read an e-mail. The first lines are its subject, sender and date, where it has them.

    Raises:
        UnreadableDocument: codes `damaged`, `too_large`, `no_text`; those of a text or a page for its body.
    """
    message = _parsed(data)
    subject, sender, date = (_header(message, name) for name in ("Subject", "From", "Date"))
    body = _body(message, blank)
    head = [subject, f"From: {sender}" if sender else "", f"Date: {date}" if date else ""]
    lines = [line for line in head if line]
    shift = len(lines) + 1
    return replace(
        body,
        media_type="message/rfc822",
        texts=(*lines, "", *body.texts),
        main=_shifted(body.main, shift),
        votes=tuple(Vote(vote.extractor, _shifted(vote.lines, shift)) for vote in body.votes),
        revealed=_shifted(body.revealed, shift) or frozenset(),
        title=subject or body.title,
        date=_day(date) or body.date,
        issues=body.issues + _unread(message),
    )


def _shifted(lines: frozenset[int] | None, shift: int) -> frozenset[int] | None:
    return frozenset(number + shift for number in lines) if lines else None


def read_saved_page(data: bytes, blank: Document) -> Document:
    """Read a web page that a browser saved with its pictures in one file.

    Raises:
        UnreadableDocument: codes `damaged`, `too_large`, `no_text`; those of a page.
    """
    for part in _parts(_parsed(data)):
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = _page(part, blank)
            return replace(page, media_type="multipart/related")
    raise damaged("The file holds no web page.")


def _parsed(data: bytes) -> Message:
    """Parse within limits: the time that the parser takes grows with lines times levels."""
    from email import message_from_bytes  # noqa: PLC0415 (not needed for texts and pages)
    from email.errors import MessageError  # noqa: PLC0415

    lines = data.count(b"\n") + data.count(b"\r")
    nested = sum(1 for _ in _NESTING.finditer(data))
    if lines > _MOST_LINES or lines * min(nested, 100) > _MOST_WORK:
        raise _intricate()
    if any(len(match.group()) > _MOST_PARAMETERS for match in _PARAMETERS.finditer(data)):
        raise _intricate()
    try:
        message = message_from_bytes(data)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise damaged("The e-mail is broken.") from error
    if not message.keys():
        raise damaged("The file is not an e-mail, whatever its name says.")
    return message


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something themselves, in order; attached messages are not entered."""
    stack, count = [message], 0
    while stack:
        part = stack.pop()
        count += 1
        if count > _MOST_PARTS:
            raise _intricate()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            inner: Any = part.get_payload()
            stack += reversed(inner)
        else:
            yield part


def _body(message: Message, blank: Document) -> Document:
    """Read the plain texts of a message, or else its first page."""
    own = [part for part in _parts(message) if not _is_attached(part)]
    texts = [part for part in own if part.get_content_type() == "text/plain"]
    read = [_text(part, blank) for part in texts]
    lines = [line for text in read for line in text.texts]
    if any(line.strip() for line in lines):
        issues = tuple(issue for text in read for issue in text.issues)
        return replace(blank, texts=tuple(lines), encoding=read[0].encoding, issues=issues)
    for part in own:
        if part.get_content_type() == "text/html":
            return _page(part, blank)
    raise UnreadableDocument(
        "The e-mail has no text of its own.", "Save what is attached to it, and read that.", "no_text"
    )


def _text(part: Message, blank: Document) -> Document:
    content = _content(part)
    if not content.strip():
        return blank
    decoded = decode(content, declared=_charset(part))
    return replace(blank, texts=plain.lines_of(decoded.text), encoding=decoded.encoding)


def _page(part: Message, blank: Document) -> Document:
    content = _content(part)
    decoded = decode(content, declared=_charset(part) or html.declared_charset(content))
    return html.page(decoded.text, replace(blank, encoding=decoded.encoding))


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged("A part of the e-mail cannot be decoded.") from error
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""  # what the text is written in is found without the header


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"


def _unread(message: Message) -> tuple[SourceIssue, ...]:
    """Report what was attached; pictures that belong to the message's own page have no name."""
    names = [_filename(part) for part in _parts(message) if _is_attached(part)]
    named = [name for name in names if name]
    if not named:
        return ()
    more = f"等{len(named)}个" if len(named) > _MOST_NAMES else ""
    return (SourceIssue("truncated", f"附件未读取：{'、'.join(named[:_MOST_NAMES])}{more}"),)


def _filename(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    return _unfolded(name) or ("(message)" if part.get_content_type() == "message/rfc822" else "")


def _header(message: Message, name: str) -> str:
    """Return a header's text, from its raw form: the library would garble what is not ASCII."""
    raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
    charset = next(map(_charset, _parts(message)), "")
    return _unfolded(str(next(raw, "")), charset)


def _unfolded(value: str, charset: str = "") -> str:
    """Decode a header's words: in the charset each names, or else `charset`, or what raw bytes look like."""
    from email.errors import MessageError  # noqa: PLC0415
    from email.header import decode_header  # noqa: PLC0415

    value = value[:_LONGEST_HEADER]
    try:
        words = decode_header(value)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        words = [(value, None)]
    return " ".join("".join(_word(word, named or charset) for word, named in words).split())


def _word(word: Any, charset: str) -> str:
    """Decode one word of a header; raw bytes in it come as lone surrogates."""
    raw = word.encode("utf-8", "surrogateescape") if isinstance(word, str) else bytes(word)
    if raw.isascii() and not charset.startswith(_SEVEN_BIT):
        return raw.decode("ascii")
    try:
        return decode(raw, declared=charset).text
    except UnreadableDocument:
        return raw.decode("utf-8", "replace")


def _day(date: str) -> str:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    try:
        sent: dt.datetime = parsedate_to_datetime(date[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return sent.date().isoformat()


def _intricate() -> UnreadableDocument:
    return UnreadableDocument(
        "The e-mail has too many lines or parts.", "Save its text as .txt, and read that.", "too_large"
    )
