"""The report as a reader uses it, in a real browser: Debian's chromium, driven by Playwright.

Skipped where there is no chromium or no Playwright, which needs no browser of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reported import BRIDGE, PARK, TERMS, TRANSLATED, folder, result
from test_report_page import HOSTILE, hostile

from summarizer import reporting
from summarizer.reporting import packing
from summarizer.text import Term

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: pip install '.[dev]'"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
WIDE, TABLET, PHONE = (1440, 900), (820, 1100), (390, 844)


class Reader:
    """Someone with a report open; remembers what went wrong in the page."""

    def __init__(self, page: Any, out: Path) -> None:
        self.out, self.page = out, page
        self.wrong: list[str] = []
        self.requests: list[str] = []
        self.heard: dict[str, Callable[[Any], object]] = {
            "console": lambda message: self.wrong.append(f"{message.type}: {message.text}"),
            "pageerror": lambda error: self.wrong.append(str(error)),
            "dialog": lambda dialog: (self.wrong.append("a dialog"), dialog.dismiss()),
            "request": lambda request: self.requests.append(request.url),
        }
        for event, hear in self.heard.items():
            page.on(event, hear)

    def leave(self) -> None:
        """Close the report, which has kept nothing in the browser; nobody listens to the page any more."""
        assert self.page.evaluate("localStorage.length + sessionStorage.length") == 0
        self.page.goto("about:blank")
        for event, hear in self.heard.items():
            self.page.remove_listener(event, hear)

    def go(self, address: str = "") -> Any:
        """Open the page at an address of its own; returns it when it is ready."""
        if self.page.url == "about:blank":
            self.page.goto(f"{(self.out / 'index.html').as_uri()}#{address}")
        else:
            self.page.evaluate("address => { location.hash = address; }", address)
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page

    def titles(self) -> list[str]:
        return list(self.page.locator("#list h3").all_inner_texts())

    def lit(self, kind: str) -> list[str]:
        """What is lit up: `line` gives numbers, `claim` addresses."""
        attribute = "data-n" if kind == "line" else "data-where"
        nodes = self.page.locator(f".{kind}.lit").all()
        return [str(node.get_attribute(attribute)) for node in nodes]


Open = Callable[..., Reader]


def until(page: Any, expression: str) -> None:
    """Wait for something in the page. (Playwright's own way needs `eval`, which the page forbids.)"""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(25)
    raise AssertionError(expression)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=root)
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(browser: Any) -> list[Any]:
    """Blank pages in which nothing went wrong: a new one takes the browser longer than its use does."""
    return []


@pytest.fixture
def reader(browser: Any, pages: list[Any], tmp_path: Path) -> Iterator[Open]:
    """Opens reports; at the end, nothing went wrong in any and none has asked for anything from outside."""
    opened: list[Reader] = []

    def show(
        results: Any = None, size: tuple[int, int] = WIDE, scheme: str = "light", terms: Any = TERMS
    ) -> Reader:
        out = folder(tmp_path / f"out{len(opened)}", results, terms)
        reporting.build(out)
        page = pages.pop() if pages else browser.new_context().new_page()
        page.set_default_timeout(15_000)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="null", color_scheme=scheme)
        opened.append(Reader(page, out))
        return opened[-1]

    yield show
    for one in opened:
        one.leave()
        assert one.wrong == []
        assert [url for url in one.requests if not url.startswith((one.out.as_uri(), "data:,"))] == []
        pages.append(one.page)


# ------------------------------------------------------------------------------------------- the list


def test_a_search_finds_both_languages(reader: Open) -> None:
    one = reader()
    page = one.go()
    assert one.titles() == ["New bridge opens in Linhe City", "Riverside park opens"]
    for query, found in (("phase TWO", 0), ("二期", 0), ("３０００元", 1), ("4,000 yuan", 1)):
        page.get_by_role("searchbox").fill(query)
        until(page, "document.getElementById('list').children.length === 1")
        assert one.titles() == [["New bridge opens in Linhe City", "Riverside park opens"][found]]
        assert page.locator("#found").inner_text() == "1 of 2 documents"
        page.get_by_role("button", name="Clear all").click()
        until(page, "document.getElementById('list').children.length === 2")


