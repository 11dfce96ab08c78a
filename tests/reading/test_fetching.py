"""A URL is fetched only where the user gave and allowed it, from the address that was checked."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from archiving import LINE, TEXT, zipped
from calling import Cli
from pdfs import column, pdf
from server import Behaviour, Server, drips, hangs, hangs_up, redirects, resets, responds
from support import counts, page, run_over

from summarizer.errors import UnreadableDocument, UsageError
from summarizer.reading import Source, Web, content, digest, fetching, located, read, walk, web
from summarizer.reading.fetching import Network, fetch, is_public

PAGE = f"<!DOCTYPE html><html><head><title>通知</title></head><body><h1>通知</h1><p>{TEXT}</p></body></html>"


async def to_loopback(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


HERE = Network(to_loopback, lambda _address: True, seconds=5.0)


def html(text: str = PAGE, kind: str = "text/html; charset=utf-8", codec: str = "utf-8") -> Behaviour:
    return responds(text.encode(codec), headers={"content-type": kind})


def address(server: Server, path: str = "/news/a.html", host: str = "news.example") -> str:
    return f"http://{host}:{server.port}{path}"


def got(server: Server, path: str = "/news/a.html", network: Network = HERE) -> Any:
    place = Web(address(server, path), network)
    return read(Source(Path(), place.path, place=place))


def refused(*behaviours: Behaviour, network: Network = HERE, max_bytes: int = 100_000) -> UnreadableDocument:
    with Server(*behaviours) as server, pytest.raises(UnreadableDocument) as caught:
        fetch(address(server), max_bytes, network)
    assert caught.value.hint
    return caught.value


# ------------------------------------------------------------------------------------------ what comes


def test_a_page_is_read_like_a_file() -> None:
    with Server(html()) as server:
        document = got(server)
    assert document.media_type == "text/html"
    assert document.title == "通知"
    assert LINE in "".join(document.texts)
    assert document.path == f"news.example-{server.port}/news/a.html"


@pytest.mark.parametrize("kind", ["text/html; charset=gb2312", "text/html", "text/html; charset=utf-8", ""])
def test_what_the_server_says_of_the_encoding_is_a_hint(kind: str) -> None:
    with Server(html(PAGE, kind, "gb18030")) as server:
        assert LINE in "".join(got(server).texts)


def test_texts_and_pdfs_are_read() -> None:
    with Server(html(TEXT, "text/plain; charset=utf-8")) as server:
        assert got(server, "/a").texts == tuple(TEXT.split())
    data = pdf([column(72, 780, [LINE])])
    for kind in ("application/pdf", "application/octet-stream"):
        with Server(responds(data, headers={"content-type": kind})) as server:
            assert got(server, "/download?id=1").media_type == "application/pdf"


def test_a_page_is_asked_for_once_and_without_anything_about_the_user() -> None:
    with Server(html()) as server:
        place = Web(address(server), HERE)
        source = Source(Path(), place.path, place=place)
        assert digest(source) == read(source).sha256
        assert content(source) == PAGE.encode()
        (seen,) = server.seen
    assert seen.headers["host"] == f"news.example:{server.port}"
    assert not {"cookie", "referer", "authorization"} & set(seen.headers)


def test_a_failure_is_final_for_the_run() -> None:
    with Server(responds(b"", 503), html()) as server:
        place = Web(address(server), HERE)
        for _ in range(2):
            with pytest.raises(UnreadableDocument, match="503"):
                place.fetched(1_000_000)
        assert len(server.seen) == 1


def test_redirects_are_followed_and_each_is_checked() -> None:
    asked = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with Server(html()) as last, Server(redirects(address(last, host="other.example"))) as first:
        found = fetch(address(first), 100_000, Network(resolve, lambda _: True))
    assert found.data == PAGE.encode()
    assert asked == ["news.example", "other.example"]


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name server that answers otherwise the second time is never asked a second time."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    checked = []

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return answers.pop(0)

    def allows(found: str) -> bool:
        checked.append(found)
        return True

    with Server(html()) as server:
        assert fetch(address(server), 100_000, Network(resolve, allows)).data == PAGE.encode()
    assert checked == ["127.0.0.1"]


# ---------------------------------------------------------------------------------- what is not allowed


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "100::1", "nonsense", "", "1.2.3", "0177.0.0.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_this_machine_is_never_reached_by_default(host: str) -> None:
    with Server(html()) as server:
        with pytest.raises((UnreadableDocument, AssertionError)) as caught:
            fetch(address(server, host=host), 100_000)
        assert server.seen == []
    if host in {"127.0.0.1", "localhost", "[::1]"}:
        assert isinstance(caught.value, UnreadableDocument)
        assert caught.value.code == "forbidden"


def test_one_bad_address_of_a_name_is_enough_to_refuse_it() -> None:
    async def both(_host: str, _port: int) -> Sequence[str]:
        return ["1.1.1.1", "192.168.0.1"]

    with pytest.raises(UnreadableDocument) as caught:
        fetch("http://news.example/", 100_000, Network(both))
    assert caught.value.code == "forbidden"


def test_a_redirect_to_a_private_address_is_refused() -> None:
    with Server(html()) as last, Server(redirects(address(last, host="inner.example"))) as first:

        async def resolve(host: str, _port: int) -> Sequence[str]:
            return ["127.0.0.1"] if host == "news.example" else ["127.0.0.2"]

        with pytest.raises(UnreadableDocument) as caught:
            fetch(address(first), 100_000, Network(resolve, lambda found: found == "127.0.0.1"))
        assert caught.value.code == "forbidden"
        assert last.seen == []


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://news.example/a", "gopher://x/", "data:text/html,x", "javascript:x"],
)
def test_a_redirect_to_another_scheme_is_refused(target: str) -> None:
    assert refused(redirects(target)).code == "forbidden"


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="from https to http"):
        fetching._redirected("https://news.example/a", "http://news.example/a")


def test_redirects_end() -> None:
    with Server(redirects("/again")) as server:
        with pytest.raises(UnreadableDocument, match="more than 5"):
            fetch(address(server), 100_000, HERE)
        assert len(server.seen) == 6


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a", "file:///etc/passwd", "http://user:secret@news.example/", "http:///a",
        "http://[::1", "http://a b/", "http://news.example:99999/",
    ],
)  # fmt: skip
def test_odd_urls_are_clear_errors(url: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        fetch(url, 100_000, HERE)
    assert caught.value.code in {"forbidden", "fetch"}
    assert "secret" not in str(caught.value)


# -------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("compressed", [False, True])
def test_a_page_beyond_the_limit_is_refused(compressed: bool) -> None:
    error = refused(responds(b" " * 200_000, headers={"content-type": "text/html"}))
    assert error.code == "too_large"
    body = gzip.compress(b" " * 5_000_000) if compressed else b" " * 5_000_000
    extra = {"content-encoding": "gzip"} if compressed else {}
    assert refused(responds(body, headers={"content-type": "text/html", **extra})).code == "too_large"


def test_time_is_limited_as_a_whole() -> None:
    quick = Network(to_loopback, lambda _: True, seconds=0.5)
    assert refused(hangs(), network=quick).code == "fetch"
    slow = responds(PAGE.encode(), headers={"content-type": "text/html"}, delay=5)
    assert refused(slow, network=quick).code == "fetch"
    assert refused(drips(0.1), network=quick).code in {"fetch", "unsupported"}


@pytest.mark.parametrize("behaviour", [resets(), hangs_up(), responds(b"x", 404), responds(b"", 302)])
def test_what_cannot_be_had_is_a_clear_error(behaviour: Behaviour) -> None:
    assert refused(behaviour).code == "fetch"


def test_a_server_that_is_not_there_is_a_clear_error() -> None:
    with Server(html()) as server:
        gone = address(server)
    with pytest.raises(UnreadableDocument, match="cannot be reached"):
        fetch(gone, 100_000, HERE)


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "text/css", "application/octet-stream"])
def test_other_kinds_of_content_are_refused(kind: str) -> None:
    error = refused(responds(zipped({"a.txt": TEXT}), headers={"content-type": kind}))
    assert error.code == "unsupported"
    assert kind in str(error)


# --------------------------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://news.example/2024/05/a.html", "news.example/2024/05/a.html"),
        ("https://News.Example", "news.example/index"),
        ("https://news.example/2024/", "news.example/2024/index"),
        ("https://news.example/../..//%2e%2e/etc", "news.example/etc"),
        ("https://news.example/%E6%96%B0%E9%97%BB.html#top", "news.example/新闻.html"),
        ("https://news.example/a%2fb%00c", "news.example/a-b-c"),
        ("https://news.example/a.html?id=1", "news.example/a-7a4b2d5f.html"),
    ],
)
def test_a_document_is_named_after_host_and_path(url: str, path: str) -> None:
    found = Web(url).path
    if "?" in url:
        assert found.startswith("news.example/a-")
        assert found.endswith(".html")
        assert found != Web(url + "2").path
    else:
        assert found == path


def test_the_same_url_counts_once_and_equal_names_get_numbers() -> None:
    given = ["https://news.example/a", "https://news.example/a#x", "http://news.example/a"]
    found = list(walk(located(given, allow_url=True)))
    assert [source.path for source in found] == ["news.example/a", "news.example/a-2"]


@pytest.mark.parametrize("text", ["https://a.example/", "HTTP://a", "ftp://a", "file:///etc/passwd"])
def test_urls_need_the_option(text: str) -> None:
    with pytest.raises(UsageError, match="--allow-url"):
        located([text], allow_url=False)
    with pytest.raises(UsageError, match="--allow-url"):
        located([Web(text)], allow_url=False)


def test_a_document_or_a_listing_never_leads_to_a_fetch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(fetching, "fetch", never)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(
        f'<base href="https://a.example/">{PAGE}<img src="//a.example/x">', "utf-8"
    )
    (folder / "b.txt").write_text("https://a.example/\n" + TEXT, "utf-8")
    (folder / "c.url").write_text("[InternetShortcut]\nURL=https://a.example/\n", "utf-8")
    (folder / "d.csv").write_text(f"text\nhttps://a.example/{LINE}\n", "utf-8")
    for source in walk([folder], text_column="text"):
        assert read(source).texts


# ---------------------------------------------------------------------------------------- the program


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program reach this machine, as nothing but a test can."""

    class Reaching(Web):
        def __init__(self, url: str) -> None:
            super().__init__(url, HERE)

    monkeypatch.setattr("summarizer.reading.walking.Web", Reaching)


