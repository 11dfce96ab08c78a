"""Invented results for the tests of reports, and output folders made of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summarizer.files import write_atomically
from summarizer.glossary import to_csv
from summarizer.results import Result
from summarizer.text import Term

TERMS = (
    Term("临河市", "Linhe City", "place"),
    Term("周敏", "Zhou Min", "person"),
    Term("青石公司", "Bluestone Company", "organisation"),
)


def day(iso: str, zh: str, *lines: int) -> dict[str, Any]:
    return {"iso": iso, "precision": "day", "basis": "stated", "zh": zh, "lines": list(lines)}


def lines(*texts: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"n": n, "text": text, "role": role} for n, (text, role) in enumerate(texts, 1)]


BRIDGE: dict[str, Any] = {
    "document": {
        "path": "a/bridge.txt",
        "sha256": "ab" * 32,
        "lines": lines(
            ("首页 > 新闻", "noise"),
            ("临河市新桥通车", "title"),
            ("2024-05-31　来源：河谷日报", "meta"),
            ("5月30日，临河市新桥正式通车，全长3.2公里。", "body"),
            ("", "body"),
            ("青石公司经理周敏说，二期将于2025年开工。", "body"),
            ("相关阅读：河堤公园开放", "noise"),
            ("扫码关注我们", "noise"),
        ),
    },
    "status": "verified",
    "title": {"zh": "临河市新桥通车", "en": "New bridge opens in Linhe City", "lines": [2]},
    "summary": {
        "sentences": [
            {"id": "s1", "zh": "新桥5月30日通车。", "en": "The new bridge opened on 30 May.", "lines": [4]},
            {"id": "s2", "zh": "二期2025年开工。", "en": "Phase two begins in 2025.", "lines": [6]},
        ]
    },
    "key_points": [{"id": "p1", "zh": "全长3.2公里", "en": "It is 3.2 kilometres long.", "lines": [4]}],
    "fields": {
        "kind": "news",
        "publication_date": day("2024-05-31", "2024-05-31", 3),
        "events": [
            {
                "zh": "新桥正式通车",
                "en": "The bridge opens",
                "date": day("2024-05-30", "5月30日", 4),
                "lines": [4],
            },
            {
                "zh": "二期将于2025年开工",
                "en": "Phase two begins",
                "date": {"iso": "2025", "precision": "year", "zh": "2025年"},
                "status": "planned",
                "lines": [6],
            },
        ],
        "organisations": [{"zh": "青石公司", "en": "Bluestone Company", "role": "builder", "lines": [6]}],
        "people": [
            {"zh": "周敏", "en": "Zhou Min", "posts": [{"zh": "经理", "en": "manager"}], "lines": [6]}
        ],
        "places": [{"zh": "临河市", "en": "Linhe City", "level": "city", "lines": [2, 4]}],
    },
    "translation": {
        "to": "en",
        "segments": [
            {
                "n": 4,
                "zh": "5月30日，临河市新桥正式通车，全长3.2公里。",
                "en": "The new bridge opened on 30 May.",
            },
            {
                "n": 6,
                "zh": "青石公司经理周敏说，二期将于2025年开工。",
                "en": "Phase two begins in 2025, Zhou Min said.",
            },
        ],
    },
    "checks": ["evidence", "figures"],
    "provenance": {
        "model": "some-model",
        "requests": 3,
        "cost_usd": 0.0125,
        "created_at": "2026-11-21T20:15:00Z",
    },
}

# A translation with the title, a line that was reviewed and one that is missing; and one into French.
TRANSLATED: dict[str, Any] = {
    "translation": {
        "to": "en",
        "head": [{"n": 2, "zh": "临河市新桥通车", "en": "New Bridge Opens to Traffic in Linhe City"}],
        "segments": [
            {**BRIDGE["translation"]["segments"][0], "state": "reviewed"},
            {"n": 6, "zh": BRIDGE["translation"]["segments"][1]["zh"], "state": "withheld"},
        ],
        "ledger": {"lines": 6, "translated": 2, "withheld": 1},
    },
    "translations": [{"to": "fr", "segments": [{"n": 4, "zh": "…", "en": "Le nouveau pont a ouvert."}]}],
    "findings": [
        {"code": "number", "severity": "warning", "where": "translations.fr.segments.4.en", "message": "Odd"}
    ],
}

PARK: dict[str, Any] = {
    "document": {
        "path": "park.html",
        "lines": lines(("河堤公园开放", "title"), ("周敏和陆远剪彩，投资3000元。", "body")),
    },
    "status": "flagged",
    "title": {"zh": "河堤公园开放", "en": "Riverside park opens", "lines": [1]},
    "summary": {
        "sentences": [{"id": "s1", "zh": "公园投资3000元。", "en": "The park cost 4,000 yuan.", "lines": [2]}]
    },
    "fields": {
        "kind": "announcement",
        "publication_date": day("2025-02-03", "2025-02-03", 1),
        "people": [
            {"zh": "周敏", "en": "Zhou Min", "lines": [2]},
            {"zh": "陆远", "en": "Lu Yuan", "lines": [2]},
        ],
    },
    "findings": [
        {
            "code": "number",
            "severity": "error",
            "where": "summary.sentences.s1.en",
            "message": "3000元 -> 4,000 yuan",
            "lines": [2],
            "quote": "3000元",
        }
    ],
    "provenance": {"cost_usd": 0.0025, "created_at": "2026-11-20T08:00:00Z"},
}


def result(like: dict[str, Any] = BRIDGE, **changes: Any) -> Result:
    """A result; `changes` replace whole keys, `path` its document's."""
    path = changes.pop("path", None)
    whole = {**like, **changes}
    if path is not None:
        whole["document"] = {**whole["document"], "path": path}
    return Result.model_validate(whole)


def folder(out: Path, results: Iterable[Result] | None = None, terms: Iterable[Term] = TERMS) -> Path:
    """An output folder with these results, as far as a report reads it."""
    chosen = [result(BRIDGE), result(PARK)] if results is None else results
    data = "".join(f"{one.model_dump_json()}\n" for one in chosen)
    write_atomically(out / "results.jsonl", data.encode())
    write_atomically(out / "terms.csv", to_csv(terms))
    return out
