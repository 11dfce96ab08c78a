"""All formats go through a run like any text: each document counted, finished once, never paid for twice."""

from __future__ import annotations

import json
from pathlib import Path

from archiving import paragraph, word, zipped
from pdfs import column, pdf
from support import counts, page, run_over, serving


def folder_of_formats(root: Path) -> Path:
    """Four documents in other formats, two in an archive, two in a table, and one that fails."""
    folder = root / "in"
    folder.mkdir()
    texts = [page(number) for number in range(1, 8)]
    (folder / "a.docx").write_bytes(word("".join(map(paragraph, texts[0].splitlines()))))
    (folder / "b.pdf").write_bytes(pdf([column(72, 780, [line[:36] for line in texts[1].splitlines()])]))
    (folder / "c.zip").write_bytes(zipped({"x.txt": texts[2], "y.md": texts[3]}))
    (folder / "d.jsonl").write_text("\n".join(json.dumps({"body": text}) for text in texts[4:6]), "utf-8")
    (folder / "e.eml").write_text(
        f"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{texts[6]}", "utf-8"
    )
    (folder / "f.docx").write_bytes(b"PK\x03\x04")
    return folder


async def test_every_format_is_summarized_and_nothing_is_sent_again(tmp_path: Path) -> None:
    folder, out = folder_of_formats(tmp_path), tmp_path / "out"
    with serving() as server:
        first = await run_over(server, folder, out=out, text_column="body")
        asked = len(server.seen)
        second = await run_over(server, folder, out=out, text_column="body")
        assert len(server.seen) == asked
    documents = first.tally["documents"]
    assert (documents["found"], documents["failed"]) == (8, 1)
    assert second.tally["documents"] == counts(8, failed=1, skipped=7)
    assert (out / "documents" / "c.zip" / "x.txt.json").is_file()
    assert (out / "documents" / "d.jsonl" / "000002.txt.md").is_file()
    (failure,) = (out / "failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(failure)["path"] == "f.docx"
