"""Names that look like pinyin and are none: of Taiwan in Wade-Giles, and of foreigners.

A foreign name is written in Chinese by its sound, with the characters of transliterations; its consonants are
then those of the characters: 布坎南, Buchanan. Vowels and what both languages swallow do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer import pinyin
from summarizer.scripts import simplified
from summarizer.verifying.places import all_places

# The characters that agencies write foreign names with.
_BY_SOUND = (
    "阿埃艾爱安昂奥巴班邦包鲍保贝本比彼宾波伯博布查车楚茨达戴丹当道德邓迪蒂丁东杜敦顿多恩尔法凡范方芳菲费芬丰冯佛弗夫福"
    "富盖甘冈高哥戈格根贡古瓜圭果哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简姜杰捷金京久居卡凯坎康考科克肯孔库夸宽奎昆拉腊莱"
    "赖兰郎朗劳勒雷里利连列林琳龙隆卢鲁伦罗洛吕马玛迈曼芒毛梅门蒙米明摩莫默姆穆纳娜南尼涅宁纽农努诺欧帕派潘庞佩彭皮平珀"
    "普奇齐恰强切钦琴丘让热仁日荣茹瑞若撒萨塞赛桑森沙山上绍舍申圣施史士舒顺朔斯丝苏索塔泰坦汤唐陶特腾提廷通图土托瓦万"
    "旺威韦维温文翁沃乌武西希夏香肖谢辛欣兴休许雅亚延扬耶叶伊因英永尤约泽扎詹张哲真治珠朱兹宗祖佐"
)
_RUN = re.compile(f"[{_BY_SOUND}]{{2,}}")
# What sounds alike to a transcriber; vowels, w and y are not heard. "ch" and "c" may be either of two sounds.
_ALIKE = str.maketrans(
    {"b": "p", "d": "t", "r": "l", "g": "k"} | dict.fromkeys("jqxz", "s") | dict.fromkeys("aeiouwyü' -", "")
)
_TWICE, _NG = re.compile(r"(.)\1+"), re.compile("ng(?![aeiou])")
_CH, _WITH_H, _VOWELS = re.compile("ch|c"), re.compile("([sz])h"), re.compile("[aeiou]+")
FEWEST = 3  # consonants: fewer are heard in anything
_MORE = 2  # characters of a foreign name than it has vowels
_INITIALS = {
    "zh": "ch",
    "b": "p",
    "d": "t",
    "g": "k",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "r": "j",
    "z": "ts",
    "c": "ts",
}
_INITIAL = re.compile("zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]|")
_FINALS = {
    "ong": "ung", "iong": "iung", "ian": "ien", "an": "en", "ie": "ieh", "e": "eh o", "ue": "ueh",
    "i": "ih u", "uo": "o", "ui": "uei", "ou": "u", "er": "erh",
}  # fmt: skip


def is_heard(wanted: str, shown: str, *, single: bool) -> bool:
    """Whether an article may have a foreign name (small letters, no blanks) by its sound.

    What is read like the name of a Chinese person must be of the characters of transliterations by half.
    """
    plain = _NG.sub("n", wanted).replace("qu", "k")  # no pinyin: what is read is not asked here
    heard = {_sound(_CH.sub(sound, plain)) for sound in "sk"}
    vowels = len(_VOWELS.findall(wanted))
    sizes = range(max(2, vowels), vowels + _MORE + 1)
    return any(
        _has_sound(sound, run, sizes, single=single)
        for sound in heard
        if len(sound) >= FEWEST
        for run in _runs(shown)
    )


@lru_cache(maxsize=16)
def _runs(shown: str) -> tuple[str, ...]:
    """The characters in a row with which foreign names are written, each run once."""
    return tuple(dict.fromkeys(_RUN.findall(simplified(shown))))


def _has_sound(heard: str, run: str, sizes: range, *, single: bool) -> bool:
    names = (run[at : at + size] for size in sizes for at in range(len(run) - size + 1))
    return any(_sound_of(name) == heard and _is_foreign(name, single=single) for name in names)


def _is_foreign(name: str, *, single: bool) -> bool:
    sure = sum(char in pinyin.TRANSLITERATION for char in name)
    return sure > 0 if single else sure * 2 >= len(name) and not pinyin.is_chinese_name(name)


@lru_cache(maxsize=4096)
def _sound_of(zh: str) -> str:
    readings = (next(iter(pinyin.char_readings(char)), "") for char in zh)
    heard = (one.removesuffix("g") if one.endswith("ng") else one for one in readings)
    return _sound(_CH.sub("s", "".join(heard)))


def _sound(letters: str) -> str:
    return _TWICE.sub(r"\1", _WITH_H.sub(r"\1", letters).translate(_ALIKE))


def may_be_foreign(zh: str) -> bool:
    """Whether a name that looks Chinese may be one that is written by its sound: 鲍威尔, 柯林斯."""
    by_sound = all(char in _BY_SOUND for char in zh)
    return by_sound or any(char in pinyin.TRANSLITERATION for char in zh[1:])


def sounds_so(zh: str, english: str) -> bool:
    """Whether a name that looks Chinese may be one of the West: 彭斯, "Mike Pence", by its sound.

    Or 包道森, "Paul Dawson": by its characters, and as none of its words is pinyin.
    """
    words = pinyin.letters(english).split()
    if len(words) < 2 or pinyin.is_surname(words[0]) or words[-1] in pinyin.surname_keys(zh):
        return False
    if is_heard(words[-1], zh, single=True):
        return True
    return _RUN.fullmatch(zh) is not None and not any(map(pinyin.is_pinyin, words))


def took_a_name(english: str, shown: str) -> bool:
    """Whether a name may be of a foreigner who took a Chinese one: 戴雅門, "Larry Diamond".

    The article is in traditional characters, and none of the words is Chinese in any spelling.
    """
    words = pinyin.letters(english).split()
    western = len(words) > 1 and "-" not in english and not any(map(pinyin.is_pinyin, words))
    return western and simplified(shown) != shown


def is_of_taiwan(zh: str, english: str) -> bool:
    """Whether a name with a hyphen is in Wade-Giles, or a mixture with pinyin: 陳金德, Chen Chin-te."""
    words = pinyin.letters(english).replace("'", "").replace("’", "").split()
    surname, given = pinyin.split(zh)
    parts = words[-1].split("-") if len(words) == 2 else []
    if len(parts) != 2 or len(given) != 2 or words[0] not in _surnames(surname):
        return False
    return all(part in _spellings(char) for part, char in zip(parts, given, strict=True))


def names_someone(english: str, shown: str) -> bool:
    """Whether an article has the Chinese of such a name."""
    first = pinyin.letters(english).split()[0]
    heads = (
        char
        for char in set(shown)
        if pinyin.simple(char) in pinyin.COMMON_SURNAMES and first in _surnames(char)
    )
    return any(is_of_taiwan(shown[at : at + 3], english) for char in heads for at in all_places(char, shown))


@lru_cache(maxsize=1024)
def _surnames(surname: str) -> frozenset[str]:
    others = pinyin.OTHER_SURNAMES.get(pinyin.simple(surname), "").split()
    readings = pinyin.surname_readings(surname)
    return frozenset(
        [*others, *readings, *(spelling for one in readings for spelling in _in_wade_giles(one))]
    )


@lru_cache(maxsize=4096)
def _spellings(char: str) -> frozenset[str]:
    """How a character of a given name may be spelled, without apostrophes."""
    readings = [one.replace("ü", "u") for one in pinyin.char_readings(char)]
    return frozenset([*readings, *(spelling for one in readings for spelling in _in_wade_giles(one))])


def _in_wade_giles(syllable: str) -> Iterator[str]:
    """What a syllable of pinyin is in Wade-Giles without marks, or nearly so."""
    found = _INITIAL.match(syllable)
    initial = found[0] if found else ""
    final = syllable[len(initial) :]
    for first in {initial, _INITIALS.get(initial, initial)}:
        for rest in (final, *_FINALS.get(final, "").split()):
            yield first + rest
