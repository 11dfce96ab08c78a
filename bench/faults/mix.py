"""A run against an endpoint where a quarter of the answers go wrong, compared with one where none does.

    python bench/faults/mix.py --documents 500

Every document must come out, with the very same content, for at most 1.2 requests more for each fault.
"""

from __future__ import annotations

import argparse

from driving import Verdict, place, simulated

MIX = {"429": 0.10, "500": 0.05, "disconnect": 0.02, "malformed": 0.05, "schema": 0.05, "hang": 0.02}
OPTIONS = ("--concurrency", "64", "--timeout", "5")  # seconds: a hanging request is given up after them
FOR_EACH = 1.2


def main() -> None:
    """Run twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    faults = [f"--fault={name}={share}" for name, share in MIX.items()]
    with place(options.documents) as folder:
        with simulated("--latency", "0.2") as model:
            folder.run(model, "well", *OPTIONS, cache="one")
            requests = model.stats()["requests"]
        with simulated("--latency", "0.2", "--seed", str(options.seed), *faults) as model:
            run = folder.run(model, "ill", *OPTIONS, cache="two")
            stats = model.stats()
        well, ill = folder.results("well"), folder.results("ill")
    verdict, counts = Verdict(), run["documents"]
    finished = counts["done"] + counts["flagged"]
    verdict.say("done or flagged", f"{finished} of {options.documents}", kept=finished == options.documents)
    wrong = [name for name in well if ill.get(name) != well[name]]
    verdict.say("other than without faults", f"{len(wrong)} {wrong[:3] or ''}", kept=not wrong)
    injected = sum(stats["faults"].values())
    most = requests + FOR_EACH * injected
    each = (stats["requests"] - requests) / injected
    told = f"{stats['requests']}; {requests} without the {injected} faults: {each:.2f} for each"
    verdict.say(f"requests, at most {most:.0f}", told, kept=stats["requests"] <= most)
    print(f"       {run['seconds']:.0f} s; retries {run['retries']}")
    verdict.end()


if __name__ == "__main__":
    main()
