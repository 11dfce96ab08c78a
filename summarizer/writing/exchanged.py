"""A document's translation for other people's tools: TMX, XLIFF 1.2 and 2.1, a sheet for review.

A memory holds all languages. Of the others a file holds one: the first has the plain name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from summarizer import exchange
from summarizer.results import Result


def renderer(form: str) -> Callable[[Result, Mapping[str, str]], bytes]:
    """The `render` of one of `exchange.FORMATS`. It raises UsageError where nothing was translated, and for
    what the format cannot hold.
    """

    def render(result: Result, names: Mapping[str, str]) -> bytes:  # noqa: ARG001 - as every format's
        return exchange.FORMATS[form].write(map(exchange.sound, exchange.units(result)))

    return render


def by_language(result: Result, suffix: str) -> Iterator[tuple[str, Result]]:
    """What the file of each language ends in, with the result as it were with that language alone."""
    yield suffix, result.model_copy(update={"translations": []})
    for made in result.translations:
        yield f".{made.to}{suffix}", result.model_copy(update={"translation": None, "translations": [made]})
