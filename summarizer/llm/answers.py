"""Raw answers into usable ones: a completion into a Reply, the text of a Reply into a JSON value.

Both are lenient about form and strict about completeness. Compatible servers put the answer into the
content, a tool call or the reasoning; models wrap JSON in prose, fences and drafts. All of that is read. An
answer that was cut off is never mended: half a digest that parses is worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from summarizer.llm.calls import Reply, Usage
from summarizer.llm.failures import Transient, heard_inside, judge

_THINKING = re.compile(r"\s*<(think|thinking|reasoning)>", re.IGNORECASE)
_FINISHES = {
    "tool_calls": "stop", "function_call": "stop", "eos": "stop", "end_turn": "stop",
    "max_tokens": "length", "model_length": "length", "max_length": "length",
    "safety": "content_filter", "sensitive": "content_filter", "prohibited_content": "content_filter",
}  # fmt: skip
_INTERRUPTED = frozenset({"insufficient_system_resource", "network_error", "error"})
_KEPT = ("service_tier", "system_fingerprint", "provider")

_MENDED = 400_000  # characters; json_repair needs seconds beyond
_SMALLEST = 256  # tokens: who says to have read less does not count, or not what it had in its cache
_DEEPEST = 100  # no answer of ours nests deeper than a dozen


class NotJson(ValueError):
    """A text that holds no complete JSON value; the message is one line, fit to be shown to the model."""


# ------------------------------------------------------------------------------- completion -> Reply


def read_reply(
    body: bytes, *, mode: str, request_id: str = "", seconds: float = 0.0, host: str = "", secret: str = ""
) -> Reply:
    """The Reply in the body of a response with status 200.

    Raises Transient for a body that is cut, empty, not JSON or without choices, and whatever an error inside
    the 200 means.
    """
    payload = _payload(body)
    choice = _choice(payload, host, secret)
    message = choice.get("message")
    message = message if isinstance(message, dict) else {"content": choice.get("text")}
    finish = str(choice.get("finish_reason") or "stop")
    if finish.lower() in _INTERRUPTED:
        raise Transient("busy", billed=True, words=finish)
    finish = _FINISHES.get(finish.lower(), finish)
    return Reply(
        text=_whole_characters(_answer(message, mode)),
        finish=finish,
        refusal=_whole_characters(_refusal(message, finish)),
        usage=_usage(payload.get("usage")),
        model=_string(payload.get("model")),
        mode=mode,
        request_id=request_id or _string(payload.get("id")),
        seconds=seconds,
        extra={key: payload[key] for key in _KEPT if isinstance(payload.get(key), str)},
    )


def _payload(body: bytes) -> dict[str, Any]:
    if not body.strip():
        raise Transient("empty", billed=True, words="an empty body")
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        begun = body.lstrip()[:1] in (b"{", b"\xef")
        cause, words = ("cut", "a body that is cut off") if begun else ("not_json", "a body that is not JSON")
        raise Transient(cause, billed=begun, words=words) from None
    if not isinstance(payload, dict):
        raise Transient("not_json", words="a JSON body that is not an object")
    return payload


def _choice(payload: dict[str, Any], host: str, secret: str) -> dict[str, Any]:
    """The first choice. Raises the error that stands in its place."""
    choices = payload.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
    if error := payload.get("error") or choice.get("error"):
        raise judge(heard_inside(error, host=host, secret=secret))
    if not choice:
        inside = heard_inside(payload, host=host, secret=secret)
        raise judge(inside) if inside.words else Transient("no_choices", billed=True)
    return choice


def _answer(message: Mapping[str, Any], mode: str) -> str:
    """The text of the answer, wherever the server put it; "" for a blank one."""
    content = unthought(_content(message.get("content")))
    called = _called(message)
    if mode == "tool" and called:
        return called
    if content or called:
        return content or called
    for key in ("reasoning_content", "reasoning"):
        thought = unthought(_string(message.get(key)))
        if thought.startswith("{") and thought.endswith("}"):
            return thought
    return ""


def _content(content: Any) -> str:
    """Content as text; the parts of a list that are not text (thinking, images) are left out."""
    if isinstance(content, list):
        parts = (part for part in content if isinstance(part, dict) and part.get("type", "text") == "text")
        return "".join(_string(part.get("text")) for part in parts)
    return _string(content)


def _called(message: Mapping[str, Any]) -> str:
    """The arguments of the first tool call, as text."""
    calls = message.get("tool_calls")
    call = calls[0] if isinstance(calls, list) and calls and isinstance(calls[0], dict) else {}
    function = call.get("function") or message.get("function_call")
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return _string(arguments).strip()


def unthought(text: str) -> str:
    """`text` without the thinking before it: a `<think>` block, or all that precedes a lone `</think>`."""
    if (opened := _THINKING.match(text)) is None:
        return _after_lone_end(text).strip()
    end = text.lower().rfind(f"</{opened[1].lower()}>")
    return text[end + len(opened[1]) + 3 :].strip() if end >= 0 else ""


def _after_lone_end(text: str) -> str:
    if text.lstrip()[:1] in ("{", "["):
        return text  # an answer that talks about tags
    end = text.rfind("</think>")
    return text[end + len("</think>") :] if end >= 0 else text


def _whole_characters(text: str) -> str:
    """`text` without lone surrogates, which JSON can spell and no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refusal(message: Mapping[str, Any], finish: str) -> str:
    said = _string(message.get("refusal")).strip()
    return said or ("content filter" if finish == "content_filter" else "")


