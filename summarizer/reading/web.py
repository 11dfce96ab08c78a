"""A URL that was given as PATH, and the path of the document that it leads to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from summarizer.errors import UnreadableDocument

if TYPE_CHECKING:
    from summarizer.reading.fetching import Network

_KNOWN = re.compile(r"\.(?:html?|xhtml|shtml|txt|text|md|markdown|pdf)$", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.()~+,=@-]+")
_LONGEST_NAME = 80  # characters of a part of a path


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes, the suffix of their format, the charset that the server says or ""."""

    data: bytes
    suffix: str
    charset: str = ""


def is_url(text: str) -> bool:
    """Whether a PATH is a URL: it names a scheme. A file of such a name can be given as `./http:...`."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", text) is not None


class Web:
    """A URL that was given as PATH. It is fetched once, when its content is first wanted, and kept."""

    def __init__(self, url: str, network: Network | None = None) -> None:
        self.url = url.partition("#")[0]
        self._network = network
        self._lock = Lock()
        self._ended: Fetched | UnreadableDocument | None = None

    def __str__(self) -> str:
        return self.url

    @property
    def path(self) -> str:
        """The document's path: the host, and the path on it, made of safe characters."""
        return slug(self.url)

    def fetched(self, max_bytes: int) -> Fetched:
        """Return the content, of this run's first request. Raises UnreadableDocument as `fetch`."""
        from summarizer.reading.fetching import fetch  # noqa: PLC0415 (100 ms, needed for URLs only)

        with self._lock:
            if self._ended is None:
                try:
                    self._ended = fetch(self.url, max_bytes, self._network)
                except UnreadableDocument as error:
                    self._ended = error
        if isinstance(self._ended, UnreadableDocument):
            raise UnreadableDocument(*self._ended.args)
        return self._ended


def slug(url: str) -> str:
    """Return `host/path` of a URL in safe characters; a query is told apart by its digest."""
    parts = urlsplit(url)
    names = [_UNSAFE.sub("-", unquote(name)).strip(".-")[:_LONGEST_NAME] for name in parts.path.split("/")]
    host = _UNSAFE.sub("-", parts.netloc.rpartition("@")[2].lower()).strip(".-")
    *folders, last = [host or "page", *filter(None, names)]
    if not folders or parts.path.endswith("/"):
        folders, last = [*folders, last], "index"
    if parts.query:
        digest = hashlib.sha256(parts.query.encode("utf-8", "replace")).hexdigest()[:8]
        stem, suffix = (last[: found.start()], found[0]) if (found := _KNOWN.search(last)) else (last, "")
        last = f"{stem}-{digest}{suffix}"
    return "/".join([*folders, last])
