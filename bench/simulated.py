"""A simulated model: an OpenAI-compatible server on loopback that answers this project's prompts plausibly.

    python bench/simulated.py --latency 2 --rpm 1200 --fault 429=0.1 --fault disconnect=0.02

What it says is in `answering.py`. Faults are drawn from the seed, the request and how often it came before,
so they do not depend on the order of arrival. It prints its address once it listens, and serves until it is
ended.

    POST /v1/chat/completions, GET /v1/models     the model
    GET  /stats                                   what came and what went back, as JSON
    POST /reset                                   forget all that; every request is new again
    POST /configure  {"latency": 0.2, ...}        other switches from now on (names as below), and reset
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from answering import answer, asked, task_of

# What --fault knows, in the order in which shares of the dice are given out.
FAULTS = ("429", "500", "disconnect", "malformed", "schema", "hang")
REASONS = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    429: "Too Many Requests",
    500: "Internal Server Error",
}
MEMORY = 50_000  # answers that are kept ready


@dataclass(frozen=True)
class Switches:
    """How the server behaves. `latency` in seconds; `rpm` and `tpm` per minute and `at_once` (0: no limit);
    `faults` are shares of the requests.
    """

    latency: float = 0.0
    rpm: float = 0.0
    tpm: float = 0.0
    at_once: int = 0
    retry_after: float = 1.0
    headers: bool = True
    seed: int = 1
    faults: dict[str, float] = field(default_factory=dict)

    def changed(self, changes: dict[str, Any]) -> Switches:
        """With other values by name. Raises ValueError for a name that does not exist."""
        known = {one.name for one in fields(self)}
        unknown = [*(changes.keys() - known), *(changes.get("faults", {}).keys() - set(FAULTS))]
        if unknown:
            raise ValueError(f"there is no switch {unknown[0]}")
        return replace(self, **changes)


@dataclass
class Stats:
    """What happened since the last reset. `repeated`: requests that had been answered well before, to the
    letter.
    """

    requests: int = 0
    answered: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    repeated: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    tasks: Counter[str] = field(default_factory=Counter)
    first_request: float | None = None
    last_answer: float | None = None


class Bucket:
    """A limit per minute that holds what flows in during a second."""

    def __init__(self, per_minute: float) -> None:
        self.per_minute = per_minute
        self.size = max(1.0, per_minute / 60)
        self.level, self.at = self.size, time.monotonic()

    def take(self, amount: float) -> bool:
        """Whether there was enough; what is larger than the bucket passes when it is full."""
        now = time.monotonic()
        self.level = min(self.size, self.level + (now - self.at) * self.per_minute / 60)
        self.at = now
        if self.level < min(amount, self.size):
            return False
        self.level -= amount
        return True

    def wait(self) -> float:
        """Seconds until there is one again."""
        return max(0.0, (1 - self.level) * 60 / self.per_minute)


@dataclass(frozen=True)
class Made:
    """An answer that is ready: its content, and what it is said to have used."""

    task: str
    content: str
    model: str
    prompt: int
    completion: int


Send = Callable[[int, bytes, Iterable[str]], None]


class Model:
    """The behaviour behind the socket. Add to `routes`: (method, path) -> function of body and `send`."""

    def __init__(self, switches: Switches | None = None) -> None:
        self.switches = switches or Switches()
        self.routes: dict[tuple[str, str], Callable[[bytes, Send], None]] = {
            ("POST", "/v1/chat/completions"): self.complete,
            ("GET", "/v1/models"): lambda _body, send: send(200, _json({"data": [{"id": "simulated"}]}), ()),
            ("GET", "/stats"): lambda _body, send: send(200, _json(vars(self.stats)), ()),
            ("POST", "/reset"): self._reset,
            ("POST", "/configure"): self._configure,
        }
        self._ready: dict[bytes, Made] = {}
        self.reset()

    def reset(self) -> None:
        """Forget what came; answers stay ready."""
        self.stats = Stats()
        self._tries: Counter[bytes] = Counter()
        self._well: set[bytes] = set()
        limits = {"requests": self.switches.rpm, "tokens": self.switches.tpm}
        self._buckets = {kind: Bucket(limit) for kind, limit in limits.items() if limit}

    def complete(self, body: bytes, send: Send) -> None:
        """Answer one request, at its time, in the way the dice say."""
        stats, now = self.stats, time.monotonic()
        stats.requests += 1
        stats.in_flight += 1
        stats.most_in_flight = max(stats.most_in_flight, stats.in_flight)
        stats.first_request = stats.first_request or now
        key = hashlib.blake2b(body, digest_size=16).digest()
        stats.repeated += key in self._well
        try:
            made = self._made(key, body)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            return self._sent(send, 400, _error("invalid_request_error", f"not understood: {error!r}"), ())
        stats.tasks[made.task] += 1
        if not self._admitted(made):
            return self._sent(send, 429, _error("rate_limit_exceeded", "Rate limit reached."), self._limits())
        fault = self._fault(key)
        if fault == "hang":
            stats.in_flight -= 1
        else:
            asyncio.get_running_loop().call_later(
                self.switches.latency, self._answered, key, made, fault, send
            )
        return None

    def _made(self, key: bytes, body: bytes) -> Made:
        made = self._ready.get(key)
        if made is None:
            made = prepared(json.loads(body))
            if len(self._ready) < MEMORY:
                self._ready[key] = made
        return made

    def _admitted(self, made: Made) -> bool:
        if self.switches.at_once and self.stats.in_flight > self.switches.at_once:
            return False
        needs = {"requests": 1.0, "tokens": float(made.prompt + made.completion)}
        return all(bucket.take(needs[kind]) for kind, bucket in self._buckets.items())

    def _limits(self) -> list[str]:
        """Headers that name the limits, and how long to wait."""
        wait = max([self.switches.retry_after, *(bucket.wait() for bucket in self._buckets.values())])
        return [f"retry-after: {-int(-wait // 1)}", *self._known()]

    def _known(self) -> list[str]:
        rows: list[str] = []
        for kind, bucket in self._buckets.items() if self.switches.headers else ():
            rows += [
                f"x-ratelimit-limit-{kind}: {bucket.per_minute:.0f}",
                f"x-ratelimit-remaining-{kind}: {max(0, int(bucket.level))}",
                f"x-ratelimit-reset-{kind}: {bucket.wait():.3f}s",
            ]
        return rows

    def _fault(self, key: bytes) -> str:
        """The fault of this attempt, or "" ."""
        faults = self.switches.faults
        if not faults:
            return ""
        self._tries[key] += 1
        dice = hashlib.blake2b(
            b"%d %d " % (self.switches.seed, self._tries[key]) + key, digest_size=8
        ).digest()
        rolled = int.from_bytes(dice) / 2**64
        for name in FAULTS:
            rolled -= faults.get(name, 0.0)
            if rolled < 0:
                self.stats.faults[name] += 1
                return name
        return ""

    def _answered(self, key: bytes, made: Made, fault: str, send: Send) -> None:
        if fault in ("429", "500"):
            headers = [f"retry-after: {self.switches.retry_after:g}"] if fault == "429" else []
            kind = "rate_limit_exceeded" if fault == "429" else "server_error"
            return self._sent(send, int(fault), _error(kind, "This fault was asked for."), headers)
        if fault == "disconnect":
            return self._sent(send, 0, b"", ())
        if not fault:
            self._well.add(key)
        stats = self.stats
        stats.prompt_tokens += made.prompt
        stats.completion_tokens += made.completion
        return self._sent(send, 200, completion(made, fault), self._known())

    def _sent(self, send: Send, status: int, body: bytes, headers: Iterable[str]) -> None:
        self.stats.answered += status == 200
        self.stats.in_flight -= 1
        self.stats.statuses[str(status)] += 1
        self.stats.last_answer = time.monotonic()
        send(status, body, headers)

    def _reset(self, _body: bytes, send: Send) -> None:
        self.reset()
        send(200, b"{}", ())

    def _configure(self, body: bytes, send: Send) -> None:
        try:
            self.switches = self.switches.changed(json.loads(body or b"{}"))
        except (ValueError, TypeError, AttributeError) as error:
            return send(400, _error("invalid_request_error", str(error)), ())
        self.reset()
        return send(200, _json(asdict(self.switches)), ())


def prepared(body: dict[str, Any]) -> Made:
    """The answer to the body of a request. Tokens are so many for a byte of UTF-8: that fits Chinese, too."""
    question = asked(body)
    content = json.dumps(answer(question), ensure_ascii=False)
    prompt = len((question.system + question.user).encode()) * 2 // 7
    return Made(
        task_of(question), content, str(body.get("model", "")), prompt, len(content.encode()) * 2 // 7
    )


def completion(made: Made, fault: str = "") -> bytes:
    """The body of a response; `malformed`: its content is no JSON; `schema`: it lacks keys."""
    content = made.content
    if fault == "malformed":
        content = content[: len(content) // 2]
    if fault == "schema":
        content = '{"unexpected": true}'
    total = made.prompt + made.completion
    return _json(
        {
            "id": "chatcmpl-simulated",
            "object": "chat.completion",
            "created": 1_700_000_000,
            "model": made.model,
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": content, "refusal": None},
                }
            ],
            "usage": {
                "prompt_tokens": made.prompt, "completion_tokens": made.completion, "total_tokens": total,
            },
        }
    )  # fmt: skip


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _error(code: str, message: str) -> bytes:
    return _json({"error": {"message": message, "type": code, "code": code, "param": None}})


class Connection(asyncio.Protocol):
    """HTTP/1.1 as clients of this API speak it: a head, a body of known length, one after the other."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._buffer = bytearray()
        self._wanted = 0  # bytes of the request that is coming in, once its head is there
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while len(self._buffer) >= (self._wanted or self._measured() or sys.maxsize):
            request = bytes(self._buffer[: self._wanted])
            del self._buffer[: self._wanted]
            self._wanted = 0
            self._serve(request)

    def _measured(self) -> int:
        """Length of head and body, or 0 while the head is not whole."""
        end = self._buffer.find(b"\r\n\r\n")
        if end >= 0:
            head = self._buffer[:end].lower()
            _, _, rest = head.partition(b"\r\ncontent-length:")
            self._wanted = end + 4 + int(rest.partition(b"\r\n")[0] or b"0")
        return self._wanted

    def _serve(self, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        method, path, _ = head.partition(b"\r\n")[0].decode("latin-1").split(" ")
        route = self._model.routes.get((method, path.partition("?")[0]))
        if route is None:
            self._send(404, _error("not_found", f"there is no {method} {path}"), ())
        else:
            route(body, self._send)

    def _send(self, status: int, body: bytes, headers: Iterable[str]) -> None:
        """Status 0 breaks the connection off."""
        if self._transport is None or self._transport.is_closing():
            return
        if not status:
            linger = struct.pack("ii", 1, 0)
            self._transport.get_extra_info("socket").setsockopt(1, 13, linger)  # SOL_SOCKET, SO_LINGER
            self._transport.abort()
            return
        rows = [
            f"HTTP/1.1 {status} {REASONS.get(status, 'X')}", "content-type: application/json",
            f"content-length: {len(body)}", *headers, "\r\n",
        ]  # fmt: skip
        self._transport.write("\r\n".join(rows).encode() + body)


async def serve(model: Model, port: int = 0) -> tuple[asyncio.Server, str]:
    """Listen on loopback (port 0: any free one). Returns the server and the base URL for clients."""
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(model), "127.0.0.1", port, backlog=2048
    )
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


