"""Brings files of questions to the provider, once each, wherever a kill left them."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.batching import parts
from summarizer.batching.ledger import Ledger, Part
from summarizer.errors import UsageError
from summarizer.files import printable
from summarizer.llm.batches import Batch, BatchEndpoint


@dataclass(frozen=True)
class Courier:
    """Between the ledger and the Batch API of an endpoint."""

    ledger: Ledger
    endpoint: BatchEndpoint

    async def send(self) -> list[Part]:
        """Send what is complete and not sent; returns it. While the provider's queue is too full, one batch
        at a time.
        """
        ledger, sent = self.ledger, list[Part]()
        for part in [part for part in ledger.open_parts if not part.batch]:
            if ledger.state.crowded and any(other.batch for other in ledger.open_parts):
                break
            await self._bring(part)
            sent.append(part)
        return sent

    async def look(self) -> list[tuple[Part, Batch]]:
        """How the batches stand whose answers are not there."""
        return [
            (part, await self.endpoint.retrieve(part.batch)) for part in self.ledger.open_parts if part.batch
        ]

    async def stop(self) -> list[Batch]:
        """Stop all batches that are under way, also those that a killed run began; drop what was not sent."""
        stopped = []
        for part in self.ledger.open_parts:
            if part.step == "creating" and (found := await self.endpoint.find(_named(part), part.file)):
                self.ledger.note("created", name=part.name, batch=found.id)
            if not part.batch:
                self.drop(part)
                continue
            batch = await self.endpoint.retrieve(part.batch)
            stopped.append(batch if batch.is_over else await self.endpoint.cancel(part.batch))
        return stopped

    def drop(self, part: Part) -> None:
        """Forget a part that was not sent."""
        self.ledger.note("dropped", name=part.name)
        parts.remove(self.ledger.folder, part.name)

    async def _bring(self, part: Part) -> None:
        """Bring a part to its batch from wherever it was left: nothing is made twice."""
        name, note = _named(part), self.ledger.note
        if part.step in ("sealed", "uploading"):
            begun = part.step == "uploading"
            note("uploading", name=part.name)
            found = await self.endpoint.find_file(f"{name}.jsonl") if begun else ""
            note("uploaded", name=part.name, file=found or await self._upload(part))
        begun = part.step == "creating"
        note("creating", name=part.name)
        batch = await self.endpoint.find(name, part.file) if begun else None
        note("created", name=part.name, batch=(batch or await self.endpoint.create(name, part.file)).id)

    async def _upload(self, part: Part) -> str:
        file = parts.questions(self.ledger.folder, part.name)
        if not file.is_file():
            raise UsageError(
                f"{printable(file)} is not there any more.",
                "Begin again: `summarizer batch cancel`, then the command with --batch.",
            )
        return await self.endpoint.upload(f"{_named(part)}.jsonl", file)


def _named(part: Part) -> str:
    """What a part and its batch are called at the provider."""
    return f"summarizer-{part.name}"
