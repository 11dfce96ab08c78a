"""A translated document in the form of its source: the Word file, page or table once more, in English."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.bodies import HAN
from summarizer.errors import FAULTS, DocumentError, InternalError, UsageError
from summarizer.exchange.retagging import repieced
from summarizer.layout import LAYOUTS, Layout
from summarizer.reading import Source, content
from summarizer.results import FindingOut, Result, TranslatedLine, Translation

UNBUILT = "layout"
_FEW, _SHOWN = 5, 60  # texts that are quoted, and characters of each


def rebuilt(source: Source, result: Result, *, bilingual: bool = False) -> tuple[dict[str, bytes], list[str]]:
    """Suffix (".en.docx") -> file, for each translation of a result; and what went wrong, for the user.

    Nothing for what has no layout that could be kept (a PDF), and nothing that could fail the document: its
    result is there in any case.
    """
    layout = LAYOUTS.get(result.document.media_type)
    made = [translation for _, translation in result.renderings()]
    if layout is None or not made:
        return {}, []
    files: dict[str, bytes] = {}
    problems = list(_left(layout, source))
    for translation in made:
        try:
            data = layout.rebuild(
                content(source), _texts(translation, result), bilingual=bilingual, to=translation.to
            )
        except (DocumentError, UsageError) as error:
            problems.append(f"No {layout.suffix} in {translation.to}: {error.message}")
        except FAULTS as fault:
            problems.append(f"No {layout.suffix} in {translation.to}: {InternalError.of(fault).message}")
        else:
            files[f".{translation.to}{layout.suffix}"] = data
    return files, problems


def _left(layout: Layout, source: Source) -> Iterator[str]:
    """What of a file stays in Chinese in the translated one, in words."""
    try:
        texts = [text for text in layout.left(content(source)) if HAN.search(text)]
    except (DocumentError, UsageError, *FAULTS):
        return  # which is said where the file is made
    if texts:
        shown = "”, “".join(text[:_SHOWN] for text in texts[:_FEW]) + ("…" if len(texts) > _FEW else "")
        yield f"Running heads, feet and names of sheets are not translated in the {layout.suffix}: “{shown}”."


def noted(result: Result, problems: list[str]) -> Result:
    """`result` with a warning for each file that could not be made."""
    found = [
        FindingOut(code=UNBUILT, category="other", severity="warning", where="translation", message=problem)
        for problem in problems
    ]
    return result.model_copy(update={"findings": [*result.findings, *found]}) if found else result


def _texts(translation: Translation, result: Result) -> dict[int, tuple[str, ...]]:
    """What is put into the lines. The noise around an article in a text is left out, as it is of the digest;
    the menus of a page are part of its layout, and stay.
    """
    texts = {item.n: _pieces(item) for item in (*translation.head, *translation.segments) if item.en}
    if result.document.media_type in ("text/plain", "text/markdown"):
        texts |= {line.n: () for line in result.document.lines if line.role == "noise"}
    return texts


def _pieces(item: TranslatedLine) -> tuple[str, ...]:
    """The pieces of a line; a person who edited it edited its text as a whole."""
    return tuple(repieced(item.pieces, item.en)) or (item.en,)
