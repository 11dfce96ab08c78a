"""Where things lie in the data folder, and how they are made and removed.

DATA/service.sqlite      what is remembered
DATA/incoming/<random>   uploads that are not whole yet; emptied at every start
DATA/jobs/<id>/in        the documents of a job
DATA/jobs/<id>/with      its glossaries, translation memories and fields
DATA/jobs/<id>/out       its output folder
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class JobFolder:
    """The folder of one job."""

    root: Path

    @property
    def documents(self) -> Path:
        """What was sent in."""
        return self.root / "in"

    @property
    def extras(self) -> Path:
        """What its options need."""
        return self.root / "with"

    @property
    def out(self) -> Path:
        """Its output folder."""
        return self.root / "out"

    def glossaries(self) -> list[Path]:
        """The glossaries that were sent along."""
        return sorted(self.extras.glob("glossary-*"))

    def memories(self) -> list[Path]:
        """The translation memories that were sent along."""
        return sorted(self.extras.glob("memory-*"))


@dataclass(frozen=True)
class Data:
    """The data folder."""

    root: Path

    def job(self, ident: str) -> JobFolder:
        """The folder of a job."""
        return JobFolder(self.root / "jobs" / ident)

    def incoming(self) -> JobFolder:
        """A new folder for an upload."""
        folder = JobFolder(self.root / "incoming" / secrets.token_hex(10))
        for path in (folder.documents, folder.extras):
            path.mkdir(parents=True, mode=0o700)
        return folder

    def accept(self, folder: JobFolder, ident: str) -> JobFolder:
        """Make an upload that is whole the folder of a job."""
        accepted = self.job(ident)
        accepted.root.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.root.rename(accepted.root)
        return accepted

    def free(self) -> int:
        """Bytes that are left on its disk."""
        return shutil.disk_usage(self.root).free

    def sweep(self, jobs: set[str]) -> None:
        """Remove uploads that were cut off, and folders of jobs that nobody knows (any more)."""
        remove(self.root / "incoming")
        known = self.root / "jobs"
        for folder in known.iterdir() if known.is_dir() else ():
            if folder.name not in jobs:
                remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder and what is in it, as far as possible."""
    shutil.rmtree(folder, ignore_errors=True)
