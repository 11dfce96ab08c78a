"""The command line: options -> settings -> job -> run -> print. One small file a command.

Nothing heavy is imported here or at the top of a command's file: `--help` must be there at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

EPILOG = """Examples:

  summarizer demo                                    see what comes out: no key, no network

  summarizer summarize pages/ -o out/                digests in Chinese and English

  summarizer summarize pages/ --dry-run              what it would send and cost

  summarizer translate notice.txt                    one file, printed

  summarizer summarize pages/ --base-url http://localhost:11434/v1 --model qwen3:14b

Exit codes: 0 done, 1 some documents failed, 2 wrong usage, 3 money limit, 4 provider refuses, 130 stopped."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    # Typer's help through rich costs 0.15 s at every start; plain help reads as well.
    os.environ.setdefault("TYPER_USE_RICH", "0")
    from summarizer.cli.application import application  # noqa: PLC0415
    from summarizer.cli.ending import guarded  # noqa: PLC0415

    sys.exit(guarded(lambda: application()(args=list(arguments) if arguments is not None else None)))
