"""The wire: one endpoint, spoken to through the openai client. The only module that knows the SDK.

The SDK is kept to what it is good at: it says what a request to this endpoint looks like, who asks and with
which key. Its retries, redirects and typed objects are off: retries are `retrying`'s, a redirect would hand
the document to another host, and bodies are parsed once by `answers`. Requests to one address differ in their
bodies alone, and so the second one looks like the first one that the SDK has sent: to have it make each anew
takes longer than all the rest of a request. Every failure leaves this module as one of our own errors,
without the key and without the SDK's exception (whose text repeats what the server said, be it the key).
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from summarizer.errors import ProviderError, SummarizerError, UsageError, WireError
from summarizer.llm.addresses import checked_key, checked_url, host_of, is_openai
from summarizer.llm.answers import read_reply
from summarizer.llm.calls import Reply, Request
from summarizer.llm.failures import DOCTOR, ContextTooLong, Rejected, Transient, heard, judge, rate_limits
from summarizer.llm.ladder import Ladder, Limit, Mode
from summarizer.llm.transports import CONNECT, bare_client, breaks, capped, network, whole

if TYPE_CHECKING:
    import httpx2
    import openai

_FORMS = 10  # requests spent on finding the form an endpoint accepts: three rungs and a few parameters
# What broke, by the names of httpx2's exceptions: after the request was out it may be billed.
_SENT = frozenset({"ReadError", "RemoteProtocolError"})
_LATE_SENT = frozenset({"ReadTimeout", "WriteTimeout"})
_TIER = re.compile(r"service_?\s?tier|\bflex\b")
_NO_ROOM = re.compile(r"resource_?\s?unavailable|\bflex\b")
_LATE = _LATE_SENT | {"ConnectTimeout", "PoolTimeout"}


@dataclass(frozen=True, slots=True)
class _Got:
    """A response, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


@dataclass(slots=True)
class _Line:
    """The SDK's client, what it travels over, and by paths what requests look like that it has sent."""

    client: openai.AsyncOpenAI
    transport: httpx2.AsyncBaseTransport
    patterns: dict[str, httpx2.Request] = field(default_factory=dict)

    async def sent(self, method: str, path: str, body: Mapping[str, Any] | None) -> httpx2.Response:
        """The response as it came, by way of the SDK. A status is no exception here."""
        import openai  # noqa: PLC0415
        from httpx2 import Response  # noqa: PLC0415

        # Whole: the client takes a relative one apart and puts it together.
        address = f"{self.client.base_url}{path}"
        try:
            if method == "GET":
                return await self.client.get(address, cast_to=Response)
            # As the SDK writes it, in a third of the time.
            response = await self.client.post(address, content=to_json(body), cast_to=Response)
        except openai.APIStatusError as error:
            response = error.response
        if method == "POST":
            self.patterns[path] = response.request
        return response

    async def repeated(self, pattern: httpx2.Request, body: Mapping[str, Any] | None) -> httpx2.Response:
        """The response to another request of the same kind, as it comes in."""
        from httpx2 import Request  # noqa: PLC0415

        content = to_json(body)
        headers = [(name, value) for name, value in pattern.headers.raw if name.lower() != b"content-length"]
        request = Request(
            pattern.method, pattern.url, headers=headers, content=content, extensions=pattern.extensions
        )
        return await self.transport.handle_async_request(request)


