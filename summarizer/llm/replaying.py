"""Recordings: the traffic of a run as readable files, and a run from such files without a network.

A recording is one JSON file for each question, with the responses in the order they came. What identifies a
question is what is asked (model, messages, schema), not the form it was asked in: a recording holds however
fast the ladder found its rung, and on whatever host. Keys, cookies, accounts and dates are never written.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import DocumentError, ProviderError, UsageError
from summarizer.llm.calls import Complete, Reply, Request
from summarizer.llm.ladder import question

if TYPE_CHECKING:
    import httpx
    import httpx2

UNRECORDED = "unrecorded"  # the code of a document that no recording answers for
_HEADERS = frozenset({"content-type", "x-should-retry"})  # a replay waits for nobody: no Retry-After
_SECRETS = re.compile(r"\b(?:sk|pk|org|proj)[-_][A-Za-z0-9_-]{16,}")
_REFUSED = frozenset({400, 404, 405, 422, 500, 501})
_REPLAY = "Record it with --record, or run without --replay."


class RecordingMissing(DocumentError):
    """A request that no recording answers: its document cannot be finished. Nothing was sent."""

    code = UNRECORDED

    def __init__(self, message: str, hint: str = "", *, answered: bool = True) -> None:
        super().__init__(message, hint)
        if not answered:  # nothing was up to now: as with a provider that answers nobody
            self.exit_code = ProviderError.exit_code  # type: ignore[misc]


@dataclass
class _Tape:
    """One file: a request and its responses."""

    request: dict[str, Any]
    responses: list[dict[str, Any]] = field(default_factory=list)

    def text(self) -> str:
        """The content of the file."""
        value = {"request": self.request, "responses": self.responses}
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


class Tapes:
    """What a run records in a folder. Raises UsageError when that cannot be written.

    The first response to a question in this run replaces what the folder had for it; further ones are added.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tapes: dict[str, _Tape] = {}
        _make(folder)

    def add(self, asked: dict[str, Any], response: dict[str, Any]) -> None:
        """Keep a response to what was asked."""
        tape = self._tapes.setdefault(_key(asked), _Tape(asked))
        tape.responses.append(response)
        _write(self._folder / _file_name(tape.request), tape.text())

    def add_stored(self, body: Mapping[str, Any], reply: Reply) -> None:
        """Keep a reply that was stored before this run, unless the question was asked in it."""
        asked = {"method": "POST", "path": "/chat/completions", "body": dict(body)}
        if _key(asked) not in self._tapes:
            content = json.dumps(_completion(reply), ensure_ascii=False)
            kept = _kept(200, {"content-type": "application/json"}, content.encode("utf-8", "replace"), "")
            self.add(asked, kept)


def recorded(
    complete: Complete, tapes: Tapes | None, body: Callable[[Request], Mapping[str, Any]]
) -> Complete:
    """`complete`, with replies from a cache recorded as if they had just come. `body` is what would be sent.

    What does come over the wire is recorded there, by `recorder`. Without `tapes`, nothing is.
    """
    if tapes is None:
        return complete

    async def keep(request: Request) -> Reply:
        reply = await complete(request)
        if reply.from_cache:
            tapes.add_stored(body(request), reply)
        return reply

    return keep


