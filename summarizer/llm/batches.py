"""The Batch API of an endpoint: files of requests go up, files of answers come down, within a day.

Every call is tried again after a fault that may pass. What is made at the provider has a name of ours (of a
file, in the metadata of a batch) by which it is found again: whoever was killed between making something and
noting its id looks for it instead of making it twice.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from summarizer.errors import ProviderError, WireError
from summarizer.files import unwritable
from summarizer.llm.calls import Request
from summarizer.llm.circuit import Sleep
from summarizer.llm.failures import DOCTOR, Rejected, Said, Transient, heard, judge, told
from summarizer.llm.ladder import Mode
from summarizer.llm.openai import Endpoint
from summarizer.llm.retrying import patiently

if TYPE_CHECKING:
    import httpx2
    import openai

T = TypeVar("T")

LABEL = "summarizer"  # the key of our name in a batch's metadata
WINDOW = "24h"  # the only one there is
TERMINAL = frozenset({"completed", "failed", "expired", "cancelled"})
_PAGES = 100  # pages of a list that are looked through
_MISSING = frozenset({404, 405, 501})
_UNKNOWN = (
    "It was made with another key or in another project: use that one, or cancel: summarizer batch cancel."
)
_NO_BATCHES = "Leave --batch away, or choose an endpoint with a Batch API (OpenAI and Azure OpenAI have one)."


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch at the provider. `output` and `errors` are ids of files, or "" ; `faults` says why it failed:
    code, message, line of the file or 0. `expires` is a Unix time, or 0.
    """

    id: str
    status: str
    name: str = ""
    input: str = ""
    output: str = ""
    errors: str = ""
    total: int = 0
    completed: int = 0
    failed: int = 0
    expires: int = 0
    faults: tuple[tuple[str, str, int], ...] = field(default=())

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in TERMINAL


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise Transient("not_json", words="an answer that is not JSON")
        return value


