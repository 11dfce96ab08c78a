"""The record of what an output folder has handed in, `batch.jsonl`: one JSON object a line.

Each is on the disk before what it announces is done. Event by event:

    begin      campaign                       a run with --batch began where none was under way
    plan       paths, cwd, to, settings       what is to be done; the latest counts (never with a key)
    part       name, requests, size, round    a file of questions for `endpoint` is complete on the disk
    uploading  name                           it is about to be sent up, under this name
    uploaded   name, file                     the provider has it
    creating   name                           a batch is about to be made of it, under this name
    created    name, batch                    the provider has that
    refused    key, model, mode, knobs, ...   a question of a batch was not answered, and why
    unfit      key, reply                     a reply that no later run is to use: refused, cut off, empty
    taken      name, status, answered, again  all answers of a batch are in the cache; these keys go again
    vain       window, names                  names of a window about which there is no usable answer
    dropped    name                           a file of questions was not sent, and is not wanted any more
    closed     why                            nothing is missing any more (done), or it was cancelled
"""

from __future__ import annotations

import hashlib
import json
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.journal import Journal
from summarizer.llm.calls import Reply, Usage

JOURNAL = "batch.jsonl"
FOLDER = "batch"  # the files of questions and answers, while they are needed

Step = Literal["sealed", "uploading", "uploaded", "creating", "created", "taken", "dropped"]


@dataclass(frozen=True)
class Plan:
    """What a run with --batch is to do, so that it can go on without being told again. `settings` are those
    that were set; they have no key. Paths are relative to `cwd`.
    """

    paths: tuple[str, ...]
    cwd: str
    to: str
    settings: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """64 hex digits, equal for equal plans."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Part:
    """A file of questions and the batch made of it."""

    name: str
    requests: int
    size: int
    round: int
    worst: Decimal | None
    endpoint: str
    step: Step = "sealed"
    file: str = ""
    batch: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is handed in, or will be, and its answers are not there."""
        return self.step not in ("taken", "dropped")


@dataclass(frozen=True)
class Refusal:
    """Why a question was not answered: the form in which it was asked (`mode`, and the knobs in its body),
    and what the provider said.
    """

    model: str
    mode: str
    knobs: Mapping[str, Any]
    status: int
    body: str


@dataclass
class State:
    """What a ledger says of the batches that matter now.

    `again` has for each part the keys that were not answered, `faults` how often a key was at fault for that.
    `crowded` counts the times in a row that the provider's queue was too full.
    """

    campaign: str = ""
    is_open: bool = False
    plan: Plan | None = None
    parts: dict[str, Part] = field(default_factory=dict)
    again: dict[str, frozenset[str]] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)
    unfit: dict[str, Reply] = field(default_factory=dict)
    vain: dict[int, frozenset[str]] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    cost: Decimal | None = Decimal(0)
    answered: int = 0
    made: int = 0
    crowded: int = 0
    seen: bool = False

    @property
    def open_parts(self) -> list[Part]:
        """Those whose answers are not there, in the order they were made."""
        return [part for part in self.parts.values() if part.is_open]

    @property
    def rounds(self) -> int:
        """How often something was handed in."""
        return max((part.round for part in self.parts.values()), default=0)

    @property
    def requests(self) -> int:
        """How many requests are with the provider, or were."""
        return sum(part.requests for part in self.parts.values() if part.batch)

    def as_json(self) -> dict[str, Any]:
        """For `run.json` and `--json`."""
        usage = self.usage
        return {
            "rounds": self.rounds,
            "requests": self.requests,
            "answered": self.answered,
            "under_way": sum(part.requests for part in self.open_parts),
            "tokens": {"prompt": usage.prompt, "completion": usage.completion, "cached": usage.cached},
            "cost_usd": None if self.cost is None else float(self.cost),
            "batches": [part.batch for part in self.parts.values() if part.batch],
        }


def read(out: Path) -> State:
    """The state of an output folder; an empty one where nothing was ever handed in.

    Lines that make no sense (torn by a kill) are ignored. Raises UsageError if the file cannot be read.
    """
    state = State()
    path = out / JOURNAL
    try:
        with path.open("rb") as file:
            for line in file:
                _take(state, line)
    except FileNotFoundError:
        return state
    except OSError as error:
        raise UsageError(f"Cannot read {printable(path)}: {error.strerror}.") from error
    return state


class Ledger:
    """A ledger open for writing: every event is on the disk, and in `state`, when `note` returns.

    `endpoint` is the address of the one that is spoken to now: what others have is none of our business.
    Raises UsageError if it cannot be read or written. One process at a time.
    """

    def __init__(self, out: Path, endpoint: str) -> None:
        self.out, self.folder, self.endpoint = out, out / FOLDER, endpoint
        self.state = read(out)
        self._journal = Journal.open(out / JOURNAL, durable=True)

    @property
    def open_parts(self) -> list[Part]:
        """Those of this endpoint whose answers are not there."""
        return [part for part in self.state.open_parts if part.endpoint == self.endpoint]

    def note(self, event: str, **data: Any) -> None:
        """Write an event down, and take it in."""
        self._journal.append(event, **data)
        _HANDLERS[event](self.state, data)

    def close(self) -> None:
        """Close the file."""
        self._journal.close()


