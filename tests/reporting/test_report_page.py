"""index.html as a file: what is in it, that nothing else can run in it, and where its data is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from reported import BRIDGE, PARK, folder, result

from summarizer import reporting
from summarizer.errors import UsageError
from summarizer.reporting import packing
from summarizer.reporting.views import view
from summarizer.text import Term

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)",
    "javascript:alert(5)",
    "</style><svg onload=alert(6)>",
    "</title><iframe srcdoc='<script>alert(7)</script>'>",
    "{{ 7 * 7 }}{% raw %}",
    "<!--><base href=//evil.example/>",
    "]]><a href='data:text/html,x'>",
    "\u2028\u2029\u202e\ufeff\x00\ud7ff&lt;b&gt;",
]


def hostile() -> list[Any]:
    """Results with every string of pages and models replaced by something that would like to be markup."""

    def poisoned(value: Any, text: str, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poisoned(item, text, name) for name, item in value.items()}
        if isinstance(value, list):
            return [poisoned(item, text, key) for item in value]
        safe = {"iso", "precision", "basis", "role", "severity", "status", "created_at", "id"}
        return f"{text}{value}" if isinstance(value, str) and key not in safe else value

    return [result(poisoned(like, text)) for text in HOSTILE for like in (BRIDGE, PARK)]


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw.append(data)


def page_of(out: Path) -> str:
    return (out / "index.html").read_text(encoding="utf-8")


def elements_of(out: Path) -> Elements:
    parser = Elements()
    parser.feed(page_of(out))
    return parser


def unpacked(block: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(block)))


def blocks_of(out: Path) -> dict[str, Any]:
    found = re.findall(r'id="block-([a-z0-9-]+)">([^<]*)<', page_of(out))
    return {name: unpacked(data) for name, data in found}


def test_the_folder_is_shown_at_a_glance(tmp_path: Path) -> None:
    out = folder(tmp_path)
    (out / "failures.jsonl").write_text(
        '{"path": "broken.pdf", "error": "It is damaged.", "what_to_do": "Get it again."}\n', encoding="utf-8"
    )
    assert reporting.build(out) == [out / "index.html"]
    text = " ".join(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", page_of(out), flags=re.DOTALL).split())
    assert "2 documents at a glance" in text
    assert "Published 31 May 2024 – 3 Feb 2025" in text
    assert "Verified by code 1 1 flagged · 1 failed" in text
    assert "Findings 1 1 error · 0 warnings" in text
    assert "Cost $0.0150" in text
    assert "Made 21 November 2026 some-model" in text
    assert "Zhou Min 周敏" in text
    assert "broken.pdf It is damaged. Get it again." in text


def test_the_same_results_make_the_same_page(tmp_path: Path) -> None:
    reporting.build(folder(tmp_path / "one"))
    reporting.build(folder(tmp_path / "two"))
    assert page_of(tmp_path / "one") == page_of(tmp_path / "two")


def test_a_folder_without_documents_has_a_page_too(tmp_path: Path) -> None:
    reporting.build(folder(tmp_path, []))
    assert "0 documents at a glance" in page_of(tmp_path)


def test_an_unknown_price_is_unknown(tmp_path: Path) -> None:
    reporting.build(folder(tmp_path, [result(provenance={"cost_usd": None})]))
    assert re.search(r"<dt>Cost</dt><dd class=\"figure\">unknown</dd>", page_of(tmp_path))


@pytest.mark.parametrize(
    ("costs", "told"), [((0, None), "unknown"), ((0.25, None), "at least $0.2500"), ((0, 0.25), "$0.2500")]
)
def test_what_is_known_of_the_cost_is_not_taken_for_all_of_it(
    tmp_path: Path, costs: tuple[float | None, ...], told: str
) -> None:
    made = [result(path=f"{n}.txt", provenance={"cost_usd": cost}) for n, cost in enumerate(costs)]
    reporting.build(folder(tmp_path, made))
    assert f'<dt>Cost</dt><dd class="figure">{told}</dd>' in page_of(tmp_path)


def test_documents_are_there_whole_and_in_order(tmp_path: Path) -> None:
    out = folder(tmp_path)
    reporting.build(out)
    blocks = blocks_of(out)
    assert [view["path"] for view in blocks["docs-0"]] == ["a/bridge.txt", "park.html"]
    assert [row[:3] for row in blocks["core"]["rows"]] == [["a/bridge.txt", 0, 0], ["park.html", 0, 1]]
    assert "phase two begins" in blocks["text-0"][0]
    assert "二期" in blocks["text-0"][0]
    assert [event[0] for event in blocks["events-0"]] == ["2024-05-30", "2025"]


def test_two_documents_of_one_path_have_different_links(tmp_path: Path) -> None:
    out = folder(tmp_path, [result(), result(), result(path="")])
    reporting.build(out)
    assert [row[0] for row in blocks_of(out)["core"]["rows"]] == ["a/bridge.txt", "a/bridge.txt~2", ""]


# ------------------------------------------------------------------------------------------- security


def test_only_the_script_and_the_style_of_the_report_are_allowed(tmp_path: Path) -> None:
    out = folder(tmp_path)
    reporting.build(out)
    parser = elements_of(out)
    policy = next(attrs["content"] for tag, attrs in parser.found if "http-equiv" in attrs)
    assert policy is not None
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed["default-src"] == "'none'"
    assert allowed["img-src"] == "data:"
    assert "unsafe" not in policy
    assert "http" not in policy
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(raw.encode()).digest()).decode()}'" for raw in parser.raw
    }
    assert {allowed["script-src"], allowed["style-src"]} <= hashes


def test_a_page_names_no_address_outside_it(tmp_path: Path) -> None:
    out = folder(tmp_path, hostile())
    reporting.build(out)
    for tag, attrs in elements_of(out).found:
        for name in ("src", "href", "action", "srcset", "poster", "data", "formaction", "ping"):
            value = attrs.get(name)
            assert value is None or value.startswith("#") or value == "data:,", (tag, attrs)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    kind = Term("<img src=x onerror=alert(8)>", "<svg onload=alert(9)>", "place")
    out = folder(tmp_path / "hostile", hostile(), [kind])
    (out / "failures.jsonl").write_text(
        "".join(json.dumps({"path": text, "error": text, "what_to_do": text}) + "\n" for text in HOSTILE),
        encoding="utf-8",
    )
    reporting.build(out)
    reporting.build(folder(tmp_path / "plain"))
    found, known = elements_of(out).found, elements_of(tmp_path / "plain").found
    more = {"table", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in found} <= {tag for tag, _ in known} | more
    assert [attrs for _, attrs in found if any(name.startswith("on") for name in attrs)] == []
    assert [attrs for _, attrs in found if "style" in attrs] == []
    assert sum(tag == "script" for tag, _ in found) == sum(tag == "script" for tag, _ in known)


def test_names_of_files_cannot_leave_the_folder(tmp_path: Path) -> None:
    out = folder(tmp_path / "out", [result(path="../../evil.txt"), result(path="/etc/passwd")])
    assert reporting.build(out) == [out / "index.html"]
    assert sorted(file.name for file in tmp_path.rglob("*") if file.is_file()) == [
        "index.html", "results.jsonl", "terms.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["index.html", "report"])
def test_no_link_is_followed_out_of_the_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, elsewhere = folder(tmp_path / "out"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / name).symlink_to(elsewhere)
    monkeypatch.setattr(packing, "INLINE", 10)
    with pytest.raises(UsageError, match="symbolic link"):
        reporting.build(out)
    assert list(elsewhere.iterdir()) == []


# ----------------------------------------------------------------------------------------- much data


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report whose data does not fit into the page."""
    monkeypatch.setattr(packing, "BLOCK", 2000)
    monkeypatch.setattr(packing, "INLINE", 3000)
    return folder(tmp_path, [result(path=f"{number}.txt") for number in range(20)])


