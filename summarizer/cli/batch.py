"""`batch status|collect|cancel`: what was handed in with --batch, and how it goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.ending import stoppable
from summarizer.cli.options import Options
from summarizer.cli.wording import warn
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.batching import Part, Plan, State
    from summarizer.llm.batches import Batch
    from summarizer.settings import Settings
    from summarizer.wiring import Machine

EXAMPLES = """Examples:

  summarizer summarize pages/ -o out/ --batch        hand everything in, at half the price

  summarizer batch status out/                       how far it is

  summarizer batch collect out/                      take in what is there, hand in what comes next

  summarizer batch collect out/ --wait               the same, until everything is done

  summarizer batch cancel out/                       stop; what is answered by then is paid for and kept"""

Out = Annotated[Path, typer.Argument(help="The output folder of a run with --batch.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print it as JSON, and nothing else.")]


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(
        help="Runs with --batch: half the price, answers within a day.", no_args_is_help=True, epilog=EXAMPLES
    )
    for command in (status, collect, cancel):
        group.command(epilog=f"Example:\n\n  summarizer batch {command.__name__} out/")(command)
    app.add_typer(group, name="batch")


def status(out: Out, json: Json = False) -> None:
    """Show how far the batches are. Changes nothing."""
    from summarizer.cli.handed import status_lines  # noqa: PLC0415

    state = _known(out)
    found = _looked(out, _settings(out, state)[1]) if state.open_parts else []
    if json:
        stands = [_stand(part, batch) for part, batch in found]
        typer.echo(dumps({**state.as_json(), "open": state.is_open, "under_way_now": stands}))
        return
    for line in status_lines(state, found, out):
        typer.echo(line)
    if not state.open_parts:
        typer.echo(_idle(state, out))


def collect(
    out: Out,
    wait: Annotated[bool, typer.Option("--wait", help="Stay until everything is done.")] = False,
    every: Annotated[float, typer.Option(help="With --wait: look every so many seconds.")] = 60.0,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, only errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="A line for each document.")] = False,
) -> None:
    """Take in the answers that are there and go on: hand in what comes next, write what is complete."""
    options = Options(out=out, json=json, quiet=quiet, verbose=verbose)
    said: list[str] = []
    while True:
        state = _known(out)
        plan, settings = _settings(out, state)
        if not state.is_open:
            typer.echo(_salvaged(out, settings) if state.open_parts else _idle(state, out), err=True)
            return
        with stoppable():
            found = _looked(out, settings)
        if _is_ready(state, found):
            code = _gone_on(out, plan, settings, options, stays=wait)
            state = _known(out)
            if code > 1 or not (wait and state.is_open and state.open_parts):
                raise typer.Exit(code)
        elif not quiet:
            said = _told(state, found, out, said, stays=wait)
        if not wait:
            return
        with stoppable():
            time.sleep(every)


def cancel(out: Out) -> None:
    """Stop the batches. What is answered by then is paid for; `collect` brings it into the cache."""
    import asyncio  # noqa: PLC0415

    state = _known(out)
    settings = _settings(out, state)[1]

    async def stop(machine: Machine) -> list[Batch]:
        if machine.desk is None:
            return []
        try:
            return await machine.desk.cancel()
        finally:
            await machine.aclose()

    with stoppable(), _desk(out, settings) as machine:
        stopped = asyncio.run(stop(machine))
    for batch in stopped:
        typer.echo(f"{batch.id}  {batch.status}")
    typer.echo(
        f"Stopped. What is answered already can be taken into the cache: summarizer batch collect {out}"
    )


# ------------------------------------------------------------------------------------------------- the steps


def _known(out: Path) -> State:
    """What the folder has handed in. Raises UsageError where that is nothing."""
    from summarizer.batching import read  # noqa: PLC0415

    state = read(out)
    if state.plan is None:
        raise UsageError(
            f"Nothing was handed in from {out}.",
            f"Begin with: summarizer summarize PATH... -o {out} --batch",
        )
    return state


def _settings(out: Path, state: State) -> tuple[Plan, Settings]:
    """What is to be done, with the key and the cache of the environment.

    What a folder says is believed only if it was written here: it names files to be read and sent, and where
    to. The cache, which is the user's own, knows which plans were. Raises UsageError for any other.
    """
    from summarizer.llm.caching import ReplyCache  # noqa: PLC0415
    from summarizer.running import GIVEN  # noqa: PLC0415
    from summarizer.settings import Settings, load  # noqa: PLC0415
    from summarizer.wiring import cache_folder  # noqa: PLC0415

    if (plan := state.plan) is None:
        raise UsageError(f"Nothing was handed in from {out}.")
    here = load()
    with ReplyCache.open(cache_folder(here), warn=warn) as cache:
        if cache.store.get(f"b:{plan.digest}") is None:
            raise UsageError(
                f"What {out} says about its batches was not written with this cache.",
                "Give the command with --batch and all its options again: it goes on from there.",
            )
    if plan.settings.get("fields") == GIVEN:
        raise UsageError("This run was begun in Python.", "Call `run` with the same arguments again.")
    values = {**plan.settings, "api_key": here.api_key, "cache_dir": here.cache_dir}
    return plan, Settings.model_validate(values)


def _is_ready(state: State, found: list[tuple[Part, Batch]]) -> bool:
    """Whether there is anything to take in, or to hand in."""
    return len(found) < len(state.open_parts) or not found or any(batch.is_over for _, batch in found)


def _told(
    state: State, found: list[tuple[Part, Batch]], out: Path, before: list[str], *, stays: bool
) -> list[str]:
    """Say how far it is, unless that was said `before`; returns what there is to say."""
    from summarizer.cli.handed import status_lines  # noqa: PLC0415

    lines = list(status_lines(state, found, out))
    lines = lines[: len(found)] if stays else lines
    if lines != before:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
    return lines


def _looked(out: Path, settings: Settings) -> list[tuple[Part, Batch]]:
    """How the batches that are under way stand."""
    import asyncio  # noqa: PLC0415

    from summarizer import tiers  # noqa: PLC0415

    return asyncio.run(tiers.look(settings, out))


def _gone_on(out: Path, plan: Plan, settings: Settings, options: Options, *, stays: bool) -> int:
    """The next pass: as if the command was given again, in the folder it was given in."""
    from contextlib import chdir  # noqa: PLC0415

    from summarizer.cli.folder import process  # noqa: PLC0415

    there = Path(plan.cwd)
    if not there.is_dir():
        raise UsageError(f"{plan.cwd} is not there any more, where the run was begun.")
    if not out.is_absolute() and there != Path.cwd():
        out = out.resolve()
    with chdir(there):
        return process(plan.paths, out, settings, options, to=plan.to, stays=stays)


@contextmanager
def _desk(out: Path, settings: Settings) -> Iterator[Machine]:
    """The desk of a folder, without a run over it."""
    from summarizer import wiring  # noqa: PLC0415
    from summarizer.journal import Journal, lock  # noqa: PLC0415

    with lock(out), Journal.open(out / "journal.jsonl") as journal:
        yield wiring.machine(settings, warn=warn, journal=journal, out=out)


def _salvaged(out: Path, settings: Settings) -> str:
    """Take the answers of cancelled batches into the cache."""
    import asyncio  # noqa: PLC0415

    from summarizer.cli.wording import counted  # noqa: PLC0415

    async def take(machine: Machine) -> tuple[int, int]:
        if machine.desk is None:
            return 0, 0
        try:
            await machine.desk.take_in()
            return machine.desk.passed.taken, len(machine.desk.ledger.open_parts)
        finally:
            machine.desk.close("cancelled")
            await machine.aclose()

    with stoppable(), _desk(out, settings) as machine:
        taken, left = asyncio.run(take(machine))
    rest = f" {counted(left, 'batch', 'batches')} still being stopped: come back later." if left else ""
    return f"Cancelled. {counted(taken, 'answer')} taken into the cache.{rest}"


def _stand(part: Part, batch: Batch) -> dict[str, Any]:
    """How a batch stands, for `--json`."""
    return {
        "id": batch.id,
        "status": batch.status,
        "requests": part.requests,
        "completed": batch.completed,
        "failed": batch.failed,
    }


def _idle(state: State, out: Path) -> str:
    if state.is_open:
        return f"Nothing is with the provider. To go on: summarizer batch collect {out}"
    return f"Nothing is under way in {out}. To begin: summarizer summarize PATH... -o {out} --batch"