class BatchEndpoint(Endpoint):
    """An endpoint whose Batch API is used. Times out late, because files are large.

    All methods raise ProviderError where the endpoint has no Batch API or refuses, WireError where it keeps
    failing, and MoneyError at the provider's limit.
    """

    sleep: Sleep = staticmethod(asyncio.sleep)

    @property
    def path(self) -> str:
        """Where the requests of a batch are addressed to."""
        return "/chat/completions" if ".azure.com" in self.host else "/v1/chat/completions"

    @property
    def secret(self) -> str:
        """The key, to be taken out of what the provider says."""
        return self._key

    def body(self, request: Request) -> tuple[Mode, dict[str, Any]]:
        """The form in which a request is asked now, and its body."""
        mode = self._modes.mode(request.model)
        return mode, self._modes.body(request, mode, limit=self._limit)

    async def upload(self, name: str, file: Path) -> str:
        """Send a file of requests up under a name; returns its id."""
        kind = "application/jsonl"

        async def act() -> _Answer:
            with file.open("rb") as opened:  # anew for every attempt; it is sent in pieces
                return await self._through(
                    lambda client: client.post(
                        "/files",
                        cast_to=_response(),
                        body={"purpose": "batch"},
                        files={"file": (name, opened, kind)},
                        options={"headers": {"Content-Type": "multipart/form-data"}},
                    )
                )

        return await self._patient(act, "files", partial(_text, key="id"))

    async def find_file(self, name: str) -> str:
        """The id of a file that was sent up under this name, or "" ."""
        async for row in self._listed("/files?purpose=batch&order=desc&limit=1000"):
            if row.get("filename") == name and row.get("status") != "error":
                return _text(row, "id")
        return ""

    async def create(self, name: str, file: str) -> Batch:
        """Have the requests of a file answered. Never twice: after a broken attempt it looks first."""
        body = {
            "input_file_id": file,
            "endpoint": self.path,
            "completion_window": WINDOW,
            "metadata": {LABEL: name},
        }
        tried = False

        async def act() -> Batch:
            nonlocal tried
            if tried and (found := await self.find(name, file)):
                return found
            tried = True
            return _batch((await self._call("POST", "/batches", body)).json)

        return await self._patiently(act)

    async def find(self, name: str, file: str = "") -> Batch | None:
        """The batch with this name, or made of this file; the latest, if there are several."""
        async for row in self._listed("/batches?limit=100"):
            batch = _batch(row)
            if batch.name == name or (file and batch.input == file):
                return batch
        return None

    async def retrieve(self, ident: str) -> Batch:
        """How far a batch is."""
        return await self._patient(lambda: self._send("GET", _at("batches", ident)), ident, _batch)

    async def cancel(self, ident: str) -> Batch:
        """Stop a batch. What is answered already will be in its output, and on the bill."""
        path = f"{_at('batches', ident)}/cancel"
        return await self._patient(lambda: self._send("POST", path, {}), ident, _batch)

    async def fetch(self, ident: str, destination: Path) -> bool:
        """Write the content of a file to `destination`; False if the provider does not have it any more."""

        async def act() -> bool:
            answer = await self._through(lambda client: _streamed(client, ident, destination))
            if answer.status == 404:
                return False
            self._accept(answer, "files")
            return True

        return await self._patiently(act)

    async def delete(self, ident: str) -> None:
        """Delete a file at the provider; one that is gone already is fine."""

        async def act() -> None:
            answer = await self._send("DELETE", _at("files", ident))
            if answer.status not in _MISSING:
                self._accept(answer, "files")

        await self._patiently(act)

    # ------------------------------------------------------------------------------------------ one call

    async def _listed(self, path: str) -> AsyncIterator[dict[str, Any]]:
        """The rows of a list, page by page; none where the endpoint has no such list."""
        after = ""
        for _ in range(_PAGES):
            at = f"{path}&after={after}" if after else path
            page = await self._patiently(partial(self._page, at))
            rows = [row for row in page.get("data") or () if isinstance(row, dict)]
            for row in rows:
                yield row
            after = _text(rows[-1], "id") if rows else ""
            if not page.get("has_more") or not after:
                return

    async def _patient(
        self, act: Callable[[], Awaitable[_Answer]], what: str, reading: Callable[[Mapping[str, Any]], T]
    ) -> T:
        async def accepted() -> T:
            answer = await act()
            self._accept(answer, what)
            return reading(answer.json)

        return await self._patiently(accepted)

    async def _patiently(self, act: Callable[[], Awaitable[T]]) -> T:
        failure: WireError
        try:
            return await patiently(act, sleep=self.sleep)
        except Transient as error:
            failure = WireError(
                f"The Batch API of {self.host} keeps failing ({told(error)}).",
                "Run the same command again later: nothing is sent twice.",
            )
        raise failure

    async def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> _Answer:
        answer = await self._send(method, path, body)
        self._accept(answer, "batches")
        return answer

    async def _page(self, path: str) -> dict[str, Any]:
        """A page of a list; an empty one where the endpoint has no such list."""
        answer = await self._send("GET", path)
        if answer.status in _MISSING:
            return {}
        self._accept(answer, "batches")
        return answer.json

    async def _send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> _Answer:
        async def act(client: openai.AsyncOpenAI) -> httpx2.Response:
            if method == "GET":
                return await client.get(path, cast_to=_response())
            if method == "DELETE":
                return await client.delete(path, cast_to=_response())
            return await client.post(path, body=body, cast_to=_response())

        return await self._through(act)

    def _accept(self, answer: _Answer, what: str) -> None:
        """Raise what a status means that is no success."""
        if 200 <= answer.status < 300:
            return
        if answer.status in _MISSING:
            known = what in ("files", "batches")
            missing = f"has no /{what}" if known else f"does not know the batch {what}"
            message = f"The endpoint {self.host} {missing} (HTTP {answer.status})."
            raise ProviderError(message, _NO_BATCHES if known else _UNKNOWN)
        said = heard(answer.status, answer.headers, answer.body, host=self.host, secret=self._key)
        raise _judged(said)

    async def _through(self, act: Callable[[openai.AsyncOpenAI], Awaitable[httpx2.Response]]) -> _Answer:
        """One exchange through the SDK. Raises our errors only."""
        import openai  # noqa: PLC0415 - a second and 50 MB

        client = self._client()
        self.sent += 1
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout):
                response = await act(client)
        except TimeoutError:
            spent = time.monotonic() - started
            failure: Exception = Transient("deadline", billed=True, words=f"no answer in {spent:.0f} s")
        except openai.APIStatusError as error:
            response = error.response
            return _Answer(response.status_code, response.headers, response.content)
        except openai.APIConnectionError as error:
            failure = self._broken(error)
        else:
            return _Answer(response.status_code, response.headers, response.content)
        raise failure

    def _guarded(self, inner: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
        return _passing_content(inner, super()._guarded(inner))


def _judged(said: Said) -> Exception:
    error = judge(said)
    if isinstance(error, Rejected):
        return ProviderError(f"The Batch API of {said.host} does not accept this{said.told}", DOCTOR)
    return error


async def _streamed(client: openai.AsyncOpenAI, ident: str, destination: Path) -> httpx2.Response:
    """Write a file's content to the disk piece by piece. The response that is returned has no body."""
    import httpx2  # noqa: PLC0415

    async with client.files.with_streaming_response.content(ident) as response:
        try:
            with destination.open("wb") as file:
                async for piece in response.iter_bytes():
                    file.write(piece)
        except httpx2.TransportError:
            raise Transient("cut", words="a file that breaks off") from None
        except OSError as error:
            raise unwritable(destination, error) from error
    return httpx2.Response(response.status_code, headers=response.headers)


def _passing_content(
    inner: httpx2.AsyncBaseTransport, capped: httpx2.AsyncBaseTransport
) -> httpx2.AsyncBaseTransport:
    """`capped`, but for the contents of files, which may be large and are not held in memory."""
    import httpx2  # noqa: PLC0415

    class Passing(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            wire = inner if request.url.path.endswith("/content") else capped
            return await wire.handle_async_request(request)

        async def aclose(self) -> None:
            await capped.aclose()

    return Passing()


def _response() -> type[httpx2.Response]:
    from httpx2 import Response  # noqa: PLC0415

    return Response


def _at(what: str, ident: str) -> str:
    return f"/{what}/{quote(ident, safe='')}"


# ------------------------------------------------------------------------------------------------ reading


def _batch(row: Mapping[str, Any]) -> Batch:
    """A batch as the provider describes it. Raises Transient for what is none."""
    counts, metadata, errors = (_mapping(row.get(key)) for key in ("request_counts", "metadata", "errors"))
    found = errors.get("data")
    return Batch(
        id=_text(row, "id"),
        status=str(row.get("status") or ""),
        name=str(metadata.get(LABEL) or ""),
        input=str(row.get("input_file_id") or ""),
        output=str(row.get("output_file_id") or ""),
        errors=str(row.get("error_file_id") or ""),
        total=_number(counts.get("total")),
        completed=_number(counts.get("completed")),
        failed=_number(counts.get("failed")),
        expires=_number(row.get("expires_at")),
        faults=tuple(_fault(item) for item in found if isinstance(item, dict))
        if isinstance(found, list)
        else (),
    )


def _fault(item: Mapping[str, Any]) -> tuple[str, str, int]:
    return str(item.get("code") or ""), str(item.get("message") or ""), _number(item.get("line"))


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise Transient("not_json", words=f"an answer without `{key}`")
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
