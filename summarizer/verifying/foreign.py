"""Documents that are not in Chinese: what can be checked of them, and what cannot.

The Chinese texts of the result are then the model's own, and what it copied is in the document's language.
Where copied texts stand, whether the English agrees with the Chinese, and what is foreign to the source is
checked as ever. Nothing here can compare Chinese with lines in another language, though, nor read names of
other peoples or figures as other languages write them: to try would raise false alarms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarizer.text import Finding
from summarizer.verifying.page import ANY_HAN, Page

LIMITED = ("evidence", "figures", "dates", "names")  # checks that cannot do all that they are for
# Findings that rest on comparing Chinese with the source's lines, or on Chinese readings of names.
UNSOUND = frozenset(
    {
        "support", "figure", "figure_line", "value", "date_line", "date_inferred", "name", "name_invented",
        "name_swapped",
    }
)  # fmt: skip
# Findings that hold in whatever language the copied text is.
SOUND = frozenset({"missing_translation", "untranslated", "foreign_link", "markup", "assistant_text"})


def sift(page: Page, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What remains of the findings about such a document, and that it could not be checked in full."""
    copied = {f"{pair.where}.en" for pair in page.pairs if not _is_chinese(pair.zh)}
    for finding in findings:
        if finding.code not in UNSOUND and (finding.where not in copied or finding.code in SOUND):
            yield finding
    message = (
        f"The document is not in Chinese ({page.result.document.language}): whether its lines support the "
        "Chinese texts was not checked."
    )
    yield Finding("check_failed", "other", "error", "", message)


def _is_chinese(text: str) -> bool:
    """Whether a text is Chinese writing: Han characters, and neither kana nor Hangul among them."""
    return ANY_HAN.search(text) is not None and not any(
        "\u3041" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3" for char in text
    )
