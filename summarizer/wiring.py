"""The one place where the parts meet: settings in, a machine that answers requests and a job out.

    accounted(answered(cached(claimed(retried(budgeted(queued(limited(led(stored(metered(sent(endpoint))))))))))))

A cache hit costs nothing and waits for nothing; a retry gives up its slot while it waits; money is reserved
for every attempt; every attempt is counted. Change the order here and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer import forms, leverage, rendering, reporting, tiers, writing
from summarizer.asking import Asker
from summarizer.batching import Desk
from summarizer.chunking import MAX_CHARS
from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.finishing import Means
from summarizer.forms import Form
from summarizer.keeping import Layout, Wanted
from summarizer.leverage import UserMemory
from summarizer.llm.bills import DocumentBill
from summarizer.llm.budgeting import Budget, budgeted
from summarizer.llm.caching import ReplyCache, cached, stored
from summarizer.llm.calls import Complete
from summarizer.llm.claiming import Claims, claimed
from summarizer.llm.ladder import Ladder
from summarizer.llm.landing import Landing
from summarizer.llm.leading import led
from summarizer.llm.limiting import Limiter, limited
from summarizer.llm.metering import Meter, accounted, metered, queued, recalled, replayed
from summarizer.llm.openai import Endpoint
from summarizer.llm.prices import Price
from summarizer.llm.replaying import Tapes, player, recorded, recorded_model, recorder
from summarizer.llm.retrying import RetryBudget, retried
from summarizer.llm.steering import Steering
from summarizer.llm.tokens import TokenEstimator, request_ceiling
from summarizer.llm.transports import network
from summarizer.memory import Lenient, Passing, Store, TranslationMemory
from summarizer.noting import answering, sending
from summarizer.observing import Observer, observers
from summarizer.prompting import Prompts
from summarizer.remembering import Memo
from summarizer.results import Provenance, Result, TokensOut
from summarizer.settings import Settings
from summarizer.tally import installed_version

if TYPE_CHECKING:
    import httpx2

    from summarizer.journal import Journal

SOURCE = "source"  # the format: a translated document in the form of its source
USED = ("bounds", "digest", "merge", "mend", "settle", "translate")


@dataclass
class Machine:
    """What answers requests for one run, and what is known about it while it does."""

    settings: Settings
    asker: Asker
    meter: Meter
    limiter: Limiter
    cache: ReplyCache | None
    endpoint: Endpoint
    price: Price | None
    form: Form
    memory: TranslationMemory
    memo: Memo
    landing: Landing
    claims: Claims | None
    budget: Budget
    desk: Desk | None = None  # where questions are handed in, instead of asked
    observers: Sequence[Observer] = ()
    _user: dict[tuple[str, ...], UserMemory] = field(default_factory=dict)

    def means(self, to: tuple[str, ...] = (), reviewed: UserMemory | None = None) -> Means:
        """What renders results in English, and bodies in the languages `to`.

        Raises UsageError for a translation memory of the user's that cannot be read or has other languages.
        """
        self.budget.expect(len(to))
        if to not in self._user:
            self._user[to] = leverage.brought(self.settings.tm, to or (rendering.ENGLISH,))
        return Means(self.asker, self.memory, to, reviewed or UserMemory(), self._user[to], self.memo)

    def has(self, key: str) -> bool:
        """Whether the reply to a request is stored."""
        return self.cache is not None and self.cache.get(key) is not None

    async def aclose(self) -> None:
        """Let go of connections and of the cache."""
        async with AsyncExitStack() as stack:
            if self.cache:
                stack.callback(self.cache.close)
            stack.callback(self.memo.flush)
            for observer in self.observers:
                stack.callback(observer.close)
            if self.claims:
                stack.callback(self.claims.close)
            if self.desk:
                stack.push_async_callback(self.desk.aclose)
            stack.push_async_callback(self.endpoint.aclose)
            await self.landing.wait(0)

    def ended(self, path: str, *, well: bool) -> None:
        """Nothing more will be asked for a document: forget its bill, and do not keep money for it."""
        meter = self.desk.documents if self.desk else self.meter
        meter.forget(path)
        self.budget.finish(path, well=well)

    def sign(self, result: Result) -> Result:
        """`result` with its provenance, and its document's bill closed."""
        path = result.document.path
        meter = self.desk.documents if self.desk else self.meter
        bill = meter.for_document(path)
        self.ended(path, well=True)
        return result.model_copy(update={"provenance": self._provenance(bill)})

    def _provenance(self, bill: DocumentBill) -> Provenance:
        return Provenance(
            model=self.asker.model,
            endpoint="recordings" if self.settings.replay else self.settings.base_url,
            prompts=self.asker.prompts.digests(USED),
            requests=bill.requests,
            cached=bill.cached,
            tokens=TokensOut(prompt=bill.usage.prompt, completion=bill.usage.completion),
            cost_usd=float(bill.cost) if bill.cost is not None else None,
            mode=tiers.mode(self.settings),
            created_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            version=installed_version(),
        )

    def wanted(self, to: str = "") -> Wanted:
        """What decides a result, as a digest: another model, wording or form makes another result."""
        chosen = formats(self.settings.format)
        parts: list[object] = [
            self.asker.model,
            self.asker.temperature,
            self.asker.prompts.digests([*USED, "reask"]),
            self.form.digest,
            MAX_CHARS,
            list(chosen.documents),
            self.settings.no_ask,
            [hashlib.sha256(leverage.content(file)).hexdigest() for file in self.settings.tm],
        ]
        if self.settings.duplicates != "refer":
            parts.append(self.settings.duplicates)
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        stamp = hashlib.sha256(text.encode()).hexdigest()[:16]
        layout = Layout(self.settings.bilingual) if chosen.source else None
        return Wanted(stamp, chosen.documents, to, self.settings.fresh, layout)


