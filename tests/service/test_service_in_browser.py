"""The page as people use it, in a real browser. Skipped where there is no chromium or no Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hosted import SMALL, Host, ended, hosting, settings_for, texts
from support import ScriptedModel, run_over, serving

from summarizer.settings import Settings

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: pip install '.[dev]'"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
ROOT = Path(__file__).parents[2]
SAMPLES = [ROOT / "samples" / "documents" / name for name in ("figures.txt", "notice.md", "story-site-a.txt")]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answers to three samples, to be replayed."""
    import asyncio  # noqa: PLC0415
    import threading  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("recorded")
    pages = folder / "pages"
    pages.mkdir()
    for sample in SAMPLES:
        shutil.copy(sample, pages)
    with serving(ScriptedModel()) as server:
        run = run_over(server, pages, out=folder / "out", record=folder / "answers", no_cache=True)
        thread = threading.Thread(target=lambda: asyncio.run(run))  # Playwright has a loop in this one
        thread.start()
        thread.join()
    return folder / "answers"


@pytest.fixture(scope="module")
def host(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    settings = Settings(replay=recordings, price="0.25,2")
    with hosting(tmp_path_factory.mktemp("page") / "data", settings, SMALL) as running:
        running.at("somebody")  # from now on, everybody needs a token
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=root)
        yield running
        running.close()


class Person:
    """Somebody with the page open; remembers what went wrong in it."""

    def __init__(self, browser: Any, host: Host, **context: Any) -> None:
        self.host = host
        self.context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **context})
        self.wrong: list[str] = []
        self.requests: list[str] = []
        self.page = self.watched(self.context.new_page())

    def watched(self, page: Any) -> Any:
        page.set_default_timeout(20_000)
        page.on("console", lambda message: self.wrong.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        return page

    def open(self, address: str = "") -> Any:
        self.page.goto(f"{self.host.url}/#{address}")
        self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page

    def sign_in(self, user: str) -> Any:
        """Sign in as a new user, by the door of the page. The browser itself says that one has no session."""
        page = self.open()
        page.get_by_label("Token").fill(self.host.service.tokens.add(user))
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="What should be read?").wait_for()
        self.wrong[:] = [text for text in self.wrong if "401 (Unauthorized)" not in text]
        return page

    def barriers(self) -> list[str]:
        """What axe-core finds to be a barrier of weight, on the page as it is now."""
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # noqa: PLC0415

        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {one['help']}" for one in found if one["impact"] in ("serious", "critical")]


Meet = Callable[..., Person]


@pytest.fixture
def person(browser: Any, host: Host) -> Iterator[Meet]:
    """Somebody new; at the end nothing went wrong in anybody's page, and nothing was asked of others."""
    met: list[Person] = []

    def meet(**context: Any) -> Person:
        met.append(Person(browser, host, **context))
        return met[-1]

    yield meet
    for one in met:
        one.context.close()
        assert one.wrong == []
        assert [url for url in one.requests if not url.startswith((host.url, "data:,"))] == []


def dropped(page: Any, files: list[Path]) -> None:
    """Drop files on the page, as from a folder of the desktop."""
    transfer = page.evaluate_handle(
        """files => {
            const transfer = new DataTransfer();
            for (const [name, text] of files) transfer.items.add(new File([text], name));
            return transfer;
        }""",
        [[file.name, file.read_text(encoding="utf-8")] for file in files],
    )
    page.dispatch_event("#drop", "dragenter", {"dataTransfer": transfer})
    page.dispatch_event("#drop", "drop", {"dataTransfer": transfer})


def test_three_samples_from_the_drop_to_the_report(person: Meet) -> None:
    one = person()
    page = one.sign_in("mei")
    dropped(page, SAMPLES)
    page.locator("#chosen").get_by_text("3 documents").wait_for()
    page.get_by_role("button", name="See the price").click()
    page.get_by_role("button", name="Start").wait_for()
    assert page.locator(".price .figure").inner_text().count("$") == 2
    page.reload()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/#job=*")
    page.locator(".job-head").wait_for()
    page.reload()  # midway, and nothing is lost
    page.locator(".verdict", has_text="Everything is finished.").wait_for()
    page.locator(".documents li").nth(2).wait_for()
    assert page.locator(".documents .pending").count() == 0
    assert one.barriers() == []

    with one.context.expect_page() as opened:
        page.get_by_role("link", name="Open the report").click()
    opened.value.close()  # it has another origin, and Playwright may lose it while it is opened
    report = one.watched(one.context.new_page())
    report.goto(page.get_by_role("link", name="Open the report").evaluate("link => link.href"))
    report.wait_for_selector("html[data-ready]", state="attached")
    assert "3 documents at a glance" in report.locator("h1").first.inner_text()
    report.get_by_role("link", name="figures.txt").or_(report.locator("#list h3 a")).first.click()
    report.locator("#document h1").wait_for()

    other = person()
    assert other.sign_in("jun").url != page.url
    other.open("history").get_by_text("There are no jobs yet.").wait_for()
    address = page.url.partition("#")[2]
    other.open(address).get_by_text("This is not there").wait_for()
    assert any("404 (Not Found)" in text for text in other.wrong)
    other.wrong.clear()


