"""What a run asks, collected instead of sent, and handed in as batches: the same pipeline at half the price.

A pass of the pipeline takes every answer that is there from the cache and puts each question without one
into a file. The files go to the provider; when the answers are back, they go into the cache, and the next
pass gets further. `batch.jsonl` in the output folder says what was handed in, before anything leaves.

    ledger   what was handed in and what came of it, durable, event by event
    parts    files of questions, within the provider's limits
    courier  brings them to the provider, once each
    answers  a line that came back -> a reply in the very form of a live one
    taking   the answers of a batch -> the cache
    desk     the model of such a run: answers from the cache, and collects the rest
"""

from __future__ import annotations

from summarizer.batching.desk import Desk, Limits, Passed
from summarizer.batching.ledger import FOLDER, JOURNAL, Ledger, Part, Plan, State, Vain, read

__all__ = ["FOLDER", "JOURNAL", "Desk", "Ledger", "Limits", "Part", "Passed", "Plan", "State", "Vain", "read"]
