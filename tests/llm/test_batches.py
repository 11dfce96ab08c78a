"""The Batch API of an endpoint, call by call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_server import Provider, providing
from server import Server, responds

from summarizer.errors import ProviderError, UsageError, WireError
from summarizer.llm import retrying
from summarizer.llm.batches import BatchEndpoint
from summarizer.llm.ladder import Ladder

LINE = b'{"custom_id": "k", "method": "POST", "url": "/v1/chat/completions", "body": {"messages": []}}\n'


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "LONGEST", 0.0)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A file of five requests."""
    file = tmp_path / "lines.jsonl"
    file.write_bytes(LINE * 5)
    return file


def endpoint(url: str) -> BatchEndpoint:
    return BatchEndpoint(url, "sk-test-0123456789", modes=Ladder())


async def test_what_was_made_is_found_by_its_name_on_whatever_page(provider: Provider, lines: Path) -> None:
    it = endpoint(provider.url)
    files = [await it.upload(f"name-{number}", lines) for number in range(5)]
    batches = [await it.create(f"batch-{number}", files[number]) for number in range(5)]
    assert [await it.find_file(f"name-{number}") for number in range(5)] == files
    assert [await it.find(f"batch-{number}") for number in range(5)] == batches
    assert await it.find("other", files[2]) == batches[2], "or by the file it was made of"
    assert (await it.find_file("other"), await it.find("other")) == ("", None)
    await it.aclose()


async def test_a_file_goes_up_and_comes_down_as_it_is(
    provider: Provider, lines: Path, tmp_path: Path
) -> None:
    it = endpoint(provider.url)
    large = tmp_path / "large"
    large.write_bytes("行\n".encode() * 2_500_000)  # 10 MB, more than any completion may have
    ident = await it.upload("large", large)
    assert provider.files[ident] == ("large", large.read_bytes())
    assert await it.fetch(ident, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == large.read_bytes()
    await it.delete(ident)
    await it.delete(ident)  # is fine
    assert not await it.fetch(ident, tmp_path / "gone"), "the provider does not have it any more"
    await it.aclose()


async def test_a_download_that_breaks_off_is_made_again(
    provider: Provider, lines: Path, tmp_path: Path
) -> None:
    it = endpoint(provider.url)
    ident = await it.upload("name", lines)
    provider.broken["/content"] = [(500, "before"), (429, "before")]
    assert await it.fetch(ident, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == LINE * 5
    await it.aclose()


async def test_a_disk_that_takes_nothing_is_told(provider: Provider, lines: Path, tmp_path: Path) -> None:
    it = endpoint(provider.url)
    ident = await it.upload("name", lines)
    with pytest.raises(UsageError, match="Cannot write"):
        await it.fetch(ident, tmp_path)  # a folder
    await it.aclose()


async def test_how_a_batch_stands(provider: Provider, lines: Path) -> None:
    it = endpoint(provider.url)
    made = await it.create("name", await it.upload("name", lines))
    assert (made.status, made.is_over, made.total, made.name) == ("in_progress", False, 5, "name")
    assert (await it.cancel(made.id)).status == "cancelling"
    provider.run(only=0)
    over = await it.retrieve(made.id)
    assert over.is_over
    assert (over.output, bool(over.errors)) == ("", True)
    with pytest.raises(ProviderError, match=r"does not know the batch batch_9"):
        await it.retrieve("batch_9")
    await it.aclose()


@pytest.mark.parametrize(
    ("status", "body", "error", "said"),
    [
        (404, b"{}", ProviderError, "has no /files"),
        (401, b'{"error": {"message": "Bad key sk-test-0123456789"}}', ProviderError, "refuses the API key"),
        (400, b'{"error": {"message": "File is too large."}}', ProviderError, "File is too large"),
        (500, b"oops", WireError, "keeps failing"),
        (200, b"[]", WireError, "keeps failing"),
        (200, b'{"object": "file"}', WireError, "keeps failing"),
    ],
)
async def test_what_goes_wrong_is_an_error_of_ours_without_the_key(
    lines: Path, status: int, body: bytes, error: type[Exception], said: str
) -> None:
    with Server(responds(body, status)) as server:
        it = endpoint(server.url)
        with pytest.raises(error, match=said) as caught:
            await it.upload("name", lines)
        await it.aclose()
    assert "sk-test" not in str(caught.value)


async def test_nobody_there_is_told() -> None:
    it = endpoint("http://127.0.0.1:9/v1")
    with pytest.raises(WireError, match=r"127.0.0.1:9"):
        await it.retrieve("batch_1")
    await it.aclose()