def _usage(value: Any) -> Usage | None:
    """Tokens, or None where the server does not say or cannot be believed."""
    if not isinstance(value, dict):
        return None
    prompt, completion = _count(value.get("prompt_tokens")), _count(value.get("completion_tokens"))
    if prompt is None or completion is None:
        return None
    details = value.get("prompt_tokens_details")
    details = details if isinstance(details, dict) else {}
    cached = _count(details.get("cached_tokens"))
    cached = min(cached if cached is not None else _count(value.get("prompt_cache_hit_tokens")) or 0, prompt)
    written = min(_count(details.get("cache_write_tokens")) or 0, prompt - cached)
    return Usage(prompt, completion, cached, written)


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40 else None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def context_cut(estimated_prompt_tokens: float, usage: Usage | None) -> str | None:
    """A complaint when the server seems to have read only part of the prompt, or None.

    Some servers cut a prompt to their context window and say nothing (Ollama does, at 4096 by default). Then
    far fewer prompt tokens are billed than were sent, or prompt and answer fill the window to the token.
    """
    if usage is None or estimated_prompt_tokens <= 1500 or usage.prompt < _SMALLEST:
        return None
    sent = f"about {estimated_prompt_tokens:.0f} tokens were sent"
    if usage.prompt < 0.6 * estimated_prompt_tokens:
        return f"{sent}, the server read {usage.prompt}"
    total = usage.prompt + usage.completion
    full = total >= 2048 and total & (total - 1) == 0  # windows are powers of two
    # Of many thousand answers some fill a power of two by chance: it counts only well below what was sent.
    if full and usage.prompt < 0.78 * estimated_prompt_tokens:
        return f"{sent}, and the server's window of {total} is full"
    return None


# ------------------------------------------------------------------------------ text -> JSON value


def parse_json(text: str) -> tuple[Any, bool]:
    """The JSON value in a model's answer, and whether it had to be repaired.

    Reads through a byte order mark, fences, prose, drafts (the last complete object counts), double encoding,
    full-width punctuation, NaN (null) and the usual slips of models. Raises NotJson for anything else, above
    all for a value that is not closed.
    """
    stripped = text.strip("\ufeff \t\r\n\u200b")
    if not stripped:
        raise NotJson("the answer is empty")
    loaded, clean = _loaded(stripped)
    value = loaded if clean or loaded is not None else _dug_out(unthought(stripped))
    value, unpacked = _unpacked(value)
    _refuse_half_characters(stripped, value)
    return value, not clean or unpacked


def _loaded(text: str) -> tuple[Any, bool]:
    """The value of strict JSON, and True; with NaN as null, and False; None and False if it is neither."""
    odd: list[str] = []
    try:
        return json.loads(text, parse_constant=odd.append), not odd
    except (ValueError, RecursionError):
        return None, False


def _unpacked(value: Any) -> tuple[Any, bool]:
    """An object that was encoded twice, or wrapped in a list of one."""
    if isinstance(value, str):
        inner, _ = _loaded(value)
        if not isinstance(inner, dict):
            raise NotJson("there is a JSON string where a JSON object was asked for")
        return inner, True
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return value[0], True
    return value, False


def _dug_out(text: str) -> Any:
    """The object in a text that is not JSON as it stands."""
    if len(text) > _MENDED:
        raise NotJson("the answer is not valid JSON, and too long to be mended")
    for candidate in (*_fenced(text), text):
        value = _last_whole(candidate)
        if value is not None:
            return value
    return _mended(text)


