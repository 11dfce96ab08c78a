"""Makes the formatting of Chinese text fit for a translation: its language, and no Chinese font for Latin.

Fonts for Chinese stay set as what they are for (w:eastAsia): Word chooses by the script of each character.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SERIF, _SANS = "Times New Roman", "Arial"
# Parts of the Latin names of fonts for Chinese; those without serifs, in both scripts.
_CHINESE = (
    "simsun", "simhei", "kaiti", "fangsong", "yahei", "dengxian", "stsong", "stheiti", "stxihei", "pingfang",
    "stzhongsong", "nsimsun", "mingliu", "jhenghei", "source han", "noto sans cjk", "noto serif cjk",
    "noto sans sc", "noto serif sc", "wenquanyi", "founder", "fz",
)  # fmt: skip
_WITHOUT_SERIFS = ("黑", "圆", "等线", "hei", "dengxian", "pingfang", "sans", "wenquanyi")
_EAST_ASIAN = ("zh", "ja", "ko", "yue")
# What squeezes or turns characters of a fixed width, or records a change.
_UNFIT = ("lang", "fitText", "eastAsianLayout", "rPrChange", "ins", "del", "moveFrom", "moveTo", "noProof")
_AFTER_LANGUAGE = frozenset(_W + name for name in ("specVanish", "oMath"))
_REGIONS = {"en": "en-US", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "it": "it-IT", "pt": "pt-PT"}


@dataclass(frozen=True, slots=True)
class Dress:
    """How text in the language `to` (a tag such as "en") is dressed."""

    to: str

    @property
    def is_latin(self) -> bool:
        """Whether the language is written in other characters than East Asian ones."""
        return self.to.partition("-")[0].lower() not in _EAST_ASIAN

    @property
    def is_english(self) -> bool:
        """Whether the language is English, of whatever country."""
        return self.to.partition("-")[0].lower() == "en"

    def run(self, new: Any, source: Any | None) -> None:
        """Give a new run the formatting of a source run, fit for the language."""
        given = source.find(_W + "rPr") if source is not None else None
        properties = new.makeelement(_W + "rPr") if given is None else deepcopy(given)
        properties.tail = None
        for name in _UNFIT:
            for found in properties.findall(_W + name):
                properties.remove(found)
        self.fonts(properties)
        self._language(properties)
        new.insert(0, properties)

    def fonts(self, tree: Any) -> None:
        """Replace the Chinese fonts for Latin text in a tree (run properties, styles)."""
        if not self.is_latin:
            return
        for fonts in tree.iter(_W + "rFonts"):
            fonts.attrib.pop(_W + "hint", None)
            for script in ("ascii", "hAnsi"):
                _replace_font(fonts, script)

    def _language(self, properties: Any) -> None:
        tag = self.to if "-" in self.to else _REGIONS.get(self.to, self.to)
        name = "val" if self.is_latin else "eastAsia"
        language = properties.makeelement(_W + "lang", {_W + name: tag})
        later = (at for at, item in enumerate(properties) if not _is_before_language(item))
        properties.insert(next(later, len(properties)), language)


def _is_before_language(item: Any) -> bool:
    return not isinstance(item.tag, str) or (item.tag.startswith(_W) and item.tag not in _AFTER_LANGUAGE)


def _replace_font(fonts: Any, script: str) -> None:
    theme = fonts.get(f"{_W}{script}Theme") or ""
    if theme.endswith("EastAsia"):
        fonts.set(f"{_W}{script}Theme", theme.replace("EastAsia", "HAnsi"))
    name = fonts.get(_W + script) or ""
    if _is_chinese(name):
        is_sans = any(part in name.lower() for part in _WITHOUT_SERIFS)
        fonts.set(_W + script, _SANS if is_sans else _SERIF)


def _is_chinese(name: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in name) or any(
        name.lower().startswith(part) or f" {part}" in name.lower() for part in _CHINESE
    )