def machine(
    settings: Settings,
    *,
    warn: Callable[[str], None],
    journal: Journal | None = None,
    form: Form | None = None,
    out: Path | None = None,
) -> Machine:
    """Build everything that is needed to ask. Opens the cache; opens no connection and reads no input.

    What is asked in batches is noted in the output folder `out`. `warn` hears what is worth telling the user
    but stops nothing. Raises UsageError for settings that cannot work together.
    """
    settings = settings.require_endpoint()
    formats(settings.format)  # a wrong one is found out before anything is paid for
    model, rates = _model(settings), tiers.listed(settings)
    ladder = Ladder("" if settings.structured == "auto" else settings.structured)
    tapes = _tapes(settings)
    endpoint = _endpoint(settings, ladder, tapes)
    watching = observers(settings.log_json, otel=settings.otel, warn=warn, version=installed_version())
    meter = Meter(lambda _request: rates, watching)
    meter.tiers = tiers.tiers(settings)
    parts = _parts(settings, meter, journal, rates, warn)
    cache = parts.cache
    desk = _desk(settings, ladder, parts, out)
    complete = desk.complete if desk else _stacked(endpoint, settings, parts)
    complete = recorded(complete, tapes, lambda request: ladder.body(request, "json_schema"))
    asker = Asker(
        prompts(settings.prompts),
        complete,
        model,
        settings.base_url,
        settings.temperature,
        unfit=ladder.unusable,
        fit=ladder.usable,
        forget=desk.forgotten.append if desk else cache.reject if cache else lambda _key: None,
        recall=recalled(meter, cache.get if cache and not desk else None, model),  # a desk has its own books
    )
    return Machine(
        settings,
        asker,
        meter,
        parts.limiter,
        cache,
        endpoint,
        rates,
        form or forms.load(settings.fields),
        TranslationMemory(_segments(settings, cache)),
        _memo(settings, cache),
        parts.landing,
        parts.claims,
        parts.budget,
        desk,
        watching,
    )


def _endpoint(settings: Settings, ladder: Ladder, tapes: Tapes | None) -> Endpoint:
    return Endpoint(
        settings.base_url,
        settings.api_key.get_secret_value() or ("replayed" if settings.replay else ""),
        timeout=tiers.timeout(settings),
        concurrency=settings.concurrency,
        transport=_transport(settings, tapes),
        aiohttp=settings.aiohttp,
        modes=ladder,
        service_tier="flex" if settings.flex else "",
    )


def _parts(
    settings: Settings,
    meter: Meter,
    journal: Journal | None,
    rates: Price | None,
    tell: Callable[[str], None],
) -> _Parts:
    cached_here = not (settings.no_cache or settings.replay)
    cache = ReplyCache.open(cache_folder(settings), warn=tell) if cached_here else None
    claims = Claims(cache.folder, cache.note) if cache else None
    # Only a run knows of documents that could still be left for another day.
    steering = Steering() if journal is not None else None
    budget = Budget(settings.max_cost, rates, tiers.tiers(settings), steering=steering)
    limiter = Limiter(settings.rpm, settings.tpm, settings.concurrency)
    return _Parts(meter, limiter, cache, journal, rates, tell, Landing(), claims, budget)


def _desk(settings: Settings, ladder: Ladder, parts: _Parts, out: Path | None) -> Desk | None:
    """Where questions are handed in, if they are to be asked in batches."""
    if not settings.batch or out is None:
        return None
    journal = parts.journal

    def paid(key: str, account: Mapping[str, Any]) -> None:
        if journal is not None:
            journal.append("answered", key=key, **account)

    return tiers.desk(settings, out, ladder, parts.cache, parts.meter, parts.rates, paid)