def test_a_search_marks_what_it_found(reader: Open) -> None:
    page = reader().go("q=park")
    assert page.locator("#list mark").all_inner_texts() == ["park", "park"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("place=临河市", ["New bridge opens in Linhe City"]),
        ("place=linhe", ["New bridge opens in Linhe City"]),
        ("organisation=青石公司", ["New bridge opens in Linhe City"]),
        ("person=陆远", ["Riverside park opens"]),
        ("person=Zhou%20Min&status=flagged", ["Riverside park opens"]),
        ("kind=announcement", ["Riverside park opens"]),
        ("from=2024-06-01", ["Riverside park opens"]),
        ("to=2024-06-01", ["New bridge opens in Linhe City"]),
        ("sort=newest", ["Riverside park opens", "New bridge opens in Linhe City"]),
        ("sort=findings", ["Riverside park opens", "New bridge opens in Linhe City"]),
        ("person=nobody", []),
    ],
)
def test_a_link_holds_filters_and_order(address: str, found: list[str], reader: Open) -> None:
    one = reader()
    one.go(address)
    assert one.titles() == found


def test_filters_are_kept_in_the_address(reader: Open) -> None:
    one = reader()
    page = one.go()
    page.get_by_label("Status").select_option("flagged")
    until(page, "location.hash === '#status=flagged'")
    page.get_by_role("link", name="Riverside park opens").click()
    page.get_by_role("heading", level=1, name="Riverside park opens").wait_for()
    page.get_by_role("link", name="All documents").click()
    until(page, "document.getElementById('list').children.length === 1")
    assert page.get_by_label("Status").input_value() == "flagged"


def test_a_long_list_is_shown_in_pieces(reader: Open) -> None:
    one = reader([result(path=f"{number}.txt") for number in range(90)])
    page = one.go()
    assert len(one.titles()) == 40
    page.get_by_role("button", name="Show 40 more of 50").click()
    assert len(one.titles()) == 80


def test_a_column_of_the_timeline_shows_its_events(reader: Open) -> None:
    page = reader().go()
    page.locator(".timeline a").first.click()
    page.get_by_role("heading", name="1 event").wait_for()
    page.get_by_role("link", name="The bridge opens").click()
    page.get_by_role("heading", level=1, name="New bridge opens in Linhe City").wait_for()
    page.wait_for_selector(".claim.lit[data-where='fields.events.0']")


# ----------------------------------------------------------------------------------------- a document


def test_pointing_at_a_statement_lights_up_its_lines(reader: Open) -> None:
    one = reader()
    page = one.go("doc=a/bridge.txt")
    for where, lines in (
        ("summary.sentences.s2", ["6"]),
        ("key_points.p1", ["4"]),
        ("fields.places.0", ["2", "4"]),
    ):
        page.locator(f"[data-where='{where}']").hover()
        assert one.lit("line") == lines
        page.locator("#document h1").hover()
        assert one.lit("line") == []


def test_pointing_at_a_line_lights_up_what_came_from_it(reader: Open) -> None:
    one = reader()
    page = one.go("doc=a/bridge.txt")
    page.locator(".line[data-n='6']").hover()
    assert {"summary.sentences.s2", "fields.people.0", "translation.segments.6"} <= set(one.lit("claim"))
    assert "summary.sentences.s1" not in one.lit("claim")


def test_the_keyboard_does_what_the_pointer_does(reader: Open) -> None:
    one = reader()
    page = one.go("doc=a/bridge.txt")
    button = page.locator("[data-where='summary.sentences.s2'] button")
    button.focus()
    assert one.lit("line") == ["6"]
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert "青石公司经理周敏说" in page.locator("#told").inner_text()
    assert page.evaluate("location.hash").endswith("s=summary.sentences.s2")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name="What came from line 4").focus()
    assert "key_points.p1" in one.lit("claim")


def test_a_deep_link_points_at_its_sentence(reader: Open) -> None:
    one = reader()
    one.go("doc=a/bridge.txt&s=s2")
    assert one.lit("line") == ["6"]
    one.go("doc=park.html&line=2")
    one.page.get_by_role("heading", level=1, name="Riverside park opens").wait_for()
    one.page.wait_for_selector(".claim.lit")
    assert "summary.sentences.s1" in one.lit("claim")


