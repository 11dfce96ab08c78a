"""A page of the web that the user named and allowed: the one exception to "nothing but the endpoint".

Only a URL given as PATH is ever fetched, and only with `--allow-url`; nothing that a document says leads
here. The name is resolved here, every address it has must be public, and the connection goes to the address
that was checked: a second answer of the name server changes nothing. Each redirect is checked the same way.
Time and size are limited as a whole; no proxy is used, and no cookie, key or referrer is sent.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from summarizer.errors import UnreadableDocument
from summarizer.reading.opening import too_large
from summarizer.reading.web import Fetched

if TYPE_CHECKING:
    import httpx2

SECONDS = 60.0  # for everything: names, redirects, the page
_CONNECT = 10.0  # seconds
_REDIRECTS = 5
_ADDRESSES = 4  # tried of one name
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "": ".html",  # a server that does not say; the content decides whether it is a page or a text
}
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator
_TUNNELS = tuple(map(ipaddress.ip_network, ("2002::/16", "2001::/32", "64:ff9b:1::/48")))

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, whatever it is wrapped in."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.is_site_local or any(found in tunnel for tunnel in _TUNNELS):
            return False
    special = (
        found.is_private, found.is_loopback, found.is_link_local, found.is_multicast, found.is_reserved,
        found.is_unspecified,
    )  # fmt: skip
    return found.is_global and not any(special)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


@dataclass(frozen=True)
class Network:
    """How names are resolved and which addresses may be reached. Only tests have another than the default."""

    resolve: Resolver = resolve
    allows: Callable[[str], bool] = is_public
    seconds: float = SECONDS


def fetch(url: str, max_bytes: int, network: Network | None = None) -> Fetched:
    """Fetch a page, a text or a PDF.

    Raises:
        UnreadableDocument: codes `fetch` (cannot be had), `forbidden` (an address or a redirect that is not
            allowed), `unsupported` (another kind of content), `too_large` (more than `max_bytes`).
    """
    work = _within(url, max_bytes, network or Network())
    with ThreadPoolExecutor(1) as thread:  # also where an event loop runs already
        return thread.submit(asyncio.run, work).result()


async def _within(url: str, max_bytes: int, network: Network) -> Fetched:
    try:
        async with asyncio.timeout(network.seconds):
            for _ in range(_REDIRECTS + 1):
                found = await _hop(url, max_bytes, network)
                if isinstance(found, Fetched):
                    return found
                url = _redirected(url, found)
    except TimeoutError as error:
        raise _failed(f"The page did not come within {network.seconds:g} seconds.") from error
    raise _forbidden(f"The page redirects more than {_REDIRECTS} times.")


async def _hop(url: str, max_bytes: int, network: Network) -> Fetched | str:
    """Ask for one URL: its content, or where it redirects to."""
    import httpx2  # noqa: PLC0415 (80 ms, needed for URLs only)

    try:
        target = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise _failed("The URL is not valid.") from error
    addresses = await _checked(target, network)
    failure: httpx2.HTTPError | None = None
    timeout = httpx2.Timeout(network.seconds, connect=_CONNECT)
    async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout) as client:
        for address in addresses:
            try:
                async with client.stream(
                    "GET",
                    target.copy_with(host=address),
                    headers=_headers(target),
                    extensions={"sni_hostname": target.raw_host.decode("ascii")},
                ) as response:
                    return await _answer(response, max_bytes)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failure = error
            except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL) as error:
                raise _failed(f"The page cannot be fetched ({type(error).__name__}).") from error
    raise _failed("The server cannot be reached.") from failure


async def _checked(url: httpx2.URL, network: Network) -> Sequence[str]:
    """Return the addresses of a URL's host, all of which may be reached."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise _forbidden("Only http and https are fetched.")
    if url.port is not None and not 0 < url.port < 65_536:
        raise _failed("The URL is not valid.")
    if url.userinfo:
        raise _forbidden("A URL with a user or a password is not fetched.")
    host = url.raw_host.decode("ascii")
    try:
        addresses = await network.resolve(host.strip("[]"), url.port or {"http": 80}.get(url.scheme, 443))
    except (OSError, UnicodeError) as error:
        raise _failed(f"The name {host} is not known.") from error
    if not addresses:
        raise _failed(f"The name {host} has no address.")
    if not all(map(network.allows, addresses)):
        raise _forbidden(
            f"{host} is not on the public internet (this machine, a private or a reserved address)."
        )
    return addresses[:_ADDRESSES]


def _headers(url: httpx2.URL) -> dict[str, str]:
    return {
        "host": url.netloc.decode("ascii"),
        "user-agent": "summarizer",
        "accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.9",
        "accept-encoding": "identity",
        "connection": "close",
    }


async def _answer(response: httpx2.Response, max_bytes: int) -> Fetched | str:
    """Take an answer apart; of a redirect, the address."""
    status, headers = response.status_code, response.headers
    if status in {301, 302, 303, 307, 308} and headers.get("location"):
        return str(headers["location"])
    if status != 200:
        raise _failed(f"The server answers with status {status}.")
    if headers.get("content-encoding", "identity").lower() not in {"identity", "gzip", "deflate"}:
        raise _failed("The server sends the page in a compression that was not asked for.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {*_SUFFIXES, "application/octet-stream"}:
        raise _unsupported(kind)
    if headers.get("content-length", "").isdecimal() and int(headers["content-length"][:19]) > max_bytes:
        raise too_large(max_bytes)
    data = bytearray()
    async for chunk in response.aiter_bytes(16_384):
        data += chunk
        if len(data) > max_bytes:
            raise too_large(max_bytes)
    if kind == "application/octet-stream" and not data.startswith(b"%PDF-"):
        raise _unsupported(kind)
    charset = _CHARSET.search(headers.get("content-type", ""))
    return Fetched(bytes(data), _SUFFIXES.get(kind, ".pdf"), charset[1] if charset else "")


def _redirected(url: str, location: str) -> str:
    """Return where a redirect leads: never to another scheme, but from http to https."""
    try:
        target = urljoin(url, location)
        before, after = urlsplit(url).scheme.lower(), urlsplit(target).scheme.lower()
    except ValueError as error:
        raise _failed("The page redirects to a URL that is not valid.") from error
    if after != before and (before, after) != ("http", "https"):
        raise _forbidden(f"The page redirects from {before} to {after}.")
    return target


def _failed(message: str) -> UnreadableDocument:
    return UnreadableDocument(
        message, "Open it in a browser; if it is there, save it and give the file.", "fetch"
    )


def _forbidden(message: str) -> UnreadableDocument:
    return UnreadableDocument(message, "If you trust it, save the page and give the file.", "forbidden")


def _unsupported(kind: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"The URL leads to content of the type {kind[:60]}, which is not fetched.",
        "Only pages, texts and PDF are; save anything else and give the file.",
        "unsupported",
    )
