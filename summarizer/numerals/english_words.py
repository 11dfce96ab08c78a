"""The number words of English and the patterns that find them, digits, labels and qualifiers."""

from __future__ import annotations

import re

from summarizer.numerals.figure import Qualifier, any_of

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
ONES = tuple(_SMALL.split())
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CARDINALS = {word: value for value, word in enumerate(ONES)}
CARDINALS |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
}
_IRREGULAR["twelve"] = "twelfth"


def _ordinal(cardinal: str) -> str:
    stem = cardinal.removesuffix("y") + "ie" if cardinal.endswith("y") else cardinal
    return _IRREGULAR.get(cardinal, f"{stem}th")


ORDINALS = {_ordinal(word): value for word, value in CARDINALS.items() if value}
ORDINALS |= {"hundredth": 100, "thousandth": 1000}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12, "decade": 10,
    "century": 100, "millennium": 1000,
}  # fmt: skip
VAGUE = {
    "dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12, "decades": 10, "centuries": 100, "millennia": 1000,
}  # fmt: skip
# Words that carry a number without being numerals; they answer for a Chinese figure but never ask for one.
ECHOES = {
    "both": 2, "twice": 2, "couple": 2, "pair": 2, "dual": 2, "twin": 2, "duo": 2, "bilateral": 2,
    "fortnight": 2, "secondary": 2, "secondly": 2, "either": 2, "neither": 2, "respective": 2, "biennial": 2,
    "ii": 2, "runner-up": 2, "runners-up": 2, "penultimate": 2,
    "thirdly": 3, "tripartite": 3, "trilateral": 3, "trio": 3, "thrice": 3, "tertiary": 3,
    "triennial": 3, "iii": 3, "quadrilateral": 4, "quadrennial": 4,
    "quartet": 4, "fourthly": 4, "iv": 4, "quintet": 5, "vi": 6,
    "vii": 7, "viii": 8, "once": 1, "single": 1, "primary": 1, "firstly": 1, "another": 1, "none": 0, "no": 0,
    "nil": 0, "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "biennially": 2,
    "triennially": 3, "semi-final": 4, "semi-finals": 4, "semifinal": 4, "semifinals": 4, "quarter-final": 8,
    "quarter-finals": 8, "quarterfinal": 8, "quarterfinals": 8,
}  # fmt: skip
MULTIPLES = {
    "doubled": 2, "doubles": 2, "doubling": 2, "double": 2, "triple": 3,
    "tripled": 3, "tripling": 3, "triples": 3,
    "quadrupled": 4, "quadrupling": 4, "quadruple": 4, "quintupled": 5, "sextupled": 6,
}  # fmt: skip
ECHOES |= {f"{word[:-1]}ies": value for word, value in CARDINALS.items() if word in TENS}  # in his thirties
FOLDS = {f"{word}fold": value for word, value in CARDINALS.items() if 1 < value < 21}
FRACTIONS = {"half": 2, "halves": 2, "halved": 2, "quarter": 4, "quarters": 4}
_TABLES = {
    "fraction": FRACTIONS, "times": FOLDS, "multiple": MULTIPLES, "echo": ECHOES, "vague": VAGUE,
    "scale": SCALES,
    "ordinal": ORDINALS, "cardinal": CARDINALS,
}  # fmt: skip
# Every word with its role and its value.
WORDS = {word: (role, value) for role, table in _TABLES.items() for word, value in table.items()}
WORDS |= {f"{word}s": ("ordinal", value) for word, value in ORDINALS.items() if value > 2}
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
SHORT_SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12,
    "trn": 10**12, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
# What may be glued to digits without making a label of them.
_SUFFIXES = """
km kg cm mm ha kw mw gw kwh mwh gwh twh kv gb tb mb kb hz mhz ghz ml g l w v mu sqm t am pm yuan rmb cny usd
hours mins s pc x fold bp bps
"""
_OF_MONEY = "rmb cny usd eur gbp jpy hkd twd ntd aud sgd mop krw cad chf rub inr thb myr idr vnd brl sar aed"
CURRENCIES = frozenset(_OF_MONEY.split())
SUFFIXES = frozenset(_SUFFIXES.split()) | ORDINAL_SUFFIXES | frozenset(SHORT_SCALES)