def test_a_url_without_the_option_is_a_usage_error(cli: Cli, server: Server) -> None:
    for command in ("summarize", "translate", "clean"):
        ended = cli(command, "https://news.example/a.html")
        assert ended.code == 2
        assert "--allow-url" in ended.err


@pytest.mark.usefixtures("allowed")
def test_clean_and_summarize_take_a_url(cli: Cli, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(html(page(1), "text/plain; charset=utf-8")) as pages:
        url = address(pages, "/a.txt")
        shown = cli("clean", url, "--allow-url", "--json")
        assert json.loads(shown.out)["path"] == f"news.example-{pages.port}/a.txt"
        monkeypatch.setenv("SUMMARIZER_ALLOW_URL", "true")
        assert cli("clean", url, "--json").code == 0
        single = cli("summarize", url, "--json")
        assert json.loads(single.out)["document"]["path"] == f"news.example-{pages.port}/a.txt"
        assert cli("translate", url, "-o", "out", "-q").code == 0
        assert Path(f"out/documents/news.example-{pages.port}/a.txt.json").is_file()


@pytest.mark.usefixtures("allowed")
async def test_a_page_that_did_not_change_is_fetched_again_and_not_paid_again(
    tmp_path: Path, server: Server
) -> None:
    out = tmp_path / "out"
    with Server(*[html(page(1), "text/plain")] * 2, html(page(2), "text/plain")) as pages:
        url = address(pages, "/a.txt")
        first = await run_over(server, url, out=out, allow_url=True)  # type: ignore[arg-type]
        sent = len(server.seen)
        second = await run_over(server, url, out=out, allow_url=True)  # type: ignore[arg-type]
        assert len(server.seen) == sent
        third = await run_over(server, url, out=out, allow_url=True)  # type: ignore[arg-type]
        assert len(pages.seen) == 3  # once a run
    assert first.tally["documents"]["found"] == 1
    assert second.tally["documents"] == counts(1, skipped=1)
    assert third.tally["documents"]["skipped"] == 0


def test_no_setting_leads_to_another_network() -> None:
    assert Web("https://a.example/")._network is None
    assert web.is_url("https://a.example/")
    assert Network().allows is is_public
