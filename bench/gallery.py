"""Takes the pictures of docs/report.md: the report on the samples, in a real browser.

    python bench/gallery.py             of the demo, run anew (no key, no network), into docs/pictures
    python bench/gallery.py OUT [TO]    of another output folder

Needs Playwright (in the `dev` extra) and an installed chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from summarizer import reporting

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
# name: width, height, colours, which document (None: the list), what to point at
SHOTS: dict[str, tuple[int, int, str, int | None, str]] = {
    "overview": (1280, 1000, "light", None, ""),
    "document": (1280, 800, "light", 7, "s=s2"),
    "document-dark": (1280, 800, "dark", 7, "s=fields.people.0"),
    "phone": (390, 844, "light", 7, "s=s1"),
}


def main(out: Path | None, pictures: Path) -> None:
    """Make the report and take its pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = out or demo(Path(scratch))
        page = reporting.build(folder)[0]
        take(page, pictures)


def demo(folder: Path) -> Path:
    """The output of the demo."""
    subprocess.run([sys.executable, "-m", "summarizer", "demo", "-q", "-o", folder], cwd=ROOT, check=True)
    return folder


def take(page: Path, pictures: Path) -> None:
    """Each picture, in a browser of its own size and colours."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    pictures.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("No chromium is installed: apt-get install chromium fonts-noto-cjk")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=arguments)
        for name, shot in SHOTS.items():
            picture(browser, page, shot, pictures / f"{name}.png")
        browser.close()


def picture(browser: Any, page: Path, shot: tuple[int, int, str, int | None, str], file: Path) -> None:
    """One picture."""
    width, height, colours, document, pointed = shot
    tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
    tab.goto(page.as_uri())
    tab.wait_for_selector("html[data-ready]", state="attached")
    if document is not None:
        link = tab.locator("#list h3 a").nth(document).get_attribute("href")
        tab.evaluate("link => { location.hash = link; }", f"{link}&{pointed}")
        tab.locator("#document h1").wait_for()
        tab.wait_for_timeout(300)
        tab.evaluate("document.activeElement.blur()")
    tab.screenshot(path=file)
    print(f"{file}: {file.stat().st_size >> 10} kB")
    tab.close()


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0] if given else None, given[1] if len(given) > 1 else PICTURES)
