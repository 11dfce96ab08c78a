"""What an unsuccessful answer of an endpoint means, in our own errors. Pure: knows HTTP, not the SDK.

Servers that call themselves compatible agree on success and on nothing else: the same empty purse is a 402, a
429 or a 403, in English or in Chinese. The verdicts are tried from the most specific to the least.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from summarizer.errors import AnswerError, ContentRefused, MoneyError, ProviderError

DOCTOR = "`summarizer doctor` tests the endpoint, the key and the model."

_SHOWN = 240  # characters of the server's own words in a message
_READ = 4_000  # characters of them that are searched
_TEMPORARY = frozenset({408, 409, 425, 429})
_PERMANENT = frozenset({501, 505})  # 5xx that no retry can mend

_KEYS = re.compile(
    r"\b(?:sk|pk)-[A-Za-z0-9_*.\-]{4,}|\b(?:org|proj)[-_][A-Za-z0-9]{8,}|Bearer\s++\S+", re.IGNORECASE
)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
_TRY_AGAIN = re.compile(r"(?:try again in|retrydelay\W{1,6})\s?(\d{1,6}(?:\.\d{1,6})?)\s?(ms|s|m)\b")
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}

_MONEY = re.compile(
    r"insufficient[_ ](?:quota|balance|credits?|funds)|balance is (?:insufficient|not enough|too low)"
    r"|credit[_ ]balance|not enough credits|(?:organization|project)_(?:spend|usage)_limit_exceeded"
    r"|billing_(?:hard_limit|not_active)|exceeded_current_quota_error|arrearage|overdue.payment|freetieronly"
    r"|余额不足|余额已|欠费|请充值|账户余额|额度已用完"
)
_CONTENT = re.compile(
    r"content_?filter|content_policy|data_?inspection_?failed|content exists risk|inappropriate content"
    r"|content management policy|responsibleaipolicy|considered high risk|input was flagged"
    r"|content_moderation|敏感|违规|不安全"
)
_CONTEXT = re.compile(
    r"context_length|context length|context window|context size|exceed_context|maximum context"
    r"|too many (?:input )?tokens|(?:prompt|input|request|message) is too long|range of input length"
    r"|input length|token limit exceeded|reduce the length of the (?:messages|prompt|input)|上下文长度|超长"
)
_NO_MODEL = re.compile(
    r"model_not_found|invalid_model|model_not_supported|not a valid model|invalid model|unknown model"
    r"|no models? (?:is )?loaded"
    r"|model\b[^.]{0,160}?(?:does not exist|doesn't exist|not exist|not found|no such)"
    r"|模型[^。]{0,40}不存在|无可用渠道"
)
_FORMAT = re.compile(
    r"response_format|response format|json_schema|json_object|grammar|guided|structured|tool use|tool_choice"
)


class Transient(Exception):
    """This attempt failed in a way that another attempt may not.

    `cause` names it in the statistics: the HTTP status as text, or connection, timeout, deadline, cut, empty,
    not_json, no_choices, busy, error_in_200. `retry_after` is the wait in seconds the server asked for.
    `billed` says that the provider may have done the work and charged for it. `words` is what it said.
    `headers` are those of the response that speak of rate limits.
    """

    def __init__(
        self,
        cause: str,
        retry_after: float | None = None,
        *,
        billed: bool = False,
        words: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(cause, retry_after)
        self.cause = cause
        self.retry_after = retry_after
        self.billed = billed
        self.words = words
        self.headers = headers or {}

    def __str__(self) -> str:
        return f"{self.cause}: {self.words}" if self.words else self.cause


def told(error: Transient) -> str:
    """The cause of a failure in words a user knows."""
    if error.cause.isdecimal():
        return f"HTTP {error.cause}: {error.words}" if error.words else f"HTTP {error.cause}"
    return error.words or error.cause.replace("_", " ")


class ContextTooLong(AnswerError):
    """The request does not fit into the model's context window. Only asking for less helps."""

    code = "context"


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said: `words` may be shown (one line, shortened, no secrets), `blob` is for searching.

    `status` is None for an error inside a 200 that names none. `blob` is lower case.
    """

    status: int | None
    words: str = ""
    blob: str = ""
    param: str = ""
    host: str = ""
    location: str = ""
    retry_after: float | None = None
    may_retry: bool | None = None
    limits: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """The status and the words of the server, for the end of a message."""
        status = f" (HTTP {self.status})" if self.status else ""
        return f"{status}: {self.words}" if self.words else f"{status}."


class Rejected(ProviderError):
    """The endpoint does not accept this form of request; the ladder may know another."""

    def __init__(self, said: Said) -> None:
        super().__init__(f"The endpoint {said.host} does not accept the request{said.told}", DOCTOR)
        self.args = (said,)
        self.said = said


def cleaned(text: str, secret: str = "", limit: int = _SHOWN) -> str:
    """`text` as one line of at most `limit` characters, without `secret` and whatever looks like a key."""
    if len(secret) >= 4:
        text = text.replace(secret, "[key]")
    line = _INVISIBLE.sub(" ", _KEYS.sub("[key]", text[: _READ * 2])).strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def heard(status: int, headers: Mapping[str, str], body: bytes, *, host: str, secret: str = "") -> Said:
    """Reads an unsuccessful response. `headers` has lower-case names or ignores case."""
    text = body[: _READ * 4].decode("utf-8", "replace")
    message, tags, param = _parts(body, text)
    blob = cleaned(f"{tags} {message}", secret, _READ).lower()
    retry = headers.get("x-should-retry")
    return Said(
        status=status,
        words=cleaned(message, secret),
        blob=blob,
        param=param,
        host=host,
        location=_host_of(headers.get("location", "")),
        retry_after=_first(asked_delay(headers), _delay_in(blob)),
        may_retry={"true": True, "false": False}.get(retry or ""),
        limits=rate_limits(headers),
    )


def heard_inside(error: Any, *, host: str, secret: str = "") -> Said:
    """Reads an error that came with status 200; its `code` is often the status it should have had."""
    message, tags, param = _described({"error": error})
    code = error.get("code", error.get("status")) if isinstance(error, dict) else None
    number = (
        int(code) if isinstance(code, int | str) and str(code).isdecimal() and len(str(code)) == 3 else None
    )
    blob = cleaned(f"{tags} {message}", secret, _READ).lower()
    return Said(number, cleaned(message, secret), blob, param, host, retry_after=_delay_in(blob))


def judge(said: Said) -> Exception:
    """The error of ours for it: Transient, or one of the project's tree. Never the server's exception."""
    for verdict in _VERDICTS:
        if error := verdict(said):
            return error
    return Rejected(said)


def asked_delay(headers: Mapping[str, str]) -> float | None:
    """The wait in seconds that response headers ask for, or None.

    Understands retry-after-ms, Retry-After in seconds or as a date (relative to the response's own Date, so
    that a wrong clock here does not matter), and x-ratelimit-reset-* of a bucket that is empty.
    """
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    if value := headers.get("retry-after", ""):
        return _first(_number(value), _until(value, headers.get("date", "")))
    waits = [
        _duration(headers.get(f"x-ratelimit-reset-{bucket}", ""))
        for bucket in ("requests", "tokens")
        if headers.get(f"x-ratelimit-remaining-{bucket}", "").strip() == "0"
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def rate_limits(headers: Mapping[str, str]) -> dict[str, str]:
    """The `x-ratelimit-*` headers."""
    return {name: value for name, value in headers.items() if name.lower().startswith("x-ratelimit-")}


# ------------------------------------------------------------------------------------------ verdicts


def _redirect(said: Said) -> Exception | None:
    if said.status is None or not 300 <= said.status < 400:
        return None
    target = f" to {said.location}" if said.location else ""
    return ProviderError(
        f"The endpoint {said.host} redirects{target} (HTTP {said.status}); redirects are not followed.",
        "Set --base-url to the final address.",
    )


def _money(said: Said) -> Exception | None:
    if said.status != 402 and not (_refusal(said) and _MONEY.search(said.blob)):
        return None
    return MoneyError(
        f"The provider's money limit is reached{said.told}",
        "Top up the account or raise its limit, then run again: what is done is kept.",
    )


def _content(said: Said) -> Exception | None:
    if said.status != 451 and not (_refusal(said) and _CONTENT.search(said.blob)):
        return None
    return ContentRefused(
        f"The provider will not process this content{said.told}",
        "Nothing was retried. Another model or provider may accept it.",
    )


def _context(said: Said) -> Exception | None:
    long = said.status in (400, 422, 500, None) and _CONTEXT.search(said.blob)
    if said.status != 413 and not long:
        return None
    return ContextTooLong(
        f"The request is longer than the endpoint accepts{said.told}",
        "Use a model (or a server setting) with a larger context window.",
    )


def _unknown_model(said: Said) -> Exception | None:
    if said.status in (401, 402, 429) or not _NO_MODEL.search(said.blob):
        return None
    return ProviderError(
        f"The endpoint {said.host} does not know the model{said.told}",
        "Choose another with --model; `summarizer doctor` lists what the endpoint offers.",
    )


def _key(said: Said) -> Exception | None:
    if said.status not in (401, 403):
        return None
    return ProviderError(
        f"The endpoint {said.host} refuses the API key{said.told}",
        f"Check OPENAI_API_KEY and --base-url. {DOCTOR}",
    )


def _temporary(said: Said) -> Exception | None:
    status = said.status
    if status is None:
        return Transient("error_in_200", said.retry_after, words=said.words)
    if status in (404, 500, 501) and _FORMAT.search(said.blob):
        return None  # some say so of a format they do not know: the ladder's business
    passing = status in _TEMPORARY or (status >= 500 and status not in _PERMANENT)
    if said.may_retry if said.may_retry is not None else passing:
        billed = status in (504, 524)  # a gateway gave up on a server that may have gone on
        return Transient(str(status), said.retry_after, billed=billed, words=said.words, headers=said.limits)
    return None


def _wrong_path(said: Said) -> Exception | None:
    if said.status not in (404, 405) or _FORMAT.search(said.blob):
        return None
    return ProviderError(
        f"The endpoint {said.host} has no chat completions at this address{said.told}",
        f"Does --base-url lack its ending, such as /v1? {DOCTOR}",
    )


_VERDICTS: tuple[Callable[[Said], Exception | None], ...] = (
    _redirect, _money, _content, _context, _unknown_model, _key, _temporary, _wrong_path,
)  # fmt: skip


def _refusal(said: Said) -> bool:
    return said.status is None or 400 <= said.status < 500


# ------------------------------------------------------------------------------------------- reading


def _parts(body: bytes, text: str) -> tuple[str, str, str]:
    """Message, searchable tags and parameter name of a response body of any shape."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        page = text.lstrip().startswith("<")
        return ("an HTML page instead of JSON" if page else text), "", ""
    return _described(value[0] if isinstance(value, list) and value else value)


