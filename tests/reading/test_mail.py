"""An e-mail is its subject and its text, a saved page is the page; attachments are named and not read."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from archiving import LINE, TEXT, ending
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UnreadableDocument
from summarizer.reading import read_bytes
from summarizer.text import Document

PAGE = f"<html><head><title>题</title></head><body><h1>通知</h1><p>{LINE}</p></body></html>"


def message(charset: str = "utf-8", text: str = TEXT) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["Subject"] = "关于召开全市教育工作会议的通知"
    made["From"] = "教育局 <office@example.org>"
    made["Date"] = "Fri, 31 May 2024 08:03:00 +0800"
    if text:
        made.set_content(text, charset=charset)
    return made


def read(made: EmailMessage | bytes, name: str = "a.eml") -> Document:
    return read_bytes(made if isinstance(made, bytes) else made.as_bytes(), name)


def refused(data: bytes, name: str = "a.eml") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312"])
def test_a_mail_is_its_subject_sender_date_and_text(charset: str) -> None:
    document = read(message(charset))
    assert document.texts == (
        "关于召开全市教育工作会议的通知",
        "From: 教育局 <office@example.org>",
        "Date: Fri, 31 May 2024 08:03:00 +0800",
        "",
        *TEXT.split(),
    )
    assert document.title == "关于召开全市教育工作会议的通知"
    assert (document.date, document.media_type, document.issues) == ("2024-05-31", "message/rfc822", ())


def test_the_plain_text_is_read_rather_than_the_page() -> None:
    made = message()
    made.add_alternative(PAGE.replace(LINE, "页面"), subtype="html")
    assert read(made).texts[4:] == tuple(TEXT.split())


def test_a_mail_that_is_only_a_page_is_read_as_one() -> None:
    made = message(text="")
    made.set_content(PAGE, subtype="html")
    document = read(made)
    assert document.texts[3:] == ("", "通知", LINE)
    assert document.main is None or min(document.main) >= 5


def test_attachments_are_named_and_not_read() -> None:
    made = message()
    made.add_attachment("附件的内容", filename="名单.txt")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    document = read(made)
    assert "附件的内容" not in document.texts
    assert [(issue.type, issue.zh) for issue in document.issues] == [
        ("truncated", "附件未读取：名单.txt、report.pdf")
    ]


def test_raw_chinese_in_headers_is_decoded() -> None:
    data = "Subject: 会议通知\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n".encode("gb18030")
    assert read(data + TEXT.encode("gb18030")).title == "会议通知"


def test_a_mail_with_nothing_but_attachments_has_no_text() -> None:
    made = message(text="")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    assert refused(made.as_bytes()).code == "no_text"


def saved(charset: str, encoding: str = "binary") -> bytes:
    head = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\n'
        f'Content-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    )
    tail = (
        "\r\n--xx\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--xx--\r\n"
    )
    return head.encode() + PAGE.encode(charset) + tail.encode()


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_saved_page_is_read_as_a_page(name: str, charset: str) -> None:
    document = read(saved(charset), name)
    assert document.texts == ("通知", LINE)
    assert (document.title, document.media_type, document.issues) == ("题", "multipart/related", ())


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.eml", "damaged"),
        (TEXT.encode(), "a.eml", "damaged"),
        (b"Subject: x\n\n", "a.eml", "no_text"),
        (b"Subject: x\n\ntext", "a.mht", "damaged"),
        (b"Subject: x\n\n" + b"\n" * 2_100_000, "a.eml", "too_large"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nX: y\n\nz\n" * 600, "a.eml", "too_large"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_reason(data: bytes, name: str, code: str) -> None:
    assert refused(data, name).code == code


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 5_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
        b"Subject: " + b"=?utf-8?q?" * 200_000 + b"\n\nx",
        b"Subject: "
        + b"(" * 500_000
        + b"\nFrom: "
        + b"<" * 500_000
        + b"\nDate: "
        + b"1 " * 300_000
        + b"\n\nx",
        b"Content-Type: text/plain; " + b"charset*0=x; " * 50_000 + b"\nSubject: y\n\nx",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: uuencode\n\nbegin 644 x\nM$$$\n",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + b"A=" * 1_000_000,
    ],
)
def test_hostile_mails_end_soon(data: bytes) -> None:
    assert ending(data, "a.eml", seconds=10)


def _mixed() -> bytes:
    made = message("gb18030")
    made.add_alternative(PAGE, subtype="html")
    made.add_attachment(b"x", maintype="application", subtype="zip", filename="名单.zip")
    return made.as_bytes()


VALID = _mixed()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_bytes_end_in_a_document_or_a_clear_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(VALID)
    for place, value in changes:
        data[place] = value
    assert ending(bytes(data), "a.eml")
    assert ending(bytes(data), "a.mht")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(VALID) - 1), st.integers(0, 200))
def test_spliced_bytes_end_in_a_document_or_a_clear_error(put: bytes, place: int, width: int) -> None:
    assert ending(VALID[:place] + put + VALID[place + width :], "a.eml")
