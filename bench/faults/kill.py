"""Kill a run again and again (SIGKILL, at random moments), and count what is paid for twice.

    python bench/faults/kill.py --documents 500 --kills 20

After each kill the next run goes on in the same folder; after the last one it may finish. A request whose
reply is in the cache must never be sent again; what was in flight may be, and must have been listed as such.
"""

from __future__ import annotations

import argparse
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field

from driving import Place, Simulated, Verdict, place, simulated

from summarizer import journal
from summarizer.llm.caching import ReplyCache

OUT = "out"
CONCURRENCY = 32
PATIENCE = 120.0  # seconds for a run to send its next requests


@dataclass
class Account:
    """What was seen from kill to kill."""

    stored: set[str] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)
    sent: Counter[str] = field(default_factory=Counter)
    paid_again: int = 0
    paid_twice: int = 0
    lost: list[int] = field(default_factory=list)  # by kill: what had gone out and is not stored
    unlisted: int = 0

    def take(self, place: Place) -> None:
        """Look into journal and cache after a run has ended."""
        sent = Counter(_sent(place))
        new = sent - self.sent
        self.paid_again += sum(count for key, count in new.items() if key in self.stored)
        again = [key for key in new if key in self.sent and key not in self.stored]
        self.paid_twice += len(again)
        self.unlisted += sum(key not in self.doubted for key in again)
        self.sent = sent
        with ReplyCache.open(place.root / "cache") as cache:
            self.stored = {one.key for one in cache.find() if one.reusable}
        self.lost.append(len(new.keys() - self.stored))
        self.doubted = journal.read(place.root / OUT / "journal.jsonl").in_doubt.keys() - self.stored


def _sent(place: Place) -> list[str]:
    lines = (place.root / OUT / "journal.jsonl").read_text("utf-8").splitlines()
    return [line.partition('"key":"')[2][:64] for line in lines if line.startswith('{"event":"sent"')]


def killed(place: Place, model: Simulated, after: int) -> bool:
    """One run, killed when it has sent so many requests. False if it was finished before."""
    before, began = model.stats()["requests"], time.monotonic()
    process = place.start(model, OUT, "--concurrency", str(CONCURRENCY))
    while process.poll() is None and model.stats()["requests"] - before < after:
        if time.monotonic() - began > PATIENCE:
            break
        time.sleep(0.01)
    done = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return not done


def main() -> None:
    """Kill, resume, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, account, kills = random.Random(options.seed), Account(), 0
    most = 2 * options.documents // options.kills  # so that there is something left to do for the last one
    with place(options.documents) as folder, simulated("--latency", "0.5") as model:
        for _ in range(options.kills):
            kills += killed(folder, model, dice.randint(1, most))
            account.take(folder)
        last = folder.run(model, OUT, "--concurrency", str(CONCURRENCY))
        listed = {one["key"] for one in last["in_doubt"]}
        remaining = account.doubted
        account.take(folder)
        whole = len(folder.results(OUT))
    verdict, counts = Verdict(), last["documents"]
    finished = counts["done"] + counts["flagged"] + counts["skipped"]
    verdict.say("runs were killed", kills, kept=kills == options.kills)
    verdict.say(
        "it finishes", f"{finished} of {options.documents}", kept=finished == options.documents == whole
    )
    verdict.say("sent again with a durable reply", account.paid_again, kept=account.paid_again == 0)
    worst = max(account.lost)
    verdict.say(f"lost in flight, at most {CONCURRENCY} a kill", worst, kept=worst <= CONCURRENCY)
    told, most = f"{account.paid_twice} in all", sum(account.lost)
    verdict.say(f"sent again, at most these {most}", told, kept=account.paid_twice <= most)
    verdict.say(
        "sent again without having been listed as in doubt", account.unlisted, kept=not account.unlisted
    )
    verdict.say("the last run lists what was in doubt", len(listed), kept=listed == remaining)
    verdict.end()


if __name__ == "__main__":
    main()