def test_a_link_to_a_document_that_is_not_there_says_so(reader: Open) -> None:
    page = reader().go("doc=gone.txt")
    assert "gone.txt" in page.locator("#found").inner_text()


def test_noise_is_folded_and_can_be_unfolded(reader: Open) -> None:
    page = reader().go("doc=a/bridge.txt")
    assert not page.get_by_text("扫码关注我们").is_visible()
    page.get_by_text("2 lines left out").click()
    assert page.get_by_text("扫码关注我们").is_visible()


def test_a_finding_leads_to_its_place_and_back(reader: Open) -> None:
    one = reader()
    page = one.go("doc=park.html")
    finding = page.locator("[data-where='finding.1']")
    assert "The English figure has another value than the Chinese one." in finding.inner_text()
    assert "The source has “3000元”, the English has “4,000 yuan”." in finding.inner_text()
    finding.get_by_role("link").click()
    page.wait_for_selector("[data-where='summary.sentences.s1'].lit")
    page.locator("[data-where='summary.sentences.s1'] .flag").click()
    page.wait_for_selector("[data-where='finding.1'].lit")


def test_the_translation_stands_beside_its_lines(reader: Open) -> None:
    page = reader().go("doc=a/bridge.txt")
    row = page.locator("[data-where='translation.segments.6']")
    english, chinese = (part.bounding_box() for part in row.locator("p").all())
    assert english["y"] == pytest.approx(chinese["y"], abs=8)
    assert english["x"] < chinese["x"]
    assert "青石公司经理周敏说" in row.inner_text()


def test_every_language_has_a_panel_and_a_finding_leads_to_its_line(reader: Open) -> None:
    page = reader([result(BRIDGE, **TRANSLATED)]).go("doc=a/bridge.txt")
    english, french = page.locator("section.panel:has(ol.translation)").all()
    assert english.locator("h2").inner_text() == "Full translation"
    assert french.locator("h2").inner_text() == "Full translation: French (fr)"
    assert "2 lines translated (1 of them reviewed by a person), 1 withheld" in english.inner_text()
    assert [row.inner_text().split("\n")[0] for row in english.locator("li").all()] == [
        "New Bridge Opens to Traffic in Linhe City 2",
        "The new bridge opened on 30 May. ✓ reviewed 4",
        "(withheld by the provider) 6",
    ]
    assert french.locator("p[lang=fr]").inner_text().startswith("Le nouveau pont a ouvert.")
    page.locator("[data-where='finding.1']").get_by_role("link").click()
    page.wait_for_selector("[data-where='translations.fr.segments.4'].lit")


def test_on_a_phone_the_lines_come_to_the_reader(reader: Open) -> None:
    one = reader(size=PHONE)
    page = one.go("doc=a/bridge.txt")
    page.locator("[data-where='summary.sentences.s2']").click()
    assert "青石公司经理周敏说" in page.locator("#tray").inner_text()
    page.get_by_role("button", name="Close").click()
    assert page.locator("#tray").is_hidden()