def test_what_does_not_fit_into_the_page_lies_beside_it(large: Path) -> None:
    paths = reporting.build(large)
    assert paths[0] == large / "index.html"
    assert set(paths[1:]) == set((large / "report").iterdir())
    assert len(paths) > 20
    assert set(blocks_of(large)) == {"core"}
    page = page_of(large)
    for path in paths[1:]:
        name, block = re.fullmatch(r'reportData\("([a-z0-9-]+)","([^"]+)"\)\n', path.read_text()).groups()  # type: ignore[union-attr]
        assert f'"{name}":"report/{path.name}"' in page
        assert unpacked(block)
    assert "strict-dynamic" in page


def test_data_of_an_earlier_report_is_removed_and_nothing_else(large: Path) -> None:
    earlier = set(reporting.build(large)[1:])
    (large / "report" / "mine.js").write_text("kept", encoding="utf-8")
    folder(large, [result(path=f"{number}.md") for number in range(20)])
    now = set(reporting.build(large)[1:])
    assert not any(path.exists() for path in earlier - now)
    assert (large / "report" / "mine.js").is_file()


def test_a_smaller_report_leaves_no_folder_behind(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reporting.build(large)
    folder(large, [result()])
    monkeypatch.setattr(packing, "INLINE", 10**9)
    reporting.build(large)
    assert not (large / "report").exists()
    assert "strict-dynamic" not in page_of(large)


# -------------------------------------------------------------------------------------------- errors


def test_an_unknown_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="odt"):
        reporting.build(folder(tmp_path), ["odt"])


def test_a_folder_without_results_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not an output folder"):
        reporting.build(tmp_path)


def test_a_line_that_is_no_result_is_named(tmp_path: Path) -> None:
    out = folder(tmp_path)
    with (out / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(UsageError, match="line 3"):
        reporting.build(out)
    assert not (out / "index.html").exists()


def test_every_finding_is_explained_in_plain_words() -> None:
    from summarizer.reporting.explaining import MEANINGS  # noqa: PLC0415

    checks = Path(__file__).parents[2] / "docs" / "checks.md"
    documented = re.findall(r"^### `(\w+)`$", checks.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(documented) == set(MEANINGS)


def test_who_published_and_wrote_a_page_is_also_told_in_english() -> None:
    data = [{"name": "source", "value": "青石公司"}, {"name": "author", "value": "谈笑安"}]
    shown = dict(
        view(result(BRIDGE, document={**BRIDGE["document"], "metadata": data}), {"青石公司": "Bluestone"})[
            "facts"
        ]
    )
    assert shown["Source"] == "Bluestone (青石公司)"
    assert shown["Author"] == "Tan Xiao’an (谈笑安)".replace("’", "'")
