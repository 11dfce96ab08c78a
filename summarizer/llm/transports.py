"""How requests travel: over aiohttp, which costs the client least, or over httpx2, which also knows SOCKS.

Both are handed to the openai client as transports of httpx2, and behave alike: no redirects, no cookies, no
environment but the proxy, bodies read to their end here and never beyond a bound.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from summarizer.errors import UsageError, WireError
from summarizer.llm.addresses import proxy_for
from summarizer.llm.failures import DOCTOR, Transient

if TYPE_CHECKING:
    import aiohttp
    import httpx2

CONNECT = 15.0  # seconds; a busy event loop needs more than the usual 5
_LONGEST_HEADER = 32_768
_ENCODING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
_CONNECTION = frozenset({b"host", b"content-length", b"connection"})


def network(base_url: str, *, concurrency: int = 16, aiohttp: bool = False) -> httpx2.AsyncBaseTransport:
    """The real transport to `base_url`, through the proxy of the environment where there is one.

    This machine is never reached through a proxy; a SOCKS proxy is spoken to by httpx2 in any case. Raises
    UsageError for a proxy or a certificate file that cannot be used.
    """
    import httpx2  # noqa: PLC0415

    proxy = proxy_for(base_url)
    limits = httpx2.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    try:
        verify = httpx2.create_ssl_context() if base_url.startswith("https:") else _no_tls()
        usual = httpx2.AsyncHTTPTransport(verify=verify, limits=limits, proxy=proxy)
    except (OSError, ssl.SSLError) as error:
        raise UsageError(
            "The certificates of SSL_CERT_FILE or SSL_CERT_DIR cannot be read.", "Correct or unset them."
        ) from error
    except (ValueError, ImportError, httpx2.InvalidURL):
        raise UsageError(
            "The proxy of the environment (HTTPS_PROXY, ALL_PROXY) cannot be used.",
            "Write it as http://host:port or socks5://host:port, or unset it.",
        ) from None
    if aiohttp and not (proxy and proxy.startswith("socks")):
        return _over_aiohttp(verify, concurrency, proxy)
    return usual


def _no_tls() -> ssl.SSLContext:
    """For plain http: trusts no certificate at all, and spares the tenth of a second of reading them."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _over_aiohttp(verify: ssl.SSLContext, concurrency: int, proxy: str | None) -> httpx2.AsyncBaseTransport:
    """A transport over an aiohttp session, which the first request opens, and the first after `aclose`.

    Failures are httpx2's exceptions; aiohttp's stand behind them and say more.
    """
    import aiohttp  # noqa: PLC0415
    import httpx2  # noqa: PLC0415

    class Aiohttp(httpx2.AsyncBaseTransport):
        _session: aiohttp.ClientSession | None = None

        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            self._session = self._session or _session(verify, concurrency)
            try:
                response = await self._session.request(
                    request.method,
                    str(request.url),
                    headers=_sent(request.headers.raw),
                    data=_data(request),
                    proxy=proxy,
                    allow_redirects=False,
                )
            except aiohttp.ClientError as error:
                raise _failed(error) from error
            headers = [(n, v) for n, v in response.raw_headers if n.lower() not in _ENCODING]
            return httpx2.Response(response.status, headers=headers, stream=Body(response), request=request)

        async def aclose(self) -> None:
            session, self._session = self._session, None
            if session is not None:
                await session.close()

    class Body(httpx2.AsyncByteStream):
        """The body as it comes in, decoded."""

        def __init__(self, response: aiohttp.ClientResponse) -> None:
            self._response = response

        async def __aiter__(self) -> AsyncIterator[bytes]:
            try:
                async for chunk in self._response.content.iter_any():
                    yield chunk
            except aiohttp.ClientError as error:
                raise _failed(error) from error

        async def aclose(self) -> None:
            self._response.release() if self._response.content.at_eof() else self._response.close()

    return Aiohttp()


def _failed(error: aiohttp.ClientError) -> httpx2.TransportError:
    """What httpx2 would have raised."""
    import aiohttp  # noqa: PLC0415
    import httpx2  # noqa: PLC0415

    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return httpx2.ConnectTimeout(str(error))
    if isinstance(error, aiohttp.ClientConnectorError):
        return httpx2.ConnectError(str(error))
    return httpx2.ReadError(str(error))


