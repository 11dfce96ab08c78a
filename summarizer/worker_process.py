"""The other end of `workers`: verifies what it is told, line by line, until nobody tells it anything.

Started as a script, with the places where Python looks for modules as argument. It says first which code it
runs; then, for each result and its terms (a line of JSON each), what verification finds, as a line of JSON,
or an empty line where it comes to grief: the process that asks will find out itself how.
"""

from __future__ import annotations

import gc
import json
import signal
import sys


def main() -> None:
    """Serve until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks, which ends this one
    gc.set_threshold(100_000, 20, 50)  # also for what is loaded now, nearly all of which stays
    sys.path[:] = json.loads(sys.argv[1])
    from pydantic import TypeAdapter  # noqa: PLC0415 - found only now

    from summarizer.errors import FAULTS  # noqa: PLC0415
    from summarizer.remembering import code  # noqa: PLC0415
    from summarizer.results import Result  # noqa: PLC0415
    from summarizer.text import Term  # noqa: PLC0415
    from summarizer.verdicts import Verification  # noqa: PLC0415
    from summarizer.verifying import verify  # noqa: PLC0415

    results, terms, verdicts = TypeAdapter(Result), TypeAdapter(tuple[Term, ...]), TypeAdapter(Verification)
    gc.freeze()  # what was loaded stays, and what a result leaves behind goes without being looked for
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    told.write(code().encode() + b"\n")
    told.flush()
    while (one := asked.readline()).endswith(b"\n"):
        binding = asked.readline()
        try:
            line = verdicts.dump_json(verify(results.validate_json(one), terms.validate_json(binding)))
        except FAULTS:
            line = b""
        told.write(line + b"\n")
        told.flush()


if __name__ == "__main__":
    main()