def _described(value: Any) -> tuple[str, str, str]:
    inner = value.get("error", value) if isinstance(value, dict) else value
    if not isinstance(inner, dict):
        return (inner if isinstance(inner, str) else ""), "", ""
    message = next((inner[k] for k in ("message", "msg", "detail", "error_msg") if inner.get(k)), "")
    tags = [str(inner.get(k) or "") for k in ("code", "type", "status", "param", "innererror")]
    if isinstance(value, dict) and value is not inner:
        tags.append(str(value.get("code") or ""))
    param = inner.get("param")
    return _flat(message), " ".join(tags), param if isinstance(param, str) else ""


def _flat(message: Any) -> str:
    """A message as text. Validators' lists keep place and reason, never the input they echo."""
    if isinstance(message, str):
        return message
    if isinstance(message, list):
        rows = [item for item in message if isinstance(item, dict)]
        return "; ".join(
            f"{_place(row.get('loc'))} {row.get('msg') or row.get('message') or ''}" for row in rows
        )
    return _flat(message.get("message", "")) if isinstance(message, dict) else ""


def _place(loc: Any) -> str:
    return ".".join(str(step) for step in loc) if isinstance(loc, list) else ""


def _host_of(location: str) -> str:
    try:
        return urlsplit(location).hostname or location.partition("?")[0][:80]
    except ValueError:
        return ""


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return max(0.0, value) if math.isfinite(value) else None


def _until(date: str, now: str) -> float | None:
    """Seconds from `now` (a Date header; the clock where there is none) to `date`, never negative."""
    try:
        then = parsedate_to_datetime(date)
        start = parsedate_to_datetime(now) if now else datetime.now(UTC)
        return max(0.0, (_aware(then) - _aware(start)).total_seconds())
    except (ValueError, TypeError):
        return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _duration(text: str) -> float | None:
    """Seconds in "6m0s", "17ms" or "12"."""
    parts = _DURATION.findall(text)
    return sum(float(value) * _SECONDS[unit] for value, unit in parts) if parts else _number(text)


def _delay_in(blob: str) -> float | None:
    found = _TRY_AGAIN.search(blob)
    return float(found[1]) * _SECONDS[found[2]] if found else None


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
