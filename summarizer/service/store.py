"""What the service remembers of jobs: the queue, their events, what was spent, what ended a worker.

Everything is on the disk when a method returns, so that a restart goes on where the last process was, however
that ended. Methods block for as long as the disk does: a coroutine calls the writing ones in a thread.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.service.database import Database
from summarizer.service.jobs import Job, State
from summarizer.service.limits import DEATHS

# Whose turn it is: who has the fewest jobs under way, then who has waited longest for one to start.
_TURN = """
SELECT * FROM jobs AS job WHERE state = 'queued' AND short <= ?
    AND id NOT IN (SELECT value FROM json_each(?))
ORDER BY (SELECT count(*) FROM jobs AS other WHERE other.user = job.user AND other.state = 'running'),
         (SELECT coalesce(max(started_at), 0) FROM jobs AS other WHERE other.user = job.user),
         queued_at, number
LIMIT 1
"""


@dataclass(frozen=True)
class Event:
    """Something that happened to a job, in the order of `number`, from 1."""

    number: int
    kind: str
    at: float
    data: dict[str, Any]


class Store:
    """Jobs in the database."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    # ------------------------------------------------------------------------------------ making and finding

    def add(
        self,
        job: str,
        user: str,
        name: str,
        options: dict[str, Any],
        files: Sequence[dict[str, Any]],
        *,
        state: State,
        key: tuple[str, str] | None = None,
    ) -> Job:
        """A new job, in the queue or as a draft. `key`: its Idempotency-Key, and the request's digest."""
        now = self._clock()
        with self._database.write() as db:
            db.execute(
                "INSERT INTO jobs (id, user, name, state, options, files, bytes, created_at, queued_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    job, user, name, state, _json(options), _json(list(files)),
                    sum(file["bytes"] for file in files), now, now if state == "queued" else 0,
                ),
            )  # fmt: skip
            if key is not None:
                db.execute("INSERT INTO keys VALUES (?, ?, ?, ?)", (user, *key, job))
            self._note(db, job, "state", {"state": state})
        return self.known(job)

    def known(self, job: str) -> Job:
        """The job of this id, whoever has it. Raises KeyError."""
        row = self._database.row("SELECT * FROM jobs WHERE id = ?", (job,))
        if row is None:
            raise KeyError(job)
        return Job.of(row)

    def owned(self, job: str, user: str) -> Job | None:
        """The user's job of this id; None if there is none, or somebody else has it."""
        row = self._database.row("SELECT * FROM jobs WHERE id = ? AND user = ?", (job, user))
        return Job.of(row) if row else None

    def listed(self, user: str, limit: int, before: int | None = None) -> list[Job]:
        """The user's jobs, the newest first; those with a smaller number than `before`, where given."""
        rows = self._database.rows(
            "SELECT * FROM jobs WHERE user = ? AND number < ? ORDER BY number DESC LIMIT ?",
            (user, before if before is not None else 1 << 62, limit),
        )
        return [Job.of(row) for row in rows]

    def counted(self, user: str | None, states: Iterable[str]) -> int:
        """How many jobs a user (None: everybody) has in these states."""
        row = self._database.row(
            "SELECT count(*) FROM jobs WHERE (? IS NULL OR user = ?)"
            " AND state IN (SELECT value FROM json_each(?))",
            (user, user, _json(list(states))),
        )
        return int(row[0]) if row else 0

    def position(self, job: Job) -> int | None:
        """How many jobs are before this one at most, itself counted, if it waits."""
        if job.state != "queued":
            return None
        row = self._database.row(
            "SELECT count(*) FROM jobs WHERE state = 'queued' AND (queued_at, number) <= (?, ?)",
            (job.queued_at, job.number),
        )
        return int(row[0]) if row else None

    def keyed(self, user: str, key: str) -> tuple[str, str] | None:
        """The request's digest and the job that an Idempotency-Key stands for."""
        row = self._database.row("SELECT digest, job FROM keys WHERE user = ? AND key = ?", (user, key))
        return (row["digest"], row["job"]) if row else None

    def older(self, states: Iterable[str], than: float) -> list[Job]:
        """Jobs in these states that were last touched before a time."""
        rows = self._database.rows(
            "SELECT * FROM jobs WHERE state IN (SELECT value FROM json_each(?))"
            " AND max(created_at, ended_at) < ?",
            (_json(list(states)), than),
        )
        return [Job.of(row) for row in rows]

    def ids(self) -> set[str]:
        """The ids of all jobs."""
        return {row["id"] for row in self._database.rows("SELECT id FROM jobs")}

    # ----------------------------------------------------------------------------------------------- changing

    def change(self, job: str, **values: Any) -> None:
        """Set columns: `options`, `name`, `estimate`, `reserved`, ..."""
        texts = {
            name: _json(value) if isinstance(value, dict | list) else value for name, value in values.items()
        }
        assigned = ", ".join(f"{name} = :{name}" for name in texts)
        with self._database.write() as db:
            db.execute(f"UPDATE jobs SET {assigned} WHERE id = :id", texts | {"id": job})  # noqa: S608 - our names

    def enqueue(self, job: str) -> None:
        """Put a draft, or a job that has ended, into the queue."""
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET state = 'queued', queued_at = ?, ended_at = 0, problem = '' WHERE id = ?",
                (self._clock(), job),
            )
            self._note(db, job, "state", {"state": "queued"})

    def again(self, job: str, *, short: bool = False) -> None:
        """A job under way waits again, in its old place. `short`: its share of a budget was too small."""
        with self._database.write() as db:
            db.execute("UPDATE jobs SET state = 'queued', reserved = 0, short = ? WHERE id = ?", (short, job))
            self._note(db, job, "state", {"state": "queued"})

    def next(self, but: Iterable[str] = (), *, short: bool = True) -> Job | None:
        """The job whose turn it is, if any waits. `short`: also those that need all of a budget."""
        row = self._database.row(_TURN, (int(short), _json(list(but))))
        return Job.of(row) if row else None

    def begin(self, job: str, reserved: int = 0) -> Job | None:
        """A job's attempt starts, if it still waits; so many nanodollars are set aside for it."""
        with self._database.write() as db:
            changed = db.execute(
                "UPDATE jobs SET state = 'running', started_at = ?, attempts = attempts + 1, reserved = ?"
                " WHERE id = ? AND state = 'queued'",
                (self._clock(), reserved, job),
            ).rowcount
            if changed:
                self._note(db, job, "state", {"state": "running"})
            row = db.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone() if changed else None
        return Job.of(row) if row else None

    def withdraw(self, job: str) -> bool:
        """Cancel a job that still waits; False if it does not."""
        with self._database.write() as db:
            changed = db.execute(
                "UPDATE jobs SET state = 'cancelled', ended_at = ?, short = 0"
                " WHERE id = ? AND state = 'queued'",
                (self._clock(), job),
            ).rowcount
            if changed:
                self._note(db, job, "state", {"state": "cancelled"})
        return bool(changed)

    def end(self, job: str, state: State, problem: dict[str, Any] | None = None) -> None:
        """A job ends: done, failed (with the problem) or cancelled."""
        with self._database.write() as db:
            db.execute(
                "UPDATE jobs SET state = ?, ended_at = ?, problem = ?, reserved = 0, short = 0 WHERE id = ?",
                (state, self._clock(), _json(problem) if problem else "", job),
            )
            self._note(db, job, "state", {"state": state, "problem": problem})

    def progress(self, job: str, progress: dict[str, Any], spent: int | None) -> None:
        """What a worker says of its job: counts, and the nanodollars of this attempt."""
        with self._database.write() as db:
            db.execute("UPDATE jobs SET progress = ? WHERE id = ?", (_json(progress), job))
            if spent is not None:
                db.execute(
                    "INSERT INTO spending SELECT id, attempts, user, ?, ? FROM jobs WHERE id = ?"
                    " ON CONFLICT DO UPDATE SET nanodollars = excluded.nanodollars",
                    (self._clock(), spent, job),
                )

    def note(self, job: str, events: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Add events, as (kind, data)."""
        with self._database.write() as db:
            for kind, data in events:
                self._note(db, job, kind, data)

    def remove(self, job: str) -> bool:
        """Forget a job; what it cost is remembered. False, and nothing is done, if it waits or runs."""
        with self._database.write() as db:
            db.execute("DELETE FROM jobs WHERE id = ? AND state NOT IN ('queued', 'running')", (job,))
            return db.execute("SELECT 1 FROM jobs WHERE id = ?", (job,)).fetchone() is None

    def recover(self) -> list[str]:
        """After a start: what a process that is gone left under way waits again, first in its turn."""
        left = [row["id"] for row in self._database.rows("SELECT id FROM jobs WHERE state = 'running'")]
        with self._database.write() as db:
            for job in left:
                db.execute("UPDATE jobs SET state = 'queued', reserved = 0 WHERE id = ?", (job,))
                self._note(db, job, "state", {"state": "queued"})
        return left

    # ------------------------------------------------------------------------------------------------- events

    def events(self, job: str, after: int = 0, limit: int = 500) -> list[Event]:
        """What happened to a job after the event `after`."""
        rows = self._database.rows(
            "SELECT * FROM events WHERE job = ? AND number > ? ORDER BY number LIMIT ?", (job, after, limit)
        )
        return [Event(row["number"], row["kind"], row["at"], json.loads(row["data"])) for row in rows]

    def told(self, job: str) -> list[str]:
        """The documents whose end is among the events, but for those that failed: these are tried again."""
        rows = self._database.rows(
            "SELECT DISTINCT data ->> 'path' AS path FROM events WHERE job = ? AND kind = 'document'"
            " AND data ->> 'status' != 'failed'",
            (job,),
        )
        return [row["path"] for row in rows]

    def _note(self, db: sqlite3.Connection, job: str, kind: str, data: dict[str, Any]) -> None:
        db.execute(
            # Of a job that was deleted meanwhile, nothing is noted.
            "INSERT INTO events SELECT id,"
            " (SELECT coalesce(max(number), 0) + 1 FROM events WHERE job = jobs.id), ?, ?, ?"
            " FROM jobs WHERE id = ?",
            (kind, self._clock(), _json(data), job),
        )

    # ------------------------------------------------------------------------------------------------- deaths

    def died(self, job: str, paths: Iterable[str]) -> None:
        """A worker ended while it had these documents of a job under way."""
        with self._database.write() as db:
            db.execute("UPDATE jobs SET deaths = deaths + 1 WHERE id = ?", (job,))
            for path in paths:
                db.execute(
                    "INSERT INTO suspects SELECT id, ?, 1 FROM jobs WHERE id = ?"
                    " ON CONFLICT DO UPDATE SET deaths = deaths + 1",
                    (path, job),
                )

    def suspects(self, job: str) -> dict[str, int]:
        """Documents that were under way when workers of this job ended, and how often."""
        rows = self._database.rows("SELECT path, deaths FROM suspects WHERE job = ? ORDER BY path", (job,))
        return {row["path"]: row["deaths"] for row in rows}

    def cleared(self, job: str, path: str) -> None:
        """A document has ended: it is under suspicion no more."""
        with self._database.write() as db:
            db.execute("DELETE FROM suspects WHERE job = ? AND path = ? AND deaths < ?", (job, path, DEATHS))

    # -------------------------------------------------------------------------------------------------- money

    def spent(self, since: float, user: str | None = None) -> int:
        """Nanodollars spent since a time, by a user or by all."""
        row = self._database.row(
            "SELECT coalesce(sum(nanodollars), 0) FROM spending WHERE at >= ? AND (? IS NULL OR user = ?)",
            (since, user, user),
        )
        return int(row[0]) if row else 0

    def cost(self, job: str) -> int | None:
        """Nanodollars that a job has cost in all its attempts; None where nothing is known."""
        row = self._database.row("SELECT sum(nanodollars) FROM spending WHERE job = ?", (job,))
        return int(row[0]) if row and row[0] is not None else None

    def reserved(self, user: str | None = None) -> int:
        """Nanodollars that running jobs may still spend, beyond what they have."""
        row = self._database.row(
            "SELECT coalesce(sum(max(0, reserved - coalesce((SELECT nanodollars FROM spending"
            " WHERE spending.job = jobs.id AND spending.attempt = jobs.attempts), 0))), 0)"
            " FROM jobs WHERE state = 'running' AND (? IS NULL OR user = ?)",
            (user, user),
        )
        return int(row[0]) if row else 0


def new_id() -> str:
    """The id of a new job: nobody guesses it."""
    return secrets.token_hex(10)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