def _fenced(text: str) -> list[str]:
    """The contents of the last closed Markdown fence, if there is one."""
    pieces = text.split("```")
    if len(pieces) < 3 or len(pieces) % 2 == 0:
        return []
    return [pieces[-2].removeprefix("json").removeprefix("JSON").strip()]


def _last_whole(text: str) -> Any:
    """The last object of `text` that is strict JSON and not a mere aside; None where there is none."""
    whole = [(len(span), value) for span in _objects(text) if isinstance(value := _loaded(span)[0], dict)]
    longest = max((length for length, _ in whole), default=0)
    return next((value for length, value in reversed(whole) if 2 * length >= longest), None)


def _objects(text: str) -> list[str]:
    """The outermost {...} of `text`. Raises NotJson when the last one is not closed, or nests absurdly."""
    if "{" not in text:
        return []
    try:
        return list(_closed(text, trusting=True))
    except NotJson:
        return list(_closed(text, trusting=False))


def _closed(text: str, *, trusting: bool) -> Iterator[str]:
    """Yields balanced objects. Not `trusting` every quote, only one before punctuation ends a string."""
    depth = start = 0
    quoted = escaped = False
    for at, character in enumerate(text):
        if escaped:
            escaped = False
        elif quoted:
            escaped = character == "\\"
            quoted = character != '"' or not (trusting or _ends_string(text, at))
        elif character == '"':
            quoted = depth > 0
        elif character == "{":
            start = start if depth else at
            depth += 1
            _refuse_depth(depth)
        elif character == "}" and depth:
            depth -= 1
            if not depth:
                yield text[start : at + 1]
    if depth:
        raise NotJson(
            "the JSON object is not closed: the answer was cut off, or a quote or bracket is missing"
        )


def _refuse_depth(depth: int) -> None:
    if depth > _DEEPEST:
        raise NotJson("the JSON nests too deeply")


def _ends_string(text: str, at: int) -> bool:
    """Is the quote at `at` followed by what follows a string? Looks a few characters ahead at most."""
    rest = text[at + 1 : at + 40].lstrip()
    return not rest or rest[0] in ",:}]"


def _mended(text: str) -> Any:
    """The last object of `text` that is not a mere aside, read as full-width JSON or repaired."""
    if (value := _last_whole(_half_width(text))) is not None:
        return value
    spans = _objects(text)
    longest = max((len(span) for span in spans), default=0)
    span = next((span for span in reversed(spans) if 2 * len(span) >= longest), "")
    if not span:
        raise NotJson("there is no JSON object in the answer")
    value = _repaired(span)
    if not isinstance(value, dict) or not value:
        raise NotJson("the answer is not valid JSON")
    return value


def _repaired(span: str) -> Any:
    import json_repair  # noqa: PLC0415 - 55 ms that most runs never need

    try:
        value = json_repair.loads(span)
        return json.loads(json.dumps(value), parse_constant=lambda _: None)
    except (ValueError, RecursionError, TypeError):
        raise NotJson("the answer is not valid JSON") from None


_WIDE = str.maketrans("：，｛｝［］＂“”", ':,{}[]"""')


def _half_width(text: str) -> str:
    """`text` with full-width punctuation outside of strings made ASCII, curly delimiters included."""
    out: list[str] = []
    closing = ""
    escaped = False
    for at, character in enumerate(text):
        if escaped or (closing and character == "\\"):
            escaped = not escaped
            out.append(character)
        elif not closing:
            closing = {'"': '"', "＂": "＂", "“": "”"}.get(character, "")
            out.append(character.translate(_WIDE))
        elif character == closing and (closing == '"' or _ends_wide_string(text, at)):
            closing = ""
            out.append('"')
        else:
            out.append(r"\"" if character == '"' else character)
    return "".join(out)


def _ends_wide_string(text: str, at: int) -> bool:
    rest = text[at + 1 : at + 40].lstrip()
    return not rest or rest[0] in ",:}]，：｝］"


def _refuse_half_characters(text: str, value: Any) -> None:
    r"""Refuses lone surrogates (half of a character, such as `\ud83d`): no file could hold the result."""
    if text.isascii() and "\\ud" not in text.lower():
        return
    with suppress(UnicodeEncodeError):
        if "\\u" not in text and text.encode():  # what is in the value is in the text as it is
            return
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise NotJson("a string holds half of a surrogate pair") from None
