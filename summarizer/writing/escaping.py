"""Text as Markdown that shows exactly this text: no markup, no HTML, no link of it comes alive.

Written for CommonMark and GitHub's dialect, and safe in older ones: `<` becomes an entity everywhere. What
looks like an address is put in a code span, because renderers link bare addresses whatever is escaped.
"""

from __future__ import annotations

import re

from summarizer.writing.plain import plain

_SPECIAL = re.compile(
    r"[\\*{}\[\]~]"  # escape, emphasis, attributes, links, strike-through
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is only itself
    r"|[`<]|&(?=#?[0-9A-Za-z]{1,32};)"  # code, HTML, entities
)
_ENTITIES = {"`": "&#96;", "<": "&lt;", "&": "&amp;"}
# Without one of these there is no address in a text: most have none, and addresses take long to look for.
_HINT = re.compile(r"\.[^\W\d_]|www\.|//|@", re.IGNORECASE)
# Without one of these a text stays as it is: what is escaped, and what hints at an address. It begins with a
# set of characters, because that is how searching is quick.
_TOUCHY = re.compile(r"[\\*{}\[\]~_`<&@./wW](?:(?<![./wW])|(?<=\.)[^\W\d_]|(?<=/)/|(?<=[wW])[wW][wW]\.)")
_ADDRESS_LIKE = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]+")
_PUNCTUATION = ".,;:!?'*~_-=+&$#@"
# Endings that renderers take for a domain without being told; two letters are always a country.
_DOMAINS = frozenset(
    [
        "biz",
        "com",
        "edu",
        "gov",
        "net",
        "org",
        "pro",
        "web",
        "xxx",
        "aero",
        "asia",
        "coop",
        "info",
        "museum",
        "name",
        "shop",
        "top",
        "xyz",
    ]
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])")
_BLOCK_MARKS = frozenset("#+-=>|:")


def inline(text: str) -> str:
    """The text for the middle of a line."""
    text = plain(text)
    if not _TOUCHY.search(text):
        return text
    if not _HINT.search(text):
        return _escaped(text)
    pieces, end = [], 0
    for match in _ADDRESS_LIKE.finditer(text):
        address = match.group().strip(_PUNCTUATION)
        if address and _is_address(match.group(), address):
            start = match.start() + match.group().index(address)
            pieces += [_escaped(text[end:start]), f"`{address}`"]
            end = start + len(address)
    return "".join([*pieces, _escaped(text[end:])])


def block(text: str) -> str:
    """The text for a paragraph of its own, or for a heading: nothing at its ends is a mark of a block."""
    escaped = inline(text)
    if escaped[:1] == ">":
        return f"&gt;{escaped[1:]}"
    if escaped[:1] in _BLOCK_MARKS:
        escaped = f"\\{escaped}"
    elif numbered := _NUMBERED.match(escaped):
        escaped = f"{numbered[1]}\\{escaped[numbered.end(1) :]}"
    if escaped.endswith("#") and not escaped.endswith("\\#"):
        escaped = f"{escaped[:-1]}\\#"
    return escaped


def cell(text: str) -> str:
    """The text for a cell of a table."""
    return inline(text).replace("|", "\\|")


def code(text: str) -> str:
    """The text as a code span, for paths and identifiers; nothing in it is markup. Not for tables."""
    inner = plain(text).replace("`", "'")
    return f"`{inner}`" if inner else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)


def _is_address(run: str, address: str) -> bool:
    """Whether a renderer may make a link of this run of characters: a URL, an e-mail address, a domain."""
    if "//" in run or address.lower().startswith("www.") or ("@" in run and "." in address):
        return True
    labels = re.split("[/:?#]", address, maxsplit=1)[0].split(".")
    ending = labels[-1].lower()
    is_domain = ending.isalpha() and (len(ending) == 2 or ending in _DOMAINS)
    # ".com" behind a Chinese character ends a domain, too.
    return is_domain and all(labels) and (len(labels) > 1 or run.startswith("."))
