"""Who may use the service: bearer tokens, kept as hashes, and the sessions of people who signed in with one.

A token is `sum_<id>_<secret>`. The id finds its row; the secret has 256 random bits, so that one SHA-256 is
as good as a slow hash, and is compared in constant time. The plain token is shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.service.database import Database

_NAME = re.compile(r"[\w.@+-]{1,64}", re.ASCII)
_TOKEN = re.compile(r"sum_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
_NOTED_EVERY = 60.0  # seconds between two notes that a token was used


@dataclass(frozen=True)
class Token:
    """A token as it is listed: without its secret."""

    name: str
    created_at: float
    used_at: float


class Tokens:
    """The tokens and sessions in the database."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def add(self, name: str) -> str:
        """Make a token for a new user; returns it. Raises UsageError for a name that is taken or unfit."""
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"“{printable(name[:80])}” cannot be the name of a user.",
                "Use up to 64 letters, digits and . @ + - _ .",
            )
        ident, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        try:
            with self._database.write() as db:
                db.execute(
                    "INSERT INTO tokens (id, name, hash, created_at) VALUES (?, ?, ?, ?)",
                    (ident, name, _hash(secret), self._clock()),
                )
        except sqlite3.IntegrityError as error:
            raise UsageError(
                f"There is a token for {name} already.",
                f"Revoke it first (`summarizer serve token revoke {name}`); the jobs of {name} stay.",
            ) from error
        return f"sum_{ident}_{secret}"

    def revoke(self, name: str) -> None:
        """Let a token, and its sessions, be good for nothing. Raises UsageError for no such user."""
        with self._database.write() as db:
            if not db.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount:
                raise UsageError(
                    f"There is no token for {printable(name)}.", "`summarizer serve token list` shows all."
                )

    def listed(self) -> list[Token]:
        """All tokens, by name."""
        rows = self._database.rows("SELECT name, created_at, used_at FROM tokens ORDER BY name")
        return [Token(row["name"], row["created_at"], row["used_at"]) for row in rows]

    def exist(self) -> bool:
        """Whether there is any: then nobody gets in without one."""
        return self._database.row("SELECT 1 FROM tokens LIMIT 1") is not None

    def user(self, token: str) -> str | None:
        """Who has this token; None if nobody does."""
        row, secret = self._found(token)
        right = hmac.compare_digest(_hash(secret), row["hash"] if row else bytes(32))
        if row is None or not right:
            return None
        if self._clock() - row["used_at"] > _NOTED_EVERY:
            # A full disk keeps nobody from what is there.
            with suppress(OSError), self._database.write() as db:
                db.execute("UPDATE tokens SET used_at = ? WHERE id = ?", (self._clock(), row["id"]))
        return str(row["name"])

    def open_session(self, token: str, seconds: float) -> str | None:
        """A session for who has this token, as a secret for a cookie; None if nobody does."""
        row, _ = self._found(token)
        if self.user(token) is None or row is None:
            return None
        session = secrets.token_urlsafe(32)
        now = self._clock()
        with self._database.write() as db:
            db.execute("DELETE FROM sessions WHERE ends_at < ?", (now,))
            db.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_hash(session), row["id"], now + seconds))
        return session

    def session_user(self, session: str) -> str | None:
        """Whose session this is; None if it is nobody's, or over."""
        row = self._database.row(
            "SELECT sessions.hash, tokens.name FROM sessions JOIN tokens ON tokens.id = sessions.token"
            " WHERE sessions.hash = ? AND ends_at > ?",
            (_hash(session), self._clock()),
        )
        found = row["hash"] if row else bytes(32)
        return str(row["name"]) if hmac.compare_digest(_hash(session), found) and row else None

    def close_session(self, session: str) -> None:
        """End a session."""
        with self._database.write() as db:
            db.execute("DELETE FROM sessions WHERE hash = ?", (_hash(session),))

    def secret(self, name: str) -> bytes:
        """A secret of the service's own, made when it is first asked for."""
        with self._database.write() as db:
            db.execute("INSERT OR IGNORE INTO secrets VALUES (?, ?)", (name, secrets.token_bytes(32)))
            (value,) = db.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()
        return bytes(value)

    def _found(self, token: str) -> tuple[sqlite3.Row | None, str]:
        parts = _TOKEN.fullmatch(token)
        ident, secret = parts.groups() if parts else ("", "")
        return self._database.row("SELECT * FROM tokens WHERE id = ?", (ident,)), secret


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
