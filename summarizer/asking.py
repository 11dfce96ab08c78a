"""Render, call, validate, ask again. One loop for answers that do not fit; broken wires are `llm.retrying`'s.

A re-ask is the same request with the complaint at its end: deterministic, so that a replay and a resumed
run walk the same path, and bounded, because the earlier answer is not sent back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.answers import eased
from summarizer.errors import AnswerError, ContentRefused
from summarizer.llm.answers import NotJson, context_cut, parse_json
from summarizer.llm.calls import Asked, Cause, Complete, Message, Reply, Request, Schema
from summarizer.llm.tokens import most, remembered_estimate
from summarizer.prompting import Prompts

R = TypeVar("R", bound=BaseModel)

# Room for an answer, in tokens: three times what long answers need, because reasoning models spend part of
# it before the first word. It is also what --max-cost has to reserve before a request goes out.
ROOM = {"digest": 12_000, "translate": 9_000}
LITTLE_ROOM = 6_000
# At a tenth of bad answers, five tries fail once in a hundred thousand; a model that never complies costs
# five calls.
TRIES = 5


class Misfit(Exception):
    """An answer that does not fit; its text is what the model is told."""


class CutOff(AnswerError):
    """The answer did not fit into the room for it. Asking the same again does not help; asking less does."""

    code = "cut_off"


@dataclass(frozen=True)
class Asker:
    """Insists on valid answers.

    `unfit(mode, model)` and `fit(mode, model)` tell the wire how it did; `forget(key)` takes a stored answer
    out of use when all tries were in vain, so that the next run does not replay the failure.
    """

    prompts: Prompts
    complete: Complete
    model: str
    endpoint: str = ""
    temperature: float | None = None
    tries: int = TRIES
    unfit: Callable[[str, str], None] = lambda _mode, _model: None
    fit: Callable[[str, str], None] = lambda _mode, _model: None
    forget: Callable[[str], object] = lambda _key: None
    recall: Callable[[Sequence[Asked], str], bool] = lambda _asked, _document: False

    async def ask(
        self,
        task: str,
        answer: type[R],
        *,
        document: str,
        check: Callable[[R], str] | None = None,
        wish: Callable[[R], str] | None = None,
        schema: Mapping[str, Any] | None = None,
        cause: Cause = "first",
        **variables: Any,
    ) -> R:
        """The answer of `task`'s template, valid as `answer` and in the eyes of `check`.

        `check` and `wish` return a complaint, or "" . What `check` complains about is never accepted; what
        `wish` complains about is asked for once more and then taken as it is, for verification to judge.
        `schema` replaces the committed schema of the task; `cause` is for the bill.
        Raises AnswerError when no answer fits, CutOff when the last one was cut off, ContentRefused.
        """
        rendered = self.prompts.render(task, **variables)
        complaint, keys, valid = "", list[str](), list[R]()
        for attempt in range(1, self.tries + 1):
            asked = self._again(rendered, complaint, attempt) if complaint else rendered
            request = self._request(task, asked, document, schema, "reask" if complaint else cause)
            reply = await self.complete(request)
            keys.append(request.key)
            try:
                result = self._fitting(request, reply, answer, check)
            except Misfit as misfit:
                complaint = str(misfit)
                continue
            except AnswerError:
                self.forget(request.key)  # else no larger window would ever mend it
                raise
            complaint = "" if valid or wish is None else wish(result)
            if not complaint:
                return result
            valid.append(result)
        if valid:
            return valid[-1]
        for key in keys:
            self.forget(key)
        why = _in_a_line(complaint)[:300]
        raise AnswerError(
            f"The model gave no usable answer to `{task}` in {self.tries} tries. {why}",
            "Run the same command again: it asks anew. A more capable model may be needed.",
        )

    def _again(
        self, rendered: tuple[tuple[str, str], ...], complaint: str, attempt: int
    ) -> tuple[tuple[str, str], ...]:
        """The same messages with the complaint at their end.

        The attempt's number is part of it: an equal complaint must not be an equal request, or the cache
        would give the faulty answer back.
        """
        ((_, again),) = self.prompts.render("reask", complaint=complaint, attempt=attempt)
        *before, (role, text) = rendered
        return (*before, (role, f"{text}\n\n{again}"))

    def _request(
        self,
        task: str,
        rendered: tuple[tuple[str, str], ...],
        document: str,
        schema: Mapping[str, Any] | None,
        cause: Cause,
    ) -> Request:
        return Request(
            task=task,
            model=self.model,
            messages=tuple(Message(role, text) for role, text in rendered),  # type: ignore[arg-type]  # `# system|user`
            schema_name=task,
            schema=schema or schema_of(task),
            endpoint=self.endpoint,
            prompt=self.prompts.get(task).digest,
            temperature=self.temperature,
            max_tokens=ROOM.get(task, LITTLE_ROOM),
            document=document,
            cause=cause,
        )

    def _fitting(
        self, request: Request, reply: Reply, answer: type[R], check: Callable[[R], str] | None
    ) -> R:
        _refuse_the_unusable(request, reply)
        try:
            value, _ = parse_json(reply.text)
        except NotJson as error:
            self.unfit(reply.mode, request.model)
            raise Misfit(f"It is not a JSON object: {error}") from error
        try:
            result = _validated(value, answer)
        except ValidationError as error:
            raise Misfit(_explained(error)) from error
        self.fit(reply.mode, request.model)
        if check and (complaint := check(result)):
            raise Misfit(complaint)
        return result


def _validated(value: Any, answer: type[R]) -> R:
    """`value` as `answer`, also where it says nothing in another way than it was asked to. Raises
    ValidationError: what it says in another way is asked for again.
    """
    try:
        return answer.model_validate(value)
    except ValidationError as error:
        if (better := eased(value, error)) is None:
            raise
        try:
            return answer.model_validate(better)
        except ValidationError:
            raise error from None  # what is said of its own answer is what helps a model


def _refuse_the_unusable(request: Request, reply: Reply) -> None:
    """Replies that no re-ask with a complaint can mend."""
    if reply.refusal or reply.finish == "content_filter":
        raise ContentRefused(
            f"The model declined to process this content: {reply.refusal[:200] or 'content filter'}.",
            "Nothing was retried. Another model or provider may accept it.",
        )
    if reply.finish == "length":
        raise CutOff(
            f"The model's answer to `{request.task}` was cut off at its length limit.",
            "Use a model with a longer output, or turn its thinking off.",
        )
    if complaint := _unread(request, reply):
        raise AnswerError(
            f"The endpoint did not read the whole request: {complaint}.",
            "Its context window is too small; raise it (Ollama: `num_ctx` in a Modelfile, llama.cpp: `-c`).",
        )


def _unread(request: Request, reply: Reply) -> str | None:
    """The complaint about a request that seems not to have been read whole, or None."""
    # What documents say is only counted where there could be anything to complain about.
    most_sent = sum(
        remembered_estimate(message.content) if message.role == "system" else most(message.content)
        for message in request.messages
    )
    if context_cut(most_sent, reply.usage) is None:
        return None
    return context_cut(sum(remembered_estimate(message.content) for message in request.messages), reply.usage)


def _explained(error: ValidationError) -> str:
    """A validator's complaints as lines, without the document's text."""
    rows = [
        f"- {'.'.join(str(part) for part in item['loc']) or 'answer'}: {item['msg']}"
        for item in error.errors(include_input=False, include_url=False)[:12]
    ]
    return "It does not follow the schema:\n" + "\n".join(rows)


def _in_a_line(complaint: str) -> str:
    """A complaint for people: what a model is told as a list stands on one line."""
    head, *rows = complaint.splitlines() or [""]
    listed = "; ".join(row.removeprefix("- ") for row in rows)
    return f"{head} {listed}" if head.endswith(":") else "; ".join(filter(None, (head, listed)))


@cache
def schema_of(task: str) -> Schema:
    """The committed JSON Schema that is sent with `task`."""
    text = files("summarizer").joinpath("schemas", f"{task}.schema.json").read_text(encoding="utf-8")
    return Schema(json.loads(text))