class Vain(UserDict[int, AbstractSet[str]]):
    """By window, the names about which no usable answer could be had: kept from one pass to the next, or they
    would be asked about again in each.
    """

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.data = dict(ledger.state.vain)
        self._ledger = ledger

    def __setitem__(self, window: int, names: AbstractSet[str]) -> None:
        if self.data.get(window) != names:
            self._ledger.note("vain", window=window, names=sorted(names))
            self.data[window] = names


# -------------------------------------------------------------------------------------------- the events


def _take(state: State, line: bytes) -> None:
    try:
        entry = json.loads(line)
        handler = _HANDLERS.get(entry["event"])
        if handler is not None:
            handler(state, entry)
            state.seen = True
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return  # torn, or not ours


def _begin(state: State, entry: Mapping[str, Any]) -> None:
    """A new campaign takes over what is still under way of an earlier one."""
    fresh = State(campaign=str(entry["campaign"]), is_open=True, plan=state.plan, made=state.made)
    fresh.parts = {part.name: part for part in state.open_parts}
    vars(state).update(vars(fresh))


def _plan(state: State, entry: Mapping[str, Any]) -> None:
    paths = tuple(str(path) for path in entry["paths"])
    state.vain.clear()
    state.plan = Plan(paths, str(entry["cwd"]), str(entry["to"]), dict(entry["settings"]))


def _part(state: State, entry: Mapping[str, Any]) -> None:
    worst = entry.get("worst")
    part = Part(
        str(entry["name"]),
        int(entry["requests"]),
        int(entry["size"]),
        int(entry["round"]),
        None if worst is None else Decimal(str(worst)),
        str(entry["endpoint"]),
    )
    state.parts[part.name] = part
    state.made += 1


def _step(step: Step, *names: str) -> Callable[[State, Mapping[str, Any]], None]:
    def take(state: State, entry: Mapping[str, Any]) -> None:
        part = state.parts[str(entry["name"])]
        for name in names:
            setattr(part, name, str(entry[name]))
        part.step = step

    return take


def _refused(state: State, entry: Mapping[str, Any]) -> None:
    said = (str(entry["model"]), str(entry["mode"]), dict(entry["knobs"]))
    refusal = Refusal(*said, int(entry["status"]), str(entry["body"]))
    known = state.refusals.setdefault(str(entry["key"]), [])
    if refusal not in known:  # else the part was taken in twice, because of a kill in between
        known.append(refusal)


def _unfit(state: State, entry: Mapping[str, Any]) -> None:
    said = dict(entry["reply"])
    usage = said.pop("usage", None)
    state.unfit[str(entry["key"])] = Reply(**said, usage=Usage(**usage) if usage else None)


def _taken(state: State, entry: Mapping[str, Any]) -> None:
    part = state.parts[str(entry["name"])]
    part.step = "taken"
    state.answered += int(entry["answered"])
    state.again[part.name] = frozenset(map(str, entry["again"]))
    faulty = entry["again"] if entry["faulty"] is True else entry["faulty"]
    for key in faulty:
        state.faults[key] = state.faults.get(key, 0) + 1
    state.usage += Usage(*map(int, entry["usage"]))
    cost = entry["cost"]
    state.cost = None if cost is None or state.cost is None else state.cost + Decimal(str(cost))
    state.crowded = state.crowded + 1 if entry.get("crowded") else 0


def _vain(state: State, entry: Mapping[str, Any]) -> None:
    state.vain[int(entry["window"])] = frozenset(map(str, entry["names"]))


def _dropped(state: State, entry: Mapping[str, Any]) -> None:
    state.parts[str(entry["name"])].step = "dropped"


def _closed(state: State, entry: Mapping[str, Any]) -> None:  # noqa: ARG001
    state.is_open = False


_HANDLERS: dict[str, Callable[[State, Mapping[str, Any]], None]] = {
    "begin": _begin,
    "plan": _plan,
    "part": _part,
    "uploading": _step("uploading"),
    "uploaded": _step("uploaded", "file"),
    "creating": _step("creating"),
    "created": _step("created", "batch"),
    "refused": _refused,
    "unfit": _unfit,
    "taken": _taken,
    "vain": _vain,
    "dropped": _dropped,
    "closed": _closed,
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file of lines; lines that are none are left out."""
    with path.open("rb") as file:
        for line in file:
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict):
                yield value


def names(parts: Sequence[Part]) -> str:
    """The batches of parts, for a message."""
    return ", ".join(part.batch or part.name for part in parts)
