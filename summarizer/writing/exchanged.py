"""A document's translation for other people's tools: TMX, XLIFF 1.2 and 2.1, a sheet for review.

Empty, but valid, where nothing was translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summarizer import exchange
from summarizer.results import Result


def renderer(form: str) -> Callable[[Result, Mapping[str, str]], bytes]:
    """The `render` of one of `exchange.FORMATS`."""

    def render(result: Result, names: Mapping[str, str]) -> bytes:  # noqa: ARG001 - as every format's
        return exchange.FORMATS[form].write(map(exchange.sound, exchange.units(result)))

    return render