async def _forever(model: Model, port: int) -> None:
    server, url = await serve(model, port)
    print(url, flush=True)
    await server.serve_forever()


def switches_of(options: argparse.Namespace) -> Switches:
    """The switches of a command line."""
    faults = {name: float(share) for name, _, share in (given.partition("=") for given in options.fault)}
    given = {
        name: value for name, value in vars(options).items() if name not in ("fault", "port", "no_headers")
    }
    return Switches().changed({**given, "headers": not options.no_headers, "faults": faults})


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=0, help="0: any free one; the address is printed")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds from a request to its answer")
    parser.add_argument("--rpm", type=float, default=0.0, help="requests a minute, then 429")
    parser.add_argument("--tpm", type=float, default=0.0, help="tokens a minute, then 429")
    parser.add_argument("--at-once", type=int, default=0, help="requests at once, then 429")
    parser.add_argument(
        "--retry-after", type=float, default=1.0, help="seconds that a 429 asks for, at least"
    )
    parser.add_argument("--no-headers", action="store_true", help="do not name limits in headers")
    parser.add_argument("--seed", type=int, default=1, help="of the dice for faults")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME=SHARE", help=f"{', '.join(FAULTS)}; repeatable"
    )
    options = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_forever(Model(switches_of(options)), options.port))


if __name__ == "__main__":
    main()