@pytest.mark.parametrize("size", [WIDE, TABLET, PHONE])
@pytest.mark.parametrize("address", ["", "doc=a/bridge.txt", "doc=park.html"])
def test_nothing_is_wider_than_the_screen(address: str, size: tuple[int, int], reader: Open) -> None:
    long = {"zh": "很长的名称" * 40, "en": "Donaudampfschifffahrt" * 9, "lines": [2]}
    one = reader([result(BRIDGE, title=long), result(PARK, key_points=[{**long, "id": "p1"}])], size=size)
    page = one.go(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_long_names_to_filter_by_do_not_widen_the_page(reader: Open) -> None:
    long = [
        {
            "zh": "河谷市",
            "en": "The Office of the Leading Group for Everything in the River Valley",
            "lines": [4],
        }
    ]
    fields = {**BRIDGE["fields"], "places": long, "organisations": long}
    page = reader([result(BRIDGE, fields=fields)], size=(320, 640)).go("")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_chinese_of_a_statement_stands_with_it_and_not_with_the_speaker(reader: Open) -> None:
    said = {"zh": "二期将于2025年开工", "en": "Phase two begins in 2025", "speaker": "周敏", "lines": [6]}
    page = reader([result(BRIDGE, fields={**BRIDGE["fields"], "statements": [said]})]).go("doc=a/bridge.txt")
    row = page.locator("tr[data-where='fields.statements.0']")
    assert said["zh"] in row.locator("td[data-label='Statement']").inner_text()
    assert said["zh"] not in row.locator("th").inner_text()


def test_dark_is_as_the_system_says_or_as_the_reader_says(reader: Open) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = reader(scheme="dark").go()
    light = reader(scheme="light").go()
    assert dark.evaluate(colour) != light.evaluate(colour)
    for _ in range(2):
        light.get_by_role("button", name="Colours").click()
    assert light.get_by_role("button", name="Colours: dark").is_visible()
    assert dark.evaluate(colour) == light.evaluate(colour)


def test_a_print_shows_the_document_and_no_controls(reader: Open) -> None:
    page = reader(scheme="dark").go("doc=a/bridge.txt")
    page.emulate_media(media="print")
    assert page.locator("#print").is_hidden()
    assert page.locator(".way").is_hidden()
    assert page.get_by_text("Phase two begins in 2025.").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


# -------------------------------------------------------------------------------- safety and manners


def test_hostile_text_does_nothing(reader: Open) -> None:
    one = reader(hostile())
    page = one.go()
    page.get_by_role("searchbox").fill("<script>")
    until(page, "document.getElementById('found').textContent.includes(' of ')")
    page.locator(".timeline a").first.click()
    for number in range(len(HOSTILE)):
        identity = page.evaluate("n => document.querySelectorAll('#list a')[n]?.getAttribute('href')", number)
        if identity:
            one.go(identity[1:])
            page.locator("#document h1").wait_for()
            one.go("")
            page.locator("#list li").first.wait_for()
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, base, object, embed, form[action]').length")
        == 0
    )


def test_hostile_terms_and_addresses_do_nothing(reader: Open) -> None:
    one = reader(hostile(), terms=[Term(text, text, "place") for text in HOSTILE[:6]])
    for text in HOSTILE:
        for name in ("q", "place", "kind", "doc", "s", "events", "sort", "line"):
            one.go(f"{name}={text}&doc={text}" if name in "s line" else f"{name}={text}")


def test_no_script_but_that_of_the_report_runs(reader: Open) -> None:
    one = reader()
    page = one.go()
    page.evaluate("""() => {
        const script = document.createElement("script"), link = document.createElement("a");
        const attempts = [
            () => { script.textContent = "window.ran = true"; document.body.append(script); },
            () => { link.setAttribute("onclick", "window.ran = true"); link.click(); },
            () => { link.href = "javascript:window.ran = true"; document.body.append(link); link.click(); },
            () => { link.innerHTML = "<img src=x onerror='window.ran = true'>"; },
        ];
        for (const attempt of attempts) try { attempt(); } catch { /* refused */ }
    }""")
    assert page.evaluate("window.ran") is None
    assert one.wrong
    one.wrong.clear()  # the browser says what it has refused


def test_large_data_is_loaded_when_it_is_needed(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "BLOCK", 4000)
    monkeypatch.setattr(packing, "INLINE", 2000)
    one = reader([result(path=f"{number}.txt") for number in range(50)])
    page = one.go("doc=33.txt&s=s2")
    assert one.lit("line") == ["6"]
    assert len([url for url in one.requests if url.endswith(".js")]) == 1
    one.go("q=phase%20two")
    until(page, "document.getElementById('found').textContent === '50 of 50 documents'")


def test_a_missing_data_file_is_named(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "INLINE", 10)
    one = reader()
    for file in (one.out / "report").glob("docs-*.js"):
        file.unlink()
    page = one.go("")
    one.go("doc=park.html")
    until(page, "document.getElementById('found').textContent.includes('is missing')")
    assert [text for text in one.wrong if "ERR_FILE_NOT_FOUND" not in text] == []
    one.wrong.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "doc=a/bridge.txt&s=s1", "doc=park.html"])
def test_axe_finds_no_serious_barrier(address: str, scheme: str, reader: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = reader(scheme=scheme).go(address)
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]
    assert serious == []
