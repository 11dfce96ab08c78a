"""Whether two English words are forms of one: a glossary has "say", and the translation "said".

The regular endings, and a table of what is irregular. No part of speech is known, so a form may belong to two
words ("left" to "leave" and to itself): that is enough for asking whether a rendering is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

_IRREGULAR = """
arise arose arisen; awake awoke awoken; be am is are was were been being; bear bore borne; beat beaten;
become became; begin began begun; bend bent; bid bade bidden; bind bound; bite bit bitten; bleed bled; blow
blew blown; break broke broken; breed bred; bring brought; build built; burn burnt; buy bought; catch
caught; choose chose chosen; cling clung; come came; creep crept; deal dealt; dig dug; do did done does;
draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed
fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forecast
forecasted; foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze
frozen; get got gotten; give gave given; go went gone goes; grind ground; grow grew grown; hang hung; have
has had; hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid; lead
led; lean leant; learn learnt; leave left; lend lent; lie lay lain lying; light lit; lose lost; make made;
mean meant; meet met; mistake mistook mistaken; oversee oversaw overseen; overcome overcame; overtake
overtook overtaken; pay paid; prove proven; ride rode ridden; ring rang rung; rise rose risen; run ran; say
said; see saw seen; seek sought; sell sold; send sent; sew sewn; shake shook shaken; shine shone; shoot
shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid;
sow sown; speak spoke spoken; speed sped; spend spent; spin spun; spring sprang sprung; stand stood; steal
stole stolen; stick stuck; strike struck stricken; strive strove striven; swear swore sworn; sweep swept;
swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw
threw thrown; undergo underwent undergone; understand understood; undertake undertook undertaken; uphold
upheld; wake woke woken; wear wore worn; weave wove woven; win won; wind wound; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; write wrote written; man men; woman women; child children; person
people; foot feet; tooth teeth; goose geese; mouse mice; life lives; half halves; shelf shelves; leaf
leaves; knife knives; wife wives; criterion criteria; phenomenon phenomena; medium media; datum data;
curriculum curricula; index indices; appendix appendices; analysis analyses; basis bases; crisis crises;
thesis theses; hypothesis hypotheses; axis axes; good better best; bad worse worst; far further furthest;
little less least; many more most; it its
"""
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = ("a", "e", "i", "o", "u")
_DOUBLING = re.compile(r"[a-z]*[b-df-hj-np-tv-z][aeiou][bdglmnprt]")
_SHORTEST = 3  # letters of a word that an ending is taken from


@lru_cache(maxsize=8192)
def bases(word: str) -> frozenset[str]:
    """What a word in small letters may be a form of; the word itself is among them.

    >>> sorted(bases("studies")), sorted(bases("said"))
    (['studie', 'studies', 'study'], ['said', 'say'])
    """
    return frozenset({word, *_irregular().get(word, ()), *_regular(word)})


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """Form -> the words that it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _IRREGULAR.split(";"):
        base, *forms = row.split()
        for form in forms:
            found[form] = (*found.get(form, ()), base)
    return MappingProxyType(found)


def forms(word: str) -> frozenset[str]:
    """What a word in small letters may be written as: a verb, a noun or an adjective in all its forms.

    Made by rule, so some are no words; none of them is a form of another word, but for what is irregular.
    """
    stem = word.removesuffix("e")
    changed = f"{word[:-1]}i" if word[-1] == "y" and word[-2:-1] not in _VOWELS else stem
    doubled = f"{stem}{stem[-1]}" if _DOUBLING.fullmatch(stem) else stem
    ends = {f"{changed}{end}" for end in ("ed", "er", "est", "es")}
    more = {f"{doubled}{end}" for end in ("ed", "er", "est", "ing")} | {f"{stem}ing", f"{word}s"}
    return frozenset({word, *ends, *more, f"{stem}ed", *_irregular_forms().get(word, ())})


@cache
def _irregular_forms() -> Mapping[str, tuple[str, ...]]:
    """Word -> its irregular forms."""
    rows = (row.split() for row in _IRREGULAR.split(";"))
    return MappingProxyType({base: tuple(irregular) for base, *irregular in rows})


def _regular(word: str) -> Iterator[str]:
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield from _long(word[:-1])
        if word.endswith("ies"):
            yield from _long(f"{word[:-3]}y")
        elif word.endswith("es") and word[:-2].endswith(_HISSING):
            yield from _long(word[:-2])
    elif word.endswith("ied"):
        yield from _long(f"{word[:-3]}y")
    elif word.endswith("ed"):
        yield from _unended(word[:-2])
    elif word.endswith("ing"):
        yield from _unended(word[:-3])


def _unended(stem: str) -> Iterator[str]:
    """The words that a stem before -ed or -ing may be of: plann(ed) of plan, us(ed) of use."""
    yield from _long(stem)
    yield from _long(f"{stem}e")
    if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
        yield stem[:-1]


def _long(word: str) -> Iterator[str]:
    if len(word) >= _SHORTEST:
        yield word
