"""Writes small PDFs with Chinese text, each piece where a test wants it."""

from __future__ import annotations

from collections.abc import Sequence

Piece = tuple[float, float, str]  # x, y (from below), text
A4 = (595, 842)
_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    b"/DescendantFonts [4 0 R] >>"
)
_CHARACTERS = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)
_PIXEL = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    b"/Length 1 >>\nstream\n\x00\nendstream"
)


def pdf(
    pages: Sequence[Sequence[Piece]], *, size: float = 12, before: str = "", image: bool = False
) -> bytes:
    """A PDF whose pages hold `pieces`; `before` goes before the text of each page, such as a render mode."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))),
        _FONT,
        _CHARACTERS,
        _PIXEL,
    ]
    for pieces in pages:
        content = _content(pieces, size, before, image=image)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources "
            b"<< /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> >>" % (*A4, len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def column(x: float, y: float, lines: Sequence[str], leading: float = 20) -> list[Piece]:
    """Lines one below the other, from (x, y) downwards."""
    return [(x, y - leading * number, line) for number, line in enumerate(lines)]


def _content(pieces: Sequence[Piece], size: float, before: str, *, image: bool) -> bytes:
    drawn = ["q 500 0 0 700 50 50 cm /I Do Q"] * image
    shown = [
        f"BT /F {size} Tf {before} 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for x, y, text in pieces
    ]
    return "\n".join([*drawn, *shown]).encode()


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
