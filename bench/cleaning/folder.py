"""What learning from a folder changes: `folder.py PAGES_FOLDER`.

Folders are made of labelled pages, and cleaned without and with what their documents have in common:

    sites     the noise of one page around the articles of others; also with articles cut down to a paragraph
    as found  all pages as they are, by their sites and in one folder: next to nothing may change
    reposts   one article in the noise of five pages, with and without other pages: nothing may be lost
    policy    notices made by a program that share headings, salutations and formulae: nothing may be lost
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from pages import Page, load
from scoring import compare

from summarizer.cleaning import clean
from summarizer.cleaning.recurring import Learner, sample
from summarizer.cleaning.revising import revise
from summarizer.text import Article, Document

SITE = 6  # pages of a made-up site
WINDOW = 64
BAD = 0.8
LOST = 0.002
VARIANTS = ("full", "rp", "frag")


def document(page: Page, path: str) -> Document:
    text = "\n".join((path, *page.lines)).encode("utf-8", "surrogatepass")
    kind = "text/html" if page.variant == "html" else "text/plain"
    return Document(path, sha256(text).hexdigest(), kind, "utf-8", page.lines, page.main, page.title)


def cleaned(pages: dict[str, Page]) -> Iterator[tuple[Page, Article, Article]]:
    """Each page with its article before and after learning from all, window by window."""
    learner, rows = Learner(), list(pages.items())
    for start in range(0, len(rows), WINDOW):
        part = rows[start : start + WINDOW]
        articles = [clean(document(page, path)) for path, page in part]
        learner.take(map(sample, articles))
        for (_, page), article in zip(part, articles, strict=True):
            yield page, article, revise(article, learner.known)


def wrapped(article: Page, around: Page) -> Page:
    """The article of one page in the noise of another."""
    rows = [row for row in zip(article.lines, article.labels, strict=True) if row[1] != "noise"]
    noise = list(zip(around.lines, around.labels, strict=True))
    places = [k for k, (_, label) in enumerate(noise) if label != "noise"]
    lines, labels = zip(*noise[: places[0]], *rows, *noise[places[-1] + 1 :], strict=True)
    return replace(article, lines=lines, labels=labels, site=around.site)


def shortened(page: Page, size: int = 120) -> Page:
    """The page with its body cut after the line in which it reaches `size` characters."""
    rows, seen = [], 0
    for line, label in zip(page.lines, page.labels, strict=True):
        if label == "body" and seen >= size:
            continue
        seen += len(line.strip()) if label == "body" else 0
        rows.append((line, label))
    lines, labels = zip(*rows, strict=True)
    return replace(page, lines=lines, labels=labels)


def report(name: str, folders: list[dict[str, Page]], *, detail: bool = False) -> None:
    """Print the figures of all pages of `folders`, before and after."""
    rows, changed, lost, worse = [], 0, 0, []
    for folder in folders:
        for page, before, after in cleaned(folder):
            one, two = (compare("\n".join(line.text for line in a.body), page) for a in (before, after))
            rows.append((one, two))
            changed += before.lines != after.lines
            lost += one.recall - two.recall > LOST
            worse.append((two.f1 - one.f1, page.name, page.site, one.f1, two.f1))
    print(f"{name:24} n={len(rows):4} changed={changed:4} lost={lost}")
    for label, at in (("before", 0), ("after", 1)):
        scores = [row[at] for row in rows]
        print(
            f"   {label:7} F1={np.mean([s.f1 for s in scores]):.4f} "
            f"R={np.mean([s.recall for s in scores]):.4f} leak={np.mean([s.leak for s in scores]):.4f} "
            f"bad={sum(s.f1 < BAD for s in scores)}"
        )
    if detail:
        for change, page, site, one, two in [row for row in sorted(worse) if row[0] < -LOST][:12]:
            print(f"      {change:+.3f} {one:.3f} -> {two:.3f} {page} at {site}")


def sites(pages: list[Page], chance: random.Random, *, short: bool = False) -> list[dict[str, Page]]:
    """For each page with enough noise a site: its noise around the articles of others."""
    out = []
    for around in pages:
        noise = sum(
            len(line) for line, label in zip(around.lines, around.labels, strict=True) if label == "noise"
        )
        if noise < 200 or "body" not in around.labels:
            continue
        guests = chance.sample(
            [page for page in pages if page.site != around.site and "body" in page.labels], SITE
        )
        made = [wrapped(shortened(guest) if short else guest, around) for guest in guests]
        out.append({f"site/{number}.txt": page for number, page in enumerate(made)})
    return out


def retold(page: Page, number: int) -> Page:
    """The page as another site tells it: some with another headline, some with a note on top."""
    rows, noted = [], number % 2 == 0
    for line, label in zip(page.lines, page.labels, strict=True):
        if label == "title" and number % 3 == 0:
            rows.append((f"{line.strip()}（第{'甲乙丙丁戊'[number % 5]}报记者现场报道）", label))
            continue
        if label == "body" and line.strip() and not noted:
            rows.append(
                (
                    f"{'甲乙丙丁戊'[number % 5]}报编者的话：下面这篇文章说的是近来大家都很关心的一件事。",
                    "body",
                )
            )
            noted = True
        rows.append((line, label))
    lines, labels = zip(*rows, strict=True)
    return replace(page, lines=lines, labels=labels)


def reposts(pages: list[Page], chance: random.Random, others: int) -> list[dict[str, Page]]:
    """One article in the noise of five pages, and `others` other pages, all in one folder."""
    usable = [page for page in pages if "body" in page.labels]
    out = []
    for story in usable:
        hosts = chance.sample([page for page in usable if page.site != story.site], 5 + others)
        made = [wrapped(retold(story, number), host) for number, host in enumerate(hosts[:5])] + hosts[5:]
        chance.shuffle(made)
        out.append({f"{number}.txt": page for number, page in enumerate(made)})
    return out


SUBJECTS = (
    "校园食品安全",
    "农村公路养护",
    "冬季供暖保障",
    "中小企业融资",
    "河湖水质监测",
    "职业技能培训",
    "老旧小区改造",
    "森林防火巡查",
)
PLACES = ("云岭县", "青河市", "石桥区", "白塔州", "松坡县", "临江市", "南屏区", "北川镇")


def notice(number: int, chance: random.Random) -> Page:
    """A notice: its own sentences between headings, a salutation, formulae and an ending that all share."""
    place, subject = PLACES[number % 8], SUBJECTS[(number // 8 + number) % 8]
    rows: list[tuple[str, str]] = [(f"{place}关于做好{subject}工作的通知", "title"), ("", "noise")]
    body = [
        "各乡镇人民政府，县直各有关部门：",
        f"为进一步做好{place}{subject}工作，经{place}人民政府同意，现将有关事项通知如下。",
    ]
    for heading in ("一、总体要求", "二、主要任务", "三、保障措施"):
        body.append(heading)
        for point in range(chance.randint(1, 3)):
            goal = chance.randint(3, 900)
            body.append(
                f"到{2025 + point}年，{place}{subject}覆盖{goal}个村，"
                f"{chance.choice(SUBJECTS)}与{subject}同步推进，投入{goal * 3}万元。"
            )
        if heading == "二、主要任务":
            body += ["序号 指标 单位 数量", f"1 {subject}村数 个 {chance.randint(3, 90)}"]
    body.append("各级各部门要高度重视，加强组织领导，压实工作责任，确保各项任务落到实处。")
    body += ["本通知自印发之日起施行。", "特此通知。"]
    rows += [(line, "body") for line in body]
    rows += [
        (f"{place}人民政府办公室", "meta"),
        (f"2024年{chance.randint(1, 12)}月{chance.randint(1, 28)}日", "meta"),
    ]
    lines, labels = zip(*rows, strict=True)
    return Page(f"notice {number}", place, "full", "zh", lines, labels)


def policy(chance: random.Random, pages: list[Page]) -> list[dict[str, Page]]:
    """A folder of notices alone, and one in which they stand in the noise of a page."""
    notices = [notice(number, chance) for number in range(40)]
    folders = [{f"{number}.txt": page for number, page in enumerate(notices)}]
    return folders + [
        {f"{number}.txt": wrapped(page, around) for number, page in enumerate(notices)}
        for around in chance.sample([page for page in pages if "body" in page.labels], 8)
    ]


def speed(pages: list[Page]) -> None:
    """Print how long learning takes beside cleaning, over pages of one made-up site."""
    around = max(pages, key=lambda page: page.labels.count("noise"))
    documents = [
        document(wrapped(page, around), f"{n}.txt") for n, page in enumerate(pages) if "body" in page.labels
    ]
    marks = [time.process_time()]
    articles = [clean(each) for each in documents]
    marks.append(time.process_time())
    learner = Learner()
    learner.take(map(sample, articles))
    marks.append(time.process_time())
    for article in articles:
        revise(article, learner.known)
    marks.append(time.process_time())
    cleaning, counting, revising = (after - before for before, after in pairwise(marks))
    shares = f"counting {100 * counting / cleaning:.1f}%, looking again {100 * revising / cleaning:.1f}%"
    print(f"{shares} of the time of cleaning")


def main(folder: Path, *, detail: bool) -> None:
    """Print everything."""
    found = [page for page in load(folder) if page.language == "zh"]
    for variant in VARIANTS:
        pages = [page for page in found if page.variant == variant]
        report(f"{variant}: as found, by site", [{f"{p.site}/{p.name}.txt": p for p in pages}], detail=detail)
        report(f"{variant}: as found, flat", [{f"{p.name}.txt": p for p in pages}], detail=detail)
        report(f"{variant}: sites", sites(pages, random.Random(1)), detail=detail)
        report(f"{variant}: sites, short", sites(pages, random.Random(2), short=True), detail=detail)
        report(f"{variant}: reposts alone", reposts(pages, random.Random(3), 0), detail=detail)
        report(f"{variant}: reposts, others", reposts(pages, random.Random(4), 15), detail=detail)
        report(f"{variant}: policy", policy(random.Random(5), pages), detail=detail)
        speed(pages)


if __name__ == "__main__":
    main(Path(sys.argv[1]), detail="--detail" in sys.argv)