def recorder(tapes: Tapes, inner: httpx2.AsyncBaseTransport) -> httpx2.AsyncBaseTransport:
    """A transport that passes everything to `inner` and keeps it in `tapes`.

    Wraps any transport, the one over aiohttp too.
    """
    import httpx2  # noqa: PLC0415 - heavy

    class Recorder(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            sent = await request.aread()
            response = await inner.handle_async_request(request)
            body = b"".join([chunk async for chunk in response.aiter_bytes()])
            await response.aclose()
            asked = _asked(request.method, request.url.path, sent)
            secret = request.headers.get("authorization", "").removeprefix("Bearer ")
            tapes.add(asked, _kept(response.status_code, response.headers, body, secret))
            plain = {k: v for k, v in response.headers.items() if k.lower() not in _TRANSFER}
            return httpx2.Response(response.status_code, headers=plain, content=body, request=request)

        async def aclose(self) -> None:
            await inner.aclose()

    return Recorder()


def player(folder: Path) -> httpx2.AsyncBaseTransport:
    """A transport that answers from `folder` and has no network.

    Several responses to a question are played in order, the last one again and again. Raises UsageError when
    the folder holds no recordings; the transport raises RecordingMissing for a question it does not hold.
    """
    import httpx2  # noqa: PLC0415

    play = _Playback(folder)

    class Player(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            status, headers, content = play.answer(request.method, request.url.path, await request.aread())
            return httpx2.Response(status, headers=headers, content=content, request=request)

    return Player()


def replay_side_effect(folder: Path) -> Callable[[httpx.Request], httpx.Response]:
    """The same for respx: `route.mock(side_effect=replay_side_effect(folder))`."""
    import httpx  # noqa: PLC0415 - only where respx is installed, and respx brings it

    play = _Playback(folder)

    def effect(request: httpx.Request) -> httpx.Response:
        status, headers, content = play.answer(request.method, request.url.path, request.content)
        return httpx.Response(status, headers=headers, content=content)

    return effect


def recorded_model(folder: Path) -> str:
    """The model that the recordings in `folder` were made with, or "" ."""
    for path in sorted(folder.glob("*.json")):
        model = (_read(path).request.get("body") or {}).get("model")
        if isinstance(model, str) and model:
            return model
    return ""


class _Playback:
    """The recordings of a folder and how far each was played. Files are read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turns: dict[str, int] = {}
        self._tapes: dict[str, list[dict[str, Any]]] = {}
        self._names = {path.stem.rpartition("-")[2]: path for path in sorted(folder.glob("*.json"))}
        if not self._names:
            raise UsageError(f"There are no recordings in {folder}.", "Make them with --record.")

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content of the next response. Raises RecordingMissing."""
        asked = _asked(method, path, body)
        key = _key(asked)
        if key not in self._names:
            message = f"No recording answers the request `{_task(asked)}`."
            raise RecordingMissing(message, self._hint(asked), answered=bool(self._turns))
        if key not in self._tapes:
            self._tapes[key] = _played(_read(self._names[key]).responses)
        responses = self._tapes[key]
        turn = self._turns.get(key, 0)
        self._turns[key] = turn + 1
        response = responses[min(turn, len(responses) - 1)]
        headers = {name: value for name, value in response.get("headers", {}).items() if name in _HEADERS}
        return response["status"], headers, _content(response)

    def _hint(self, asked: Mapping[str, Any]) -> str:
        """Says what differs from the recordings."""
        wanted = question(asked["body"] or {})
        others = [
            question(tape.request.get("body") or {})
            for tape in map(_read, self._names.values())
            if tape.request.get("path") == asked["path"]
        ]
        return f"{_difference(wanted, others)} {_REPLAY}"


def _played(responses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the refusals that led to another form of the request: who replays need not learn from them.

    Which request met them depended on timing; played to another one they would teach the ladder nonsense.
    """
    last = len(responses) - 1
    return [one for at, one in enumerate(responses) if at == last or one["status"] not in _REFUSED]


def _difference(wanted: Mapping[str, Any], others: list[dict[str, Any]]) -> str:
    if not others:
        return "Nothing of this kind was recorded."
    models = sorted({str(other["model"]) for other in others})
    if wanted["model"] not in models:
        return f"The recordings are of the model {', '.join(models)}, not {wanted['model']}."
    if any(other["messages"] == wanted["messages"] for other in others):
        return "The JSON Schema is not the recorded one."
    if any(other["messages"][:1] == wanted["messages"][:1] for other in others):
        return "The document, the settings or an earlier answer are not the recorded ones."
    return "The prompt template is not the recorded one."


# ---------------------------------------------------------------------------------- one request, one file


def _asked(method: str, path: str, body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body) if body else None
    except ValueError:
        value = None
    called = "/chat/completions" if path.endswith("/chat/completions") else f"/{path.rpartition('/')[2]}"
    return {"method": method, "path": called, "body": value}


def _key(asked: Mapping[str, Any]) -> str:
    """16 hex digits for a question; the host and the form of the request are not part of it."""
    body = asked["body"]
    canonical = json.dumps(
        [asked["method"], asked["path"], question(body) if isinstance(body, dict) else None],
        sort_keys=True, ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _task(asked: Mapping[str, Any]) -> str:
    """What the request is about, for people: the name of its schema or tool, or its path."""
    body = asked.get("body") or {}
    named = body.get("response_format", {}).get("json_schema", {}).get("name")
    if not named and body.get("tools"):
        named = body["tools"][0]["function"]["name"]
    return str(named or asked.get("path", "")).strip("/").replace("/", "_")


def _file_name(asked: Mapping[str, Any]) -> str:
    safe = re.sub(r"[^A-Za-z0-9_]", "_", _task(asked))[:40]
    return f"{safe}-{_key(asked)}.json"


def _kept(status: int, headers: Mapping[str, str], body: bytes, secret: str) -> dict[str, Any]:
    text = body.decode("utf-8", "replace")
    if len(secret) >= 4:
        text = text.replace(secret, "[key]")
    text = _SECRETS.sub("[removed]", text)
    kept = {name.lower(): value for name, value in headers.items() if name.lower() in _HEADERS}
    try:
        return {"status": status, "headers": kept, "json": json.loads(text)}
    except ValueError:
        return {"status": status, "headers": kept, "text": text}


def _completion(reply: Reply) -> dict[str, Any]:
    """A stored reply as the body of a response: as plain content, which every form of asking understands."""
    message = {"role": "assistant", "content": reply.text}
    used = reply.usage
    return {
        "object": "chat.completion",
        "model": reply.model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": used.prompt, "completion_tokens": used.completion} if used else None,
    }


def _content(response: Mapping[str, Any]) -> bytes:
    if "json" in response:
        return json.dumps(response["json"], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return str(response.get("text", "")).encode()


def _read(path: Path) -> _Tape:
    """Raises UsageError for a file that is no recording."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        tape = _Tape(dict(value["request"]), list(value["responses"]))
        if tape.responses and all(isinstance(response["status"], int) for response in tape.responses):
            return tape
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise UsageError(f"{path} is not a recording.", "Remove it, or record again.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"Recordings cannot be kept in {folder}: {error.strerror}.") from error


def _write(path: Path, text: str) -> None:
    """Writes a whole file or none."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", errors="replace")
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"Recordings cannot be kept in {path.parent}: {error.strerror}.") from error


_TRANSFER = frozenset({"content-encoding", "content-length", "transfer-encoding"})
