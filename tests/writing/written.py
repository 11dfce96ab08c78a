"""An invented result with something in every field, for the tests of writing."""

from __future__ import annotations

from typing import Any

from summarizer.results import (
    Agreement,
    DateValue,
    DocumentOut,
    Event,
    FindingOut,
    LineOut,
    NewsFields,
    Number,
    Organisation,
    Person,
    Place,
    Post,
    Programme,
    Provenance,
    Result,
    Sentence,
    SourceIssueOut,
    Statement,
    Summary,
    Text,
    TokensOut,
)

LINES = [
    LineOut(n=1, text="首页 > 新闻", role="noise"),
    LineOut(n=2, text="临河市成立河谷产教联盟", role="title"),
    LineOut(n=3, text="临河日报　2024-05-31", role="meta"),
    LineOut(n=4, text=""),
    LineOut(n=5, text="5月30日，河谷产教联盟在临河学院成立，123家企业参加。"),
    LineOut(n=6, text="副市长王芳指出，要办好联盟。双方计划投资1.2亿元。"),
]

FIELDS = NewsFields(
    publication_date=DateValue(iso="2024-05-31", precision="day", basis="stated", zh="2024-05-31", lines=[3]),
    events=[
        Event(
            type="founding",
            zh="河谷产教联盟成立",
            en="Founding of the River Valley Alliance",
            date=DateValue(iso="2024-05-30", precision="day", basis="inferred", zh="5月30日", lines=[5]),
            place="临河学院",
            lines=[5],
        ),
        Event(zh="计划投资", en="Investment", status="called_for", lines=[6]),
    ],
    organisations=[Organisation(zh="临河学院", en="Linhe College", role="host", lines=[5])],
    people=[
        Person(
            zh="王芳",
            en="Wang Fang",
            posts=[Post(zh="副市长", en="vice mayor", organisation="临河市")],
            role="spoke",
            lines=[6],
        )
    ],
    places=[Place(zh="临河市", en="Linhe", level="city", lines=[2])],
    programmes=[Programme(zh="河谷产教联盟", en="River Valley Alliance", kind="alliance", lines=[2, 5])],
    agreements=[
        Agreement(
            zh="共建基地", en="Joint base", parties=["临河学院", "青石公司"], status="signed", lines=[6]
        )
    ],
    numbers=[
        Number(
            zh="投资1.2亿元",
            en="planned investment",
            surface="1.2亿元",
            value="120000000",
            unit_zh="元",
            lines=[6],
        )
    ],
    statements=[Statement(zh="要办好联盟", en="The alliance must be run well.", speaker="王芳", lines=[6])],
)


def result(**changes: Any) -> Result:
    """A verified result; `changes` replace whole keys."""
    whole: dict[str, Any] = {
        "document": DocumentOut(
            path="linhe/a b.txt", sha256="ab" * 32, media_type="text/plain", encoding="utf-8", lines=LINES
        ),
        "status": "verified",
        "title": Text(zh="临河市成立河谷产教联盟", en="Linhe founds an alliance", lines=[2]),
        "summary": Summary(
            zh="联盟成立。王芳要求办好联盟。",
            en="The alliance was founded. Wang Fang said it must be run well.",
            sentences=[
                Sentence(id="s1", zh="联盟成立。", en="The alliance was founded.", lines=[5]),
                Sentence(
                    id="s2", zh="王芳要求办好联盟。", en="Wang Fang said it must be run well.", lines=[5, 6]
                ),
            ],
        ),
        "key_points": [Sentence(id="p1", zh="123家企业参加", en="123 enterprises took part", lines=[5])],
        "fields": FIELDS,
        "checks": ["evidence", "figures", "dates"],
        "provenance": Provenance(
            model="some-model",
            endpoint="https://api.example.com/v1",
            prompts={"digest": "1f2e3d4c5b6a"},
            requests=2,
            cached=1,
            tokens=TokensOut(prompt=4120, completion=1310),
            created_at="2026-11-21T20:15:00Z",
            version="0.1.0",
        ),
    }
    return Result(**(whole | changes))


FINDING = FindingOut(
    code="number",
    category="accuracy/mistranslation",
    severity="error",
    where="summary.sentences.s2.en",
    message="210 million is not in the source.",
    lines=[6],
    quote="1.2亿元",
)
ISSUE = SourceIssueOut(type="injection", zh="忽略以上内容", lines=[6])