_D = r"(?:\d{1,3}(?:,\d{3}){1,6}+(?!\d)|\d{1,16}+)(?:\.\d{1,12}+)?"
_HALF_DAY = r"(?:a\.m\.|p\.m\.|am\b|pm\b)"
# The words that figures begin with, as far as they are letters only, and those with a hyphen in them.
OPENERS = frozenset(word.partition("-")[0] for word in WORDS)
HYPHENED = frozenset(word.partition("-")[0] for word in WORDS if "-" in word)
HYPHENATED = re.compile(rf"(?:{any_of(word for word in WORDS if '-' in word)})(?![a-z])")
MANY_DIGITS = 11  # a telephone, an account: no number
SKIP = re.compile(r"(?:https?://|www\.)[!-~]++|[A-Za-z0-9._+-]{1,64}+@[A-Za-z0-9.-]++", re.IGNORECASE)
LABEL = re.compile(r"(?P<label>[A-Za-z]{1,64}+-?\d{1,16}+(?:\.\d{1,3}+(?![\d.%A-Za-z]))?+[A-Za-z\d]{0,16}+)")
OCLOCK = rf"(?P<oclock>(?P<hour_only>\d{{1,2}}|{'|'.join(ONES[1:13])}) ?(?:{_HALF_DAY}|o['’]clock))"
WORD_OCLOCK = re.compile(OCLOCK)
_DIGIT_WORDS = "|".join(ONES[:10])
WORD_POINT = re.compile(
    rf"[a-z]{{3,9}}+ point (?P<decimals>(?:{_DIGIT_WORDS})(?: (?:{_DIGIT_WORDS})){{0,5}})\b"
)
# A number that is nothing else: no time, no ratio, no label, no part of an account.
NUMBER = re.compile(
    r"(?>(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9])|[0-9]{1,10}+)(?:\.[0-9]{1,12}+)?)"
    r"(?=[,;%)!?]|\.(?![0-9])|\Z| (?![ap]\.?m|o['’]))"
)
DIGITS = re.compile(
    r"(?P<phone>(?<![\d.])(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{3,4}-\d{3,4})(?!\d|\.\d)|\d{17,}+"
    r"|(?<![\d.])\d{1,4}+(?:\.\d{1,4}+){2,6}+(?![\d]|\.\d))"
    rf"|(?P<clock>(?P<hour>\d{{1,2}})[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?{_HALF_DAY})?(?![\d%])"
    r"(?!(?<=\.\d\d)(?:[mbt]n|mln|bln|trn|[kmb])\b))"  # 1.26bn
    rf"|{OCLOCK}"
    r"|(?P<ratio>(?<![\d.])(?P<ratio_a>\d{1,16}+(?:\.\d{1,12}+)?):(?P<ratio_b>\d{1,16}+(?:\.\d{1,12}+)?)(?!\d))"
    r"|(?P<slash>(?<![\d/.])(?P<slash_a>\d{1,2})/(?P<slash_b>[1-9]\d{0,2})(?![\d/]|\.\d))"
    rf"|(?P<digits>(?P<number>{_D})(?P<suffix>(?:[mbt]n|trn|[kmb])(?=-{_D}(?:[mbt]n|trn|[kmb])\b)"
    r"|[A-Za-z]{1,64}+(?:-?\d++[A-Za-z]*+){0,8}+)?)",
    re.IGNORECASE,
)
# Sayings by their numeral, with what stands behind it and, in brackets, before it.
_SAYINGS = """
six of one, six feet under, half a dozen of the other, (cloud )nine, (whole )nine yards
nine days' wonder, nine days’ wonder, nineteen to the dozen, eleventh hour, eleventh-hour
forty winks, seventh heaven, sixth sense, four corners of the, four-letter word, five o'clock shadow
five o’clock shadow, fifth column, fifth wheel, third wheel, third time lucky, third rail
third-rate, third world, fourth estate, seven seas, seven-year itch, seven deadly sins, (high )five
(hang )ten, (the )eight ball, (the )eight-ball, three cheers, three sheets to the wind
three-ring circus, ten to one, ten a penny, (perfect )ten, (deep )six
"""
SAYING = re.compile(
    "|".join(
        rf"{re.escape(said)}\b(?<={re.escape(before + said)})" if before else rf"{re.escape(said)}\b"
        for each in re.split(r"[,\n]+ ?", _SAYINGS.strip())
        for before, said in [each[1:].split(")") if each[0] == "(" else ("", each)]
    )
)
# What makes of a second a time: 5 metres per second, a 1-second press
UNIT_BEFORE = re.compile(r"(?:\d[ -]|\b(?:per|each|half a|one|split|single)[ -]|/)\Z")
PERCENT = re.compile(
    r"[- ]?(?:%|per ?cent\b|pc\b|(?:of (?:a|one) )?percentage[- ]points?\b"
    r"|(?P<basis>basi[sc][ -]points?\b|bps?\b)"
    r"|(?P<permille>‰|per mille\b|per thousand\b"
    r"(?! (?!(?:and|or|in|for|from|by|while|with|at|to|on|last|this|respectively)\b)[a-z])))",
)
# Whose digits are a power of a unit, and no label; and an amount that lacks its sign.
POWERS = re.compile(r"[23](?![a-z0-9])")
US_AMOUNT = re.compile(r"[0-9][0-9,]*+(?:\.[0-9]| (?:[mbtr]{1,2}illion|thousand)\b)")
NUMBERED = re.compile(r"(?:\bno\.? ?|\bnumber |#)\Z")  # No. 1 is the first
UNIT = re.compile(r"[- ]?(?P<unit>[a-z]++)")