def _segments(settings: Settings, cache: ReplyCache | None) -> Store | None:
    """Where translated segments are kept. What is recorded or replayed must not depend on earlier runs."""
    if settings.record or settings.replay:
        return Passing()
    return Lenient(cache.store, cache.write, cache.note) if cache else None


def _memo(settings: Settings, cache: ReplyCache | None) -> Memo:
    """What stages made before. What is recorded or replayed must not depend on earlier runs."""
    return Memo(cache.store, aside=cache.aside) if cache and not settings.record else Memo()


@dataclass(frozen=True)
class Chosen:
    """What is written: formats of each document, whether its own form once more, reports on all of them."""

    documents: tuple[str, ...]
    source: bool
    reports: tuple[str, ...]


def formats(names: Sequence[str]) -> Chosen:
    """The formats of a run, by what they are made of. Raises UsageError for one that does not exist."""
    reports = [name for name in names if name in reporting.FORMATS]
    documents = [name for name in names if name not in reporting.FORMATS and name != SOURCE]
    unknown = [name for name in documents if name not in writing.FORMATS]
    if unknown:
        every = (*writing.FORMATS, SOURCE, *reporting.FORMATS)
        raise UsageError(
            f"There is no format “{printable(unknown[0])}”.", f"The formats are {', '.join(every)}."
        )
    return Chosen(writing.known(documents), SOURCE in names, tuple(dict.fromkeys(reports)))


@dataclass(frozen=True)
class _Parts:
    """What the layers of the stack share with the rest of the program."""

    meter: Meter
    limiter: Limiter
    cache: ReplyCache | None
    journal: Journal | None
    rates: Price | None
    tell: Callable[[str], None]
    landing: Landing
    claims: Claims | None
    budget: Budget


def _stacked(endpoint: Endpoint, settings: Settings, parts: _Parts) -> Complete:
    """The stack that the head of this module draws, from the inside out."""
    complete: Complete = endpoint.complete
    journal = None if settings.replay else parts.journal  # of what is replayed, nothing was sent
    if journal is not None:
        complete = sending(complete, journal)
    complete = replayed(complete) if settings.replay else metered(complete, parts.meter)
    if parts.cache is not None:
        complete = parts.landing.tracked(stored(complete, parts.cache))
    complete = led(complete)
    tokens = TokenEstimator()
    complete = queued(limited(complete, parts.limiter, tokens.total, tokens.learn))
    complete = budgeted(complete, parts.budget, request_ceiling)
    budget = RetryBudget(endpoint.host, tell=parts.tell)
    complete = retried(
        complete,
        attempts=settings.attempts,
        deadline=tiers.deadline(settings),
        budget=budget,
        on_retry=parts.meter.retry,
    )
    if parts.cache is not None:
        if parts.claims is not None:
            complete = claimed(complete, parts.claims, parts.cache.get)
        complete = cached(complete, parts.cache, store=False, landing=parts.landing)
    if journal is not None:
        complete = answering(complete, journal, parts.meter.settle)
    return accounted(complete, parts.meter)


def prompts(folder: Path | None) -> Prompts:
    """The templates: the user's folder first, where one is given, then the bundled ones."""
    return Prompts(*([folder] if folder else []), bundled("prompts"))


def bundled(name: str) -> Path:
    """A folder that ships with the package: inside it when installed, beside it in a checkout."""
    inside = Path(__file__).parent / "_data" / name
    return inside if inside.is_dir() else Path(__file__).parents[1] / name


def cache_folder(settings: Settings) -> Path:
    """Where replies are kept: as set, else `cache/` of a checkout, else the user's cache directory."""
    if settings.cache_dir is not None:
        return settings.cache_dir
    checkout = Path(__file__).parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "cache").is_dir():
        return checkout / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("summarizer")


def _model(settings: Settings) -> str:
    """The model's name; a replay without one takes the name in its recordings."""
    named = recorded_model(settings.replay) if settings.replay and not settings.model else ""
    return named or settings.model_name


def _tapes(settings: Settings) -> Tapes | None:
    """What is recorded, where anything is. Raises UsageError where that cannot be."""
    if settings.replay and settings.record:
        raise UsageError("--record and --replay exclude each other.")
    return Tapes(settings.record) if settings.record else None


def _transport(settings: Settings, tapes: Tapes | None) -> httpx2.AsyncBaseTransport | None:
    if tapes is None:
        return player(settings.replay) if settings.replay else None
    inner = network(settings.base_url, concurrency=settings.concurrency, aiohttp=settings.aiohttp)
    return recorder(tapes, inner)
