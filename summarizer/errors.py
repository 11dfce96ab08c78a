"""Everything that can go wrong and is ours to explain, as one tree.

    SummarizerError                    exit  what it means
      UsageError                       2     the command, a setting or a file given to it is wrong
      DocumentError                    1     this document failed; the others go on
        UnreadableDocument             1     the file cannot be read with confidence
        NoArticle                      1     the page has nothing to read: menus, headlines, a log-in
        AnswerError                    1     the model did not give an answer that fits
        ContentRefused                 1     the provider will not process this content
        WireError                      1     the endpoint kept failing for this request
        InternalError                  1     a fault of this program, met with this document
      MoneyError                       3     `--max-cost` or the provider's money limit stops the run
      ProviderError                    4     the provider refuses every call
      Interrupted                      130   the user or the system asked to stop (143 for SIGTERM)
      Waiting                          0     an answer comes with a batch; the document goes on then

Errors keep attributes and build their text in `__str__`: they can be tested, pickled and reworded.
`hint` says what the user can do next. No error ever carries a key or a document's text.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class SummarizerError(Exception):
    """Root of the tree. `message` says what is wrong, `hint` what to do about it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(SummarizerError):
    """A command, option, setting or given file is wrong: nothing was sent."""

    exit_code = 2


class DocumentError(SummarizerError):
    """One document cannot be finished. `code` is a short machine-readable reason."""

    code: str = "failed"


class UnreadableDocument(DocumentError):
    """A file that cannot be read with confidence; nothing of it was sent.

    Codes: empty, binary, undecodable, too_large, unsupported, unreadable, no_text.
    """

    def __init__(self, message: str, hint: str = "", code: str = "unreadable") -> None:
        super().__init__(message, hint)
        self.args = (message, hint, code)
        self.code = code


class NoArticle(DocumentError):
    """A page that has nothing to read: menus, lists of headlines, a page for logging in or of an error."""

    code = "no_article"

    def __init__(self, message: str = "", hint: str = "") -> None:
        super().__init__(
            message
            or "The model finds no article on this page, only menus, headlines or notices of the site.",
            hint
            or "`summarizer clean` shows its lines; with --no-ask what code took for the article is used.",
        )


class AnswerError(DocumentError):
    """The model's answers did not fit, also after being asked again."""

    code = "answer"


class ContentRefused(DocumentError):
    """The provider (or the model) refuses to process this content. Never retried."""

    code = "refused"


class WireError(DocumentError):
    """The endpoint kept failing for this request, within all retries."""

    code = "wire"


class InternalError(DocumentError):
    """A fault of this program that one document has brought to light. The others go on."""

    code = "internal"

    @classmethod
    def of(cls, fault: BaseException) -> InternalError:
        """The error for a fault: the place in the code where it happened, and no text of the document."""
        place, trace = "", fault.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            place, trace = f"{Path(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}", trace.tb_next
        return cls(
            f"This document met a fault of the program ({type(fault).__name__} at {place}).",
            "Please report it; the other documents are not affected.",
        )


# What a fault of our own, or of a library, looks like. Not OSError: the disk is everybody's.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class MoneyError(SummarizerError):
    """The run stops because of money: `--max-cost`, or the provider's quota or balance."""

    exit_code = 3


class ProviderError(SummarizerError):
    """The provider refuses every call: bad key, no such model, unreachable."""

    exit_code = 4


class Waiting(SummarizerError):
    """An answer is not there yet: it is asked for in a batch. Never leaves a run.

    `holds` says that nothing that needs all drafts of a window can be done before it is there.
    """

    exit_code = 0

    def __init__(self, *, holds: bool = True) -> None:
        super().__init__("An answer of a batch is not there yet.", "summarizer batch collect OUT")
        self.holds = holds


class Interrupted(SummarizerError):
    """The run was asked to stop; what was finished is kept."""

    exit_code = 130

    def __init__(self, message: str = "Interrupted.", hint: str = "", exit_code: int = 130) -> None:
        super().__init__(message, hint)
        self.args = (message, hint, exit_code)
        self.exit_code = exit_code  # type: ignore[misc]  # 130 for SIGINT, 143 for SIGTERM