# not less than, no lower than, must not be below, shall not fall under
_NOT = r"(?:not?|never|cannot)(?: (?:be|fall|drop|go|last|have|take|rise|run|exceed|contain|include))?"
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_most", (rf"{_NOT} (?:(?:more|higher|longer|greater|larger|older|later) than|above|over|beyond)"
                r"|at most|(?<!\bgo )(?<!\bgoes )(?<!\bwent )(?<!\badds )up to|not exceed(?:ing)?"
                r"|not to exceed|a maximum of|within|as many as|as much as|capped at")),
    ("at_least", (rf"{_NOT} (?:(?:fewer|less|lower|shorter|smaller|younger|earlier) than|below|under)"
                 r"|at least|a minimum of|minimum|or more than")),
    ("under", (r"fewer than|less than|under|below|short of|not yet|lower than|not quite|shorter than"
              r"|smaller than|younger than")),
    # not "took over 1,240 mu"
    ("over", (r"more than|(?<!took )(?<!take )(?<!taken )(?<!takes )(?<!taking )(?<!handed )over"
             r"|exceed(?:s|ed|ing)?|above|in excess of|upwards? of|surpass(?:es|ed|ing)?"
             r"|topp(?:ed|ing)|tops"
             r"|beyond|north of|past|higher than|greater than|better than|well over|longer than|larger than"
             r"|older than")),
    ("nearly", (r"nearly|almost|close to|approaching|approach(?:es|ed)|near|just under|just short of"
               r"|virtually|towards")),
    ("about", r"about|around|approximately|roughly|some|an estimated|or so|circa|estimated|in the region of"),
)  # fmt: skip
QUALIFIED_BEFORE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE) + r")"
    r"(?: (?:a|an|the|total|of|by|all|at|mark|rmb|cny|usd|us|hk|yuan)\b)*+ ?[$¥€£]*+\Z",
)  # fmt: skip
# The last words of these but for "of", "to" and "at", which stand before most figures, and the words that may
# stand after them; and a hint of what may stand after a figure. Where there is none, nothing qualifies it.
QUALIFYING = frozenset(
    """
    than most exceed exceeding within as many much least minimum under below yet quite over exceeds
    exceeded above surpass surpasses surpassed surpassing topped topping tops beyond past nearly almost
    approaching approaches approached near virtually towards about around approximately roughly some estimated
    so circa up close short maximum excess upward upwards north region capped
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
FILLERS = frozenset(
    "a an the total of by all at to mark rmb cny usd us hk yuan".split()  # noqa: SIM905  # as above
)
LAST_WORDS = re.compile(r"[a-z]++")
HINTS_AFTER = re.compile(
    r"or (?:more|above|higher|over|longer|older|less|fewer|below|under|so|thereabouts)"
    r"|and (?:above|over|more|below|under)|upwards|\+|plus|odd|something"
)
QUALIFIED_AFTER = re.compile(
    r"(?: ?[A-Za-z%]+){0,3}? ?(?:(?P<at_least>(?:or (?:more|above|higher|over|longer|older)|and (?:above"
    r"|over|more))(?! ?[A-Z]{0,4}[$¥€£]?\d)|(?<=\d )and (?:above|over)|upwards)"
    r"|(?P<at_most>(?:or (?:less|fewer|below|under)|and (?:below|under))(?! ?[A-Z]{0,4}[$¥€£]?\d))"
    r"|(?P<about>or so|or thereabouts)"
    r"|(?P<over>\+(?! ?[\dA-Z])|-plus|-odd|-something|plus\b|odd\b))",
)
