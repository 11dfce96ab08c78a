"""A Chinese name with the surname first among the people, and the other way round in a text: "Jinping Xi"."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer import pinyin
from summarizer.text import Finding
from summarizer.verifying.attested import is_read
from summarizer.verifying.page import Page
from summarizer.verifying.places import words_apart
from summarizer.verifying.readings import bare


def check(page: Page) -> Iterator[Finding]:
    """Findings `name`, one for each text."""
    turned = {
        person.zh: " ".join(reversed(words))
        for person in page.news.people
        if len(words := person.en.split()) == 2 and pinyin.accepts(person.zh, person.en)
    }
    right = {person.en for person in page.news.people}  # 李立 is "Li Li", and a 魏力 may be there beside 李伟
    for zh, wrong in turned.items():
        if wrong in right or wrong not in page.english or wrong in page.written:
            continue
        for pair in page.running:
            if zh not in pair.zh or not [*words_apart(wrong, pair.en)]:
                continue
            if not is_read(bare(wrong).replace(" ", ""), pair.zh, single=False):  # 刘洋和杨柳
                message = f"“{wrong}” has the surname last."
                yield pair.error("name", "accuracy/mistranslation", message, "en", zh)
