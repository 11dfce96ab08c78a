"""What a finding means, for a reader who does not know the checks: one plain sentence for each code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ARROW = " -> "

MEANINGS: Mapping[str, str] = MappingProxyType({
    "evidence": "What is stated here does not stand in the lines that it refers to.",
    "support": "Little of the wording of this statement is found in the lines that it refers to.",
    "leak": "This seems to come from menus, adverts or other articles on the page.",
    "figure": "No line of the article states this figure.",
    "figure_line": "The figure is in the article, but not in the lines given for it.",
    "date_line": "The lines given for this state another day.",
    "number": "The English figure has another value than the Chinese one.",
    "number_missing": "A figure of the Chinese is not in the English.",
    "number_added": "A figure in the English is not in the Chinese.",
    "unit": "The English has another unit or currency, or a rise for a fall.",
    "qualifier": "“More than”, “nearly” and the like differ between the Chinese and the English.",
    "value": "The computed value of this figure does not fit how it is written.",
    "date": "The date in the English is not the one in the Chinese.",
    "date_inferred": "Part of this date was inferred: the source does not state it.",
    "name": "The spelling of this name does not fit its Chinese characters.",
    "name_missing": "The Chinese names somebody whom the English does not.",
    "name_swapped": "The English names another person, place or organisation.",
    "name_invented": "The English has a name that is nowhere in the article.",
    "post": "A post is given to somebody else than in the article.",
    "post_rank": "The rank of a post differs: a deputy, or no deputy.",
    "actor": "Who does something differs between the Chinese and the English.",
    "term": "The agreed English for this term is not used.",
    "term_consistency": "One name has two different English forms here.",
    "negation": "A “not” or a prohibition of the Chinese is missing in the English.",
    "modality": "What must be, may be or is planned in the Chinese is told as something else in the English.",
    "direction": "What rises in the Chinese falls in the English, or the other way round.",
    "quotation": "Reported speech has become a word-for-word quotation.",
    "quotes_added": "The English has quotation marks that the Chinese does not have.",
    "attribution": "What somebody said is presented as a fact.",
    "speaker": "The statement is given to somebody else than in the article.",
    "attendance": "Somebody attended, presided or was absent who did not.",
    "agreement": "Two places of this brief contradict each other.",
    "coverage": "Sentences or lines are missing, doubled or in another order.",
    "missing_translation": "There is no English for this.",
    "omission": "The English seems to leave something out.",
    "addition": "The English has a sentence that the Chinese does not have.",
    "length": "The English is unusually short or long for this Chinese.",
    "repeat": "Text is repeated that should stand once.",
    "untranslated": "Chinese characters were left in the English.",
    "code_missing": "A code, an address or an abbreviation is missing in the English.",
    "foreign_link": "An address or a telephone number is not in the source.",
    "markup": "The text contains markup that does not belong there.",
    "assistant_text": "The language model speaks of itself here, or follows an instruction of the page.",
    "brackets": "Brackets or quotation marks do not close.",
    "limited": "Not in English: only completeness, digits and links of this translation were checked.",
    "check_failed": "A check could not be made, so that nobody can say that this is right.",
})  # fmt: skip


def meaning(code: str) -> str:
    """What a finding of this code means, or "" for a code of another program."""
    return MEANINGS.get(code, "")


def in_words(message: str) -> str:
    """A message for a reader: "3元 -> 4 yuan" becomes "The source has “3元”, the English has “4 yuan”"."""
    source, arrow, english = message.partition(_ARROW)
    return f"The source has “{source}”, the English has “{english}”" if arrow else message
