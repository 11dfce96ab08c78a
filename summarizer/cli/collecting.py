"""Python's garbage collector during a run of many documents.

It looks through everything there is each time some hundred objects have come to stay, and a document brings
thousands: that took a tenth of all processor time. Nearly all of them go without it, by counting references;
cycles are few. So it is told to come less often, and to leave aside what was loaded before, which stays.
Only a program may decide this for its process; the library does not.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects that come to stay before the youngest are looked at; rounds of one generation before the next's. A
# hundred documents on their way hold so many: most of them have gone before they would be looked at.
_THRESHOLDS = (400_000, 20, 50)


@contextmanager
def seldom() -> Iterator[None]:
    """Collect less, and nothing that is there already, until the end of the block."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
