"""The table for review in Word (.docx): written for a person to correct, and read back.

A table for each document, its path above: number, Chinese, translation, findings, status. The translation is
corrected where it stands. What a program needs to know of a row again stands small and grey below its number,
because hidden properties of a file do not outlive every editor.
"""

from __future__ import annotations

from summarizer.handout.making import write
from summarizer.handout.taking import entries, read

__all__ = ["SUFFIX", "entries", "read", "write"]

SUFFIX = ".docx"
