"""The page, and the reports of jobs. No file is served whose name is not known beforehand.

A report is served in a sandbox of its own: its scripts run, but as nobody: without the session of who reads
it, and without reach to this API. Its address is the permission to read it, good for some hours.
"""

from __future__ import annotations

import re
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from summarizer.service.guarding import Served
from summarizer.service.refusing import Problem

router = APIRouter(include_in_schema=False)
FOLDER = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FILES = (
    "app.css", "app.js", "words.js", "parts.js", "wire.js", "showing.js", "composing.js", "options.js",
    "files.js", "history.js", "job.js", "icon.svg",
)  # fmt: skip
_DATA = re.compile(r"[A-Za-z0-9._-]{1,80}\.js")
_SANDBOX = (
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads; "
    "frame-ancestors 'none'"
)


@router.get("/")
async def page() -> FileResponse:
    """The page. It holds no data; what it shows comes from the API."""
    return _file(FOLDER / "index.html", {"Cache-Control": "no-cache"})


@router.get("/page/{name}")
async def part(name: str) -> FileResponse:
    """A script, a style sheet, a dictionary of the page."""
    if name not in FILES:
        raise Problem(404, "There is nothing at this address.", code="not_found")
    return _file(FOLDER / name, {"Cache-Control": "no-cache"})


@router.get("/reports/{capability}/index.html")
async def report(capability: str, service: Served) -> FileResponse:
    """The report of a job."""
    return _report(service, capability, "index.html")


@router.get("/reports/{capability}/report/{name}")
async def report_data(capability: str, name: str, service: Served) -> FileResponse:
    """A data file of a large report."""
    if not _DATA.fullmatch(name):
        raise Problem(404, "There is nothing at this address.", code="not_found")
    return _report(service, capability, f"report/{name}")


def _report(service: Served, capability: str, name: str) -> FileResponse:
    job = service.job_of(capability)
    path = service.data.job(job).out / name if job else None
    if path is None or path.is_symlink() or not path.is_file():
        raise Problem(404, "There is no such report, or its address is too old.", code="not_found")
    # Scripts of a sandboxed page come from no origin, so that they may be loaded by one.
    headers = {"Content-Security-Policy": _SANDBOX, "Cross-Origin-Resource-Policy": "cross-origin"}
    return _file(path, headers)


def _file(path: Path, headers: dict[str, str]) -> FileResponse:
    return FileResponse(path, media_type=TYPES[path.suffix], headers=headers)