def _session(verify: ssl.SSLContext, concurrency: int) -> aiohttp.ClientSession:
    """Connections, and nothing that remembers or adds anything. Only connecting has a bound of its own."""
    import aiohttp  # noqa: PLC0415

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=concurrency, ssl=verify),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT),
        skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
        trust_env=False,
        max_line_size=_LONGEST_HEADER,
        max_field_size=_LONGEST_HEADER,
    )


def _sent(raw: list[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """The headers of a request but for those that aiohttp writes itself."""
    return [(n.decode("latin-1"), v.decode("latin-1")) for n, v in raw if n.lower() not in _CONNECTION]


def _data(request: httpx2.Request) -> bytes | AsyncIterable[bytes] | None:
    """The body of a request, whole where it is in memory."""
    import httpx2  # noqa: PLC0415

    try:
        return request.content or None
    except httpx2.RequestNotRead:
        return cast("AsyncIterable[bytes]", request.stream)


def capped(inner: httpx2.AsyncBaseTransport, most: int, host: str) -> httpx2.AsyncBaseTransport:
    """`inner`, with every body read to its end here and decoded, `most` bytes of it at most."""
    import httpx2  # noqa: PLC0415

    class Capped(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            response = await inner.handle_async_request(request)
            body = await whole(response, most, host)
            plain = [(n, v) for n, v in response.headers.raw if n.lower() not in _ENCODING]
            return httpx2.Response(response.status_code, headers=plain, content=body, request=request)

        async def aclose(self) -> None:
            await inner.aclose()

    return Capped()


@cache
def breaks() -> tuple[type[Exception], ...]:
    """What a transport raises for a connection that fails or breaks; some of TLS is nobody else's words."""
    import anyio  # noqa: PLC0415
    import httpx2  # noqa: PLC0415

    return httpx2.RequestError, ssl.SSLError, anyio.EndOfStream


async def whole(response: httpx2.Response, most: int, host: str) -> bytes:
    """The body of a response, read to its end and decoded.

    Raises WireError for one of more than `most` bytes, Transient for one that breaks off.
    """
    import httpx2  # noqa: PLC0415

    # Nothing is left to decode as a rule, and httpx2 takes several steps for each piece.
    coded = "content-encoding" in response.headers
    body = bytearray()
    try:
        async for chunk in response.aiter_bytes() if coded else _pieces(response):
            body += chunk
            if len(body) > most:
                raise WireError(f"The endpoint {host} sent more than {most // 1_000_000 or 1} MB.", DOCTOR)
    except (httpx2.NetworkError, httpx2.ProtocolError, httpx2.DecodingError):
        raise Transient("cut", billed=True, words="a body that breaks off") from None
    finally:
        await response.aclose()
    return bytes(body)


def _pieces(response: httpx2.Response) -> AsyncIterable[bytes]:
    """The body of a response as it comes in."""
    return cast("AsyncIterable[bytes]", response.stream)


def bare_client(transport: httpx2.AsyncBaseTransport, timeout: httpx2.Timeout) -> httpx2.AsyncClient:
    """A client that hands requests to `transport` as the SDK made them.

    What a client of httpx2 does beside that, redirects, cookies, authentication and headers of its own, is
    not wanted here, and costs as much as the rest of a request.
    """
    import httpx2  # noqa: PLC0415

    address = cache(httpx2.URL)  # there are two: taking one apart is a tenth of a request

    class Bare(httpx2.AsyncClient):
        def build_request(self, method: str, url: httpx2.URL | str, **given: Any) -> httpx2.Request:
            extensions = {"timeout": httpx2.Timeout(given.pop("timeout", timeout)).as_dict()}
            parts = {name: value for name, value in given.items() if value is not None}
            return httpx2.Request(method, address(url), extensions=extensions, **parts)

        async def send(self, request: httpx2.Request, *, stream: bool = False, **_: Any) -> httpx2.Response:
            response = await transport.handle_async_request(request)
            response.request = request
            if not stream:
                await response.aread()
            return response

    return Bare(transport=transport, timeout=timeout, follow_redirects=False, trust_env=False)
