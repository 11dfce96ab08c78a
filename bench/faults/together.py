"""Several processes with one cache over the same documents: each answer is paid for once.

    python bench/faults/together.py --documents 100 --processes 4

One of them is killed in the middle, and the others must not notice.
"""

from __future__ import annotations

import argparse
import json
import signal
import time

from driving import Verdict, place, simulated

CONCURRENCY = 16


def main() -> None:
    """Start all at once, kill the first, wait for the others."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--processes", type=int, default=4)
    options = parser.parse_args()
    with place(options.documents) as folder, simulated("--latency", "1") as model:
        names = [f"out-{number}" for number in range(options.processes)]
        processes = [folder.start(model, name, "--concurrency", str(CONCURRENCY)) for name in names]
        while model.stats()["requests"] < options.documents // 2:
            time.sleep(0.02)
        processes[0].send_signal(signal.SIGKILL)
        ended = [json.loads(process.communicate()[0] or "{}") for process in processes][1:]
        stats = model.stats()
        results = [folder.results(name) for name in names[1:]]
    verdict = Verdict()
    finished = [sum(run["documents"].values()) - run["documents"]["found"] for run in ended]
    failed = sum(run["documents"]["failed"] for run in ended)
    verdict.say("all others finish", finished, kept=set(finished) == {options.documents} and not failed)
    verdict.say("with the same results", len(results), kept=all(one == results[0] for one in results))
    # What the killed one had in flight was answered, and nobody could keep the answers.
    told = f"{stats['repeated']} of {stats['requests']}, and at most {CONCURRENCY} were in flight at the kill"
    verdict.say("answers paid for twice", told, kept=stats["repeated"] <= CONCURRENCY)
    verdict.end()


if __name__ == "__main__":
    main()