def test_a_pasted_text_and_options_survive_a_reload(person: Meet) -> None:
    page = person().sign_in("ana")
    page.get_by_label("Or paste a text").fill("青河县图书馆新馆6月1日开放。")
    page.get_by_label("Digest and translation").check()
    page.get_by_label("Français").check()
    page.locator("[name=fields]").select_option("own")
    page.get_by_label("Your fields").fill("buyer: who buys")
    page.get_by_text("More options").click()
    page.get_by_label("Glossary", exact=True).fill("青河县 = Qinghe County")
    page.reload()
    assert page.get_by_label("Or paste a text").input_value() == "青河县图书馆新馆6月1日开放。"
    assert page.get_by_label("Français").is_checked()
    assert page.get_by_label("Your fields").input_value() == "buyer: who buys"
    page.get_by_role("button", name="See the price").click()
    page.get_by_role("button", name="Start").wait_for()
    page.get_by_label("Français").uncheck()
    page.get_by_role("button", name="See the price").click()
    page.get_by_role("button", name="Start").wait_for()
    page.get_by_role("button", name="Remove all").click()
    page.get_by_role("heading", name="What should be read?").wait_for()


def test_what_does_not_fit_is_said_beside_the_price(person: Meet) -> None:
    page = person().sign_in("eva")
    page.get_by_label("Or paste a text").fill("青河县")
    page.get_by_text("More options").click()
    page.get_by_label("Glossary", exact=True).fill("no equals sign")
    page.get_by_role("button", name="See the price").click()
    assert "no equals sign" in page.get_by_role("alert").inner_text()


def test_files_that_are_no_documents_stay_out_and_are_named(person: Meet, tmp_path: Path) -> None:
    page = person().sign_in("ida")
    (tmp_path / "photo.png").write_text("x")
    dropped(page, [SAMPLES[0], tmp_path / "photo.png"])
    page.get_by_text("1 file was left out: it is no document (photo.png)").wait_for()
    page.get_by_role("button", name="Remove figures.txt").click()
    assert page.get_by_role("button", name="See the price").is_disabled()


@pytest.mark.parametrize(
    "context",
    [
        pytest.param({"viewport": PHONE, "has_touch": True}, id="phone"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
        pytest.param({"locale": "zh-CN"}, id="Chinese"),
    ],
)
def test_the_page_fits_and_can_be_read_by_all(person: Meet, host: Host, context: dict[str, Any]) -> None:
    one = person(**context)
    token = host.service.tokens.add(f"reader{len(host.service.tokens.listed())}")
    with host.client(Authorization=f"Bearer {token}") as client:
        body = texts("a.txt", start=False)
        draft = client.post("/v1/jobs", json=body).json()["id"]
        failed = client.post("/v1/jobs", json={**body, "start": True}).json()["id"]
        assert ended(client, failed)["state"] == "failed"  # there is no recording of it
    page = one.open()
    field = page.locator("#token")
    field.fill(token)
    field.press("Enter")
    page.locator("#drop").wait_for()
    one.wrong.clear()
    for address in ("new", "history", f"job={failed}", f"draft={draft}"):
        one.open(address)
        page.locator("main h1").wait_for()
        assert address in ("new", "history") or one.barriers() == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    if "locale" in context:
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        page.get_by_role("button", name="English").click()
        page.get_by_role("heading", name="Ready to start").wait_for()


def test_everything_can_be_reached_by_keyboard(person: Meet) -> None:
    page = person().sign_in("kim")
    page.reload()
    page.locator("#drop").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.name"))
    assert {"text", "task", "fields"} <= seen


def test_both_dictionaries_have_the_same_keys(host: Host, person: Meet) -> None:
    page = person().sign_in("lin")
    different = page.evaluate(
        """async () => {
            const { WORDS } = await import("/page/words.js");
            const [en, zh] = [WORDS.en, WORDS.zh].map(words => new Set(Object.keys(words)));
            return [...en].filter(key => !zh.has(key)).concat([...zh].filter(key => !en.has(key)));
        }"""
    )
    assert different == []


def test_a_session_that_ended_leads_back_to_the_door(person: Meet, host: Host) -> None:
    one = person()
    page = one.sign_in("tom")
    host.service.tokens.revoke("tom")
    page.get_by_role("link", name="History").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    one.wrong.clear()


def test_without_tokens_nobody_is_asked_for_one(browser: Any, tmp_path: Path) -> None:
    with hosting(tmp_path / "data", settings_for("http://127.0.0.1:9/v1")) as open_host:
        one = Person(browser, open_host)
        one.open().get_by_role("heading", name="What should be read?").wait_for()
        assert one.wrong == []
        one.context.close()