class Endpoint:
    """One OpenAI-compatible endpoint. Nothing is imported, opened or sent before the first call.

    `timeout` is the total deadline of one request in seconds, `concurrency` the number of connections,
    `max_bytes` the largest body that is read. `transport` replaces the network (recordings, tests); else
    `aiohttp` chooses the faster of two transports. `modes` is this endpoint's own ladder.
    With `service_tier`, requests are sent to that tier, and to the standard one where it has no room.
    Raises UsageError for an address or a key that cannot be used. `sent` counts requests on the wire.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        timeout: float = 180.0,
        concurrency: int = 16,
        transport: httpx2.AsyncBaseTransport | None = None,
        aiohttp: bool = False,
        modes: Ladder,
        max_bytes: int = 8_000_000,
        service_tier: str = "",
    ) -> None:
        self.base_url = checked_url(base_url)
        self.host = host_of(self.base_url)
        self.sent = 0
        self._key = checked_key(api_key, self.base_url)
        self._timeout = timeout
        self._concurrency = concurrency
        self._transport = transport
        self._aiohttp = aiohttp
        self._modes = modes
        self._max_bytes = max_bytes
        self._limit: Limit = "max_completion_tokens" if is_openai(self.host) else "max_tokens"
        self._tier = service_tier
        self._answered = False
        self._under_way = 0
        self._refused: list[asyncio.Future[None]] = []
        self._made: _Line | None = None

    def __repr__(self) -> str:
        return f"Endpoint({self.base_url!r})"

    async def complete(self, request: Request) -> Reply:
        """One answer. Asks in the form the ladder knows, and again where the endpoint refuses a form.

        Raises Transient for what another attempt may mend; ContentRefused, ContextTooLong and WireError for
        this request; MoneyError, ProviderError and UsageError for every request.
        """
        self._under_way += 1
        try:
            found = await self._outcome(request)
        finally:
            self._under_way -= 1
            self._tell()
        if isinstance(found, Reply):
            return found
        raise await self._blamed(found)

    async def _outcome(self, request: Request) -> Reply | Exception:
        """The answer, or what the endpoint has against the request in every form that is known."""
        tier = self._tier
        for attempt in range(1, _FORMS + 1):
            mode = self._modes.mode(request.model)
            body = self._modes.body(request, mode, limit=self._limit)
            tiered = {**body, "service_tier": tier} if tier else body
            got = await self._exchange("POST", "chat/completions", tiered)
            if got.status == 200:
                return self._reply(got, mode, attempt)
            error = self._judged(got)
            if tier and self._is_full(got, error):
                tier = ""
            elif not self._another_form(error, body, mode):
                break
        return error

    async def models(self) -> list[str]:
        """The names of the models on offer, sorted. Raises errors of ours, never Transient."""
        try:
            got = await self._exchange("GET", "models", None)
            if got.status != 200:
                raise self._judged(got)
            rows = json.loads(got.body)["data"]
            return sorted({str(row["id"]) for row in rows})
        except Transient as error:
            raise ProviderError(f"The endpoint {self.host} does not answer ({error}).", DOCTOR) from error
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ProviderError(f"The endpoint {self.host} lists no models.", DOCTOR) from None

    async def aclose(self) -> None:
        """Closes all connections. The endpoint can be used again: it opens new ones."""
        made, self._made = self._made, None
        if made is not None:
            await made.client.close()

    # ------------------------------------------------------------------------------------ one exchange

    async def _exchange(self, method: str, path: str, body: Mapping[str, Any] | None) -> _Got:
        """Sends one request and reads the response, whatever its status. Raises our errors only.

        They are raised outside of the handlers, so that no traceback shows the SDK's words.
        """
        import openai  # noqa: PLC0415 - a second and 50 MB

        line = self._line()
        broken: tuple[type[Exception], ...] = (openai.APIConnectionError, *breaks())
        started = time.monotonic()
        self.sent += 1
        try:
            async with asyncio.timeout(self._timeout):
                if pattern := line.patterns.get(path):
                    response = await line.repeated(pattern, body)
                    content = await whole(response, self._max_bytes, self.host)
                else:
                    response = await line.sent(method, path, body)
                    content = response.content
        except TimeoutError:
            failure: Exception = Transient("deadline", billed=True, words=f"no answer in {self._timeout:g} s")
        except broken as error:
            failure = self._broken(error)
        else:
            seconds = time.monotonic() - started
            return _Got(response.status_code, response.headers, content, seconds)
        raise failure

    def _reply(self, got: _Got, mode: Mode, attempt: int) -> Reply:
        reply = read_reply(
            got.body,
            mode=mode,
            request_id=got.headers.get("x-request-id", ""),
            seconds=got.seconds,
            host=self.host,
            secret=self._key,
        )
        self._answered = True
        extra: dict[str, Any] = dict(reply.extra)
        if limits := rate_limits(got.headers):
            extra["headers"] = limits
        if attempt > 1:
            extra["requests"] = attempt
        return replace(reply, extra=extra)

    def _judged(self, got: _Got) -> Exception:
        return judge(heard(got.status, got.headers, got.body, host=self.host, secret=self._key))

    def _another_form(self, error: Exception, body: Mapping[str, Any], mode: Mode) -> bool:
        if isinstance(error, Rejected):
            return self._modes.learn(body, mode, error.said)
        return isinstance(error, ContextTooLong) and self._modes.learn_room(body, error)

    def _is_full(self, got: _Got, error: Exception) -> bool:
        """Whether the service tier has no room for a request, or does not serve it at all (then none is sent
        there any more). A limit on requests per minute is neither: that is for the retries.
        """
        if isinstance(error, Rejected) and _TIER.search(f"{error.said.param} {error.said.blob}"):
            self._tier = ""
            return True
        return got.status == 429 and _NO_ROOM.search(got.body.decode("utf-8", "replace").lower()) is not None

    async def _blamed(self, error: Exception) -> Exception:
        """An endpoint that answers another request refuses this one, not all: the first reply may be to the
        only one that it has something against.
        """
        if isinstance(error, Rejected) and not self._answered and self._under_way:
            waiting = asyncio.get_running_loop().create_future()
            self._refused.append(waiting)
            try:
                await waiting
            finally:
                self._refused.remove(waiting)
        if isinstance(error, Rejected) and self._answered:
            return WireError(error.message, "The other documents go on.")
        return error

    def _tell(self) -> None:
        """Let the refused go on when it is known whether any request is answered."""
        if self._answered or not self._under_way:
            for waiting in self._refused:
                if not waiting.done():
                    waiting.set_result(None)

    def _broken(self, error: Exception) -> Exception:
        """What a connection that failed or broke means."""
        chain = tuple(_causes(error))
        names = {type(cause).__name__ for cause in chain}
        if (ours := next((c for c in chain if isinstance(c, SummarizerError | Transient)), None)) is not None:
            return ours
        if any(_distrusted(cause) for cause in chain):
            return ProviderError(
                f"The TLS certificate of {self.host} is not trusted, or it does not speak TLS.",
                "Check --base-url; for a company's own authority set SSL_CERT_FILE.",
            )
        if names & _SENT:
            return Transient("connection", billed=True, words="the connection broke")
        return Transient(
            "timeout" if names & _LATE else "connection", billed=bool(names & _LATE_SENT), words=self.host
        )

    # ------------------------------------------------------------------------------------- the client

    def _client(self) -> openai.AsyncOpenAI:
        return self._line().client

    def _line(self) -> _Line:
        if self._made is None:
            self._made = self._new_line()
        return self._made

    def _new_line(self) -> _Line:
        import httpx2  # noqa: PLC0415
        import openai  # noqa: PLC0415

        inner = self._transport or network(
            self.base_url, concurrency=self._concurrency, aiohttp=self._aiohttp
        )
        # The deadline bounds the whole exchange; only connecting has a bound of its own.
        timeout = httpx2.Timeout(None, connect=min(CONNECT, self._timeout))
        http_client = bare_client(self._guarded(inner), timeout)
        try:
            client = openai.AsyncOpenAI(
                api_key=self._key,
                base_url=self.base_url,
                max_retries=0,
                timeout=timeout,
                http_client=http_client,
                default_headers=_headers(self.host),
            )
        except httpx2.InvalidURL:
            raise UsageError("The base URL is not a valid address.", "Check --base-url.") from None
        return _Line(client, inner)

    def _guarded(self, inner: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
        """`inner`, which nothing too large gets through."""
        return capped(inner, self._max_bytes, self.host)


def _headers(host: str) -> dict[str, Any]:
    """Keeps the OpenAI account of the environment from other hosts."""
    import openai  # noqa: PLC0415

    unset = openai.Omit()
    common = {"Accept-Encoding": "identity"}
    return common if is_openai(host) else common | {"OpenAI-Organization": unset, "OpenAI-Project": unset}


# ------------------------------------------------------------------------------------------- failures


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error` and what lies behind it, a dozen at most."""
    current: BaseException | None = error
    for _ in range(12):
        if current is None:
            return
        yield current
        current = current.__cause__ or current.__context__


def _distrusted(error: BaseException) -> bool:
    if isinstance(error, ssl.SSLCertVerificationError):
        return True
    return isinstance(error, ssl.SSLError) and getattr(error, "reason", "") in (
        "WRONG_VERSION_NUMBER",
        "UNKNOWN_PROTOCOL",
    )
