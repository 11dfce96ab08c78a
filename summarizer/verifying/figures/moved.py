"""Figures that changed places in the English, by all that gives it away."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.dates.masking import Quantities
from summarizer.verifying.figures.backwards import backwards
from summarizer.verifying.figures.exchanged import exchanged
from summarizer.verifying.figures.things import misplaced
from summarizer.verifying.figures.turned import Rendered
from summarizer.verifying.problem import Problem


def in_other_places(
    rendered: Sequence[Rendered], ours: Quantities, theirs: Quantities, en: str
) -> list[Problem]:
    """The first two, by their order, by what leads from one to the other, or by what stands beside them."""
    if not rendered:
        return []
    zh, ordered = ours.folded, sorted(rendered, key=lambda pair: pair[0].start)
    return (
        list(exchanged(rendered, ours, theirs, en))
        or list(backwards(ordered, zh, en))
        or list(misplaced(ordered, ours.figures, theirs.figures, zh, en))
    )
