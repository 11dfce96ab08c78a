"""How often a Chinese and an English text say no: every negative of the one has a trace in the other.

In Chinese each negating character is looked at where it stands: a part of a word that negates nothing
(不断, 无论), of one that English tells as it likes (不错, 不足), or a negation. How often the English says no
is counted by `denying`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.verifying import denying
from summarizer.verifying.idioms import told_freely, touching, words
from summarizer.verifying.vocabulary import GAP, NEEDED

NEGATING = re.compile("[不未没无非勿莫毋别拒否禁反]")
# Adjectives of one character, where none follows that may go on as a verb: 不重 of 不重，but not of 不重视.
_SINGLE = frozenset("重轻深浅长短远近快慢早晚贵严紧松齐全整准通分定改动变怕知大多高低好坏差强弱够")
_GOES_ON = re.compile("(?!等(?:[，。；、）]|$))[一-鿿](?<![的地得了而且又也但却与和及或时怎吗呢吧、])")


_BY = re.compile("[^，。；自得]{1,8}[管负决审批承支担定](?!不)")  # 不由他们管


class Negation(NamedTuple):
    """A negation with what follows it; `sure` if English hardly tells it without a word that says no."""

    words: str
    sure: bool


class Reading(NamedTuple):
    """A Chinese text without the words that negate nothing, and its negations in order."""

    text: str
    negations: tuple[Negation, ...]
    free: int = 0  # words that English may tell by one that says no
    bounds: int = 0  # 不超过 and the like


_ASKED = re.compile(r"([一-鿿]{1,2})[不没]\1")
_TWO = re.compile(r"非.即.|不[一-鿿]不[一-鿿]|无[一-鿿]无[一-鿿]")
_COUNT = "[\\d０-９一二三四五六七八九十百千万半两几"
_BOUND = re.compile(
    rf"不(?:得|应|宜|准|许|能|可|会|再|需)?(?:超[过出越]|超(?=[^，。；]{{0,2}}{_COUNT}])|[高低少多大小短长晚早迟]于|逾)"
    rf"|未(?:超过?|达到?|满)(?=[^，。；]{{0,6}}{_COUNT}线位])|[未没不][^，。；]{{1,10}}之?前(?=[，、])"
    rf"|(?:不足|未满|不满|不到)(?=[ “]?约?{_COUNT}])|(?:没有|没|勿)超|(?<=[\d钟年月天时秒岁元块])不到"
)
_COUNTED = re.compile(f"不[满足到](?=[ “]?约?{_COUNT}])")  # 不满三年 says nothing of dissatisfaction
# 别 in a name that is written by its sound: 别列佐夫斯基.
_SOUNDED = re.compile(
    "别(?:[尔列洛斯克赫琳茨涅兹佐戈氏]|[迭里勒古台捷什季卡拉利塔努姆奇维尔列洛斯克达]{2}"
    "|[一-鿿]{1,4}(?:斯基|斯克|[科诺耶]夫|[科诺耶]娃))"
)
_BIE = re.compile(r"(?:^|[，。！？“：；、\s]|千万|[请你您们家可就])别\Z")
_KEPT = frozenset({"无视"})  # explains a word that may tell negations: "ignored"
_QUALITY = re.compile("不[一-鿿](?=[的者])(?!的话)")  # 压不弯的脊梁, 肝功能不全者
_REFUSING = frozenset(
    {"拒绝", "拒不", "否认", "否决", "否绝", "否定", "禁止", "反对", "毋须", "毋需", "毋得"}
)
_FAULT = re.compile("不是(?=[，。；！]|$)")  # 发动战争的不是
_COMPARING = re.compile("[过出越于逾足满到]")  # a bound, which is looked at elsewhere
# What more than one translator in ten tells without a negative word: see bench/verification/negatives.py.
_LOOSE = re.compile("不(?:希望)|非")
_FIRM = re.compile("[并绝决而]非")
# Words that say no themselves: what denies them is told by what is said: 并不陌生 "familiar".
_TWICE = re.compile(
    "不(?:陌生|难|复杂|困难|差|错|坏|昂贵|艰|费|讨厌|反感|逊|赖|麻烦|吃力|乏|缺|懈|愧|辜负|输|亏|弱|例外"
    "|放松|忽视|忽略|否认|拒绝|怀疑|后悔|犹豫|迟疑|回避|逃避|避|畏|间断|中断|寻常|平凡"
    "|负(?![^，。；的与和]{0,5}(?:[责担债赔]|义务|刑)|有(?!心))|起眼|孤单|孤独)|[不未没无勿别]有?(?:[会能再曾敢肯容算]|令人|让人|轻易|丝毫|任何|什么|太大?|感到|觉得){0,2}"
    "(?:含糊|手软|姑息|铺张|拘谨|拘束|徇|偏袒|护短|离弃|言弃|失[约信言手误准色]|食言|爽约|掉队|落下"
    "|走样|变味|褪色|折腾|意外|奇怪|稀奇|罕见|少见|鲜见|孤立|吝啬|小气|马虎|敷衍|将就|凑合"
    "|怠慢|松劲|停[歇步]|止步|[亚差弱逊输]于|缺[位席]|越位|错位"
    "|耽[误搁]|悬念|压力|难[事度]|阻碍|障碍|破绽|差错|争议|异议|疑[问义]|顾[虑忌]|悔意|显[老疲]|白[费流花干跑等来]|[看算走选犯]?错(?!过)|出乎|逃[过脱]|舍得|[愁怵惧怯慌衰腻堵臭]"
    "|乱(?![扔丢停放穿收占砍用花])|减(?=[往当，。；]))"
    "|没什么(?=[，。；！”]|$)|(?:不会?|没有?|未)(?:让|被|使|给|选择)[^，。；]{0,8}?"
    "(?:失望|掉队|落下|吓倒|击[垮倒溃]|压垮|打[倒垮]|难[倒住]|沉默|逃避|躺平|添[麻乱]|吃亏|心寒)"
    "|(?:不是|并非|不算)(?:小|少|短|一朝|一天|难|坏|轻|偶然|个例|个案|孤例|个别|奇|新鲜|秘密|易事|难事)|没有?[^，。；]{1,3}不[了起到出上住]的|(?:不会|没有?|未曾?|从不)(?:忘|辜负|缺席|例外|放松|中断|间断|错过)"
)
# What ends a set phrase tells what lasts or is great: 患难不弃, 一往无前, 坚不可破.
_SET = re.compile(
    "(?<=[一-鿿]{2})(?:不可?|无可?|莫)"
    "[贷弃乱衰阻移懈怠惑惧挠屈渝辍息绝竭尽穷疆悔憾愧匹敌双比前伦疑虞忧恙瑕漏遗误失破摧夺朽灭殆休辞倦厌馁躁惊倒折徇苟群放舍染昧阿淫欺眠寐僵靠]"
    "(?=[，。；、！”的地]|$)"
)
_ASKING = re.compile(r"(?:不是|没有)[^，。；！？?]{0,24}[吗么]")  # "Is it not so?" may be told as "It is so"


def read(zh: str) -> Reading:
    """What a Chinese text in simplified characters negates, from left to right."""
    kept: list[str] = []
    negations: list[Negation] = []
    end = free = bounds = 0
    for place in NEGATING.finditer(zh):
        at = place.start()
        if at < end:
            continue
        start, stop = (0, 0) if _COUNTED.match(zh, at) else _part_of(zh, at, end)
        if stop:
            kept.append(zh[end : stop if zh[start:stop] in _KEPT else start] + GAP)
            free += zh[start:stop] in told_freely()
            end = stop
        elif found := _FAULT.match(zh, at) if zh[at - 1 : at] == "的" else _QUALITY.match(zh, at):
            kept.append(f"{zh[end:at]}{GAP}")
            end = found.end()
        elif stop := _negated(zh, at):
            negations.append(Negation(zh[at : at + 3], _is_sure(zh, at)))
            kept.append(zh[end:stop])
            end = stop
        elif stop := _bound(zh, at):
            kept.append(zh[end:stop] if _COMPARING.search(zh, at, stop) else f"{zh[end:at]}{GAP}")
            end = stop
            bounds += 1
    return Reading("".join([*kept, zh[end:]]), tuple(negations), free, bounds)


def _is_sure(zh: str, at: int) -> bool:
    if _LOOSE.match(zh, at):
        return at > 0 and _FIRM.match(zh, at - 1) is not None
    return not any(said.match(zh, at) for said in (_ASKING, _TWICE, _SET))


def _bound(zh: str, at: int) -> int:
    """The end of a bound (不超过), a question (能不能) or a pair (不紧不慢), 0 where there is none."""
    if found := _BOUND.match(zh, at):
        return found.end()
    if zh[at] in "不没" and at:  # 容易不容易
        asked = _ASKED.match(zh, at - 1) or _ASKED.match(zh, max(0, at - 2))
        return asked.end() if asked and asked.start() + len(asked[1]) == at else 0
    return 0


def _negated(zh: str, at: int) -> int:
    """The end of the word that negates at a place, 0 where nothing is negated."""
    char, word = zh[at], zh[at : at + 2]
    if _bound(zh, at):
        return 0
    if char in "拒否禁反毋":
        told = word in _REFUSING or (at and zh[at - 1] == "严")
        return at + 2 if told else 0
    if char == "莫":
        return at + 2 if word in ("莫要", "莫让") or (at and zh[at - 1] == "切") else 0
    if char == "别":
        forbids = _BIE.search(zh, max(0, at - 3), at + 1) and not _SOUNDED.match(zh, at)
        return at + 1 if forbids else 0
    if both := _TWO.match(zh, at):
        return both.end()  # 不退不换: "neither", or a single word
    return at + 2 if zh[at + 1 : at + 2] in ("有", "曾") else at + 1


def _part_of(zh: str, at: int, first: int) -> tuple[int, int]:
    """The ends of the longest word that negates nothing and has the character of this place, or zeros."""
    known, longest = words(), touching()
    most = max(longest.get(zh[at : at + 2], 0), longest.get(zh[max(0, at - 1) : at + 1], 0))
    for size in range(most, 1, -1):
        for start in range(at, max(first, at - size + 1) - 1, -1):
            word = zh[start : start + size]
            if word in known:
                negates = (
                    known[word]
                    or (word == "不由" and _BY.match(zh, start + 2))
                    or (
                        size == 2 and word[0] == "不" and word[1] in _SINGLE and _GOES_ON.match(zh, start + 2)
                    )
                )
                return (0, 0) if negates else (start, start + size)
    return 0, 0


# What may be told without a word that says no: 还没……就 "before", 尚未 "still", 未……的不予 "are turned away".
_OTHERWISE = (
    (
        re.compile(
            "还没|没等|尚未|还未|未等|未到|未.{1,6}就|没.{1,8}[就已]|未[^，。；]{1,6}，[^，。；]{0,4}[就已便]|[未没][^，。；]{1,20}[之以]前"
        ),
        re.compile(r"\b(?:before|until|prior)\b"),
    ),
    (
        re.compile(
            "(?:[尚还仍]|至今|依然)(?:有[^，。；]{1,6})?[未没无]|[未没][^，。；]{0,4}[完解决清了结付还缴定消除平停息]"
        ),
        re.compile(
            r"^(?!.*\byet\b).*\b(?:still|remain\w*|outstanding|linger\w*|ongoing)\b"
            r"(?! (?:(?:is|are|ha[sd]|have|do|does) )?not?\b)"
            r"(?! (?:can|could|will|would|do|does|did|able)\b)",
            re.DOTALL,
        ),
    ),
    (re.compile("[未没]"), re.compile(r"\bstill (?:ha[sd]|have|needs?)\b[^.;]{0,30} to\b")),
    (
        re.compile("(?:[逾超过]期|到期|期满)[^，。；不]{0,10}[未没][^，。；不]{1,4}的"),
        re.compile(r"\b(?:overdue|late|unclaimed|default\w*|arrears|past due)\b"),
    ),
    (
        re.compile("[未没不][^，。；]{0,3}[关停封闭断]"),
        re.compile(r"\b(?:open|running|in service|in use|operat\w+|as usual|normal\w*)\b"),
    ),
    (re.compile("只[^，。；]{1,3}[不没]"), re.compile(r"\b(?:only|just|merely|alone)\b")),
    (
        re.compile("不(?:能|可)?排除"),
        re.compile(r"\b(?:may|might|could|can|possib\w+|perhaps|likely|open|options?|chance)\b"),
    ),
    (
        re.compile(
            "(?:不|没有?|未|别|勿)(?:会|能|可|得|曾|再|敢|要|容|应|宜|必|就此){0,2}(?:掉以轻心|[丝毫有]{0,3}(?:麻痹|大意|懈怠|侥幸)|放弃|停[止下]|放松|动摇|退缩|松[懈劲]|中断|罢休|收兵|落[后伍]|掉队|食言|忘|缺席|后退|低头|屈服|退让|认输|服软|气馁|灰心|泄气|[叫喊][苦累]|抱?怨|让步|妥协|[跑走]?偏[离移航]?|变[色质味形心]|褪色|掉链子|言败)|没有?(?:食言|忘)"
        ),
        re.compile(
            r"\b(?:continu\w+|keep\w*|kept|abreast|remember\w*|persist\w*|insist\w*|firm\w*"
            r"|vigilan\w+|alert|guard|always|fight\w*|fought|h[eo]ld\w* (?:firm|on|out)"
            r"|stood|resilien\w+|undeterred|undaunted|cheer\w*|willing\w*|steadfast\w*|true to"
            r"|on (?:track|course)|seriously|caution\w*|careful\w*|attenti\w+|adher\w*|intact|st[iu]ck\w*"
            r"|honou?r\w*)\b"
        ),
    ),
    (
        re.compile("不是|并非|不(?:要|能|应|可|会)|[别勿]"),
        re.compile(r"(?:\bnot|n['’]t) (?:be )?(?:just|only|merely|simply|solely)\b"),
    ),
    (
        re.compile("[不没未][^，。；]{0,4}(?:[压击打]?[倒垮]|死|亡|丧[命生]|遇难|遭?淘汰|倒闭|灭绝)"),
        re.compile(r"\b(?:surviv\w*|weather\w*|alive|afloat|escap\w*|still standing|pull\w* through)\b"),
    ),
    (
        re.compile("宁[可愿肯要]?[^。；]{1,20}[不没无莫勿]"),
        re.compile(r"\b(?:better|rather|sooner|prefer\w*)\b"),
    ),
    (
        re.compile("[不没未无][^。；]{1,40}，[^。；]{0,12}[不没未无]"),
        re.compile(
            r"\b(?:none of|neither|no one|nobody)\b[^.;]{1,120}\bor (?:is|are|ha[sd]|have|was|were|did)\b"
        ),
    ),
    # 没保姆多 "less than the nanny", 越不愿 "the less willing".
    (
        re.compile(
            "没有?(?!太|很|大|多|什)[^，。；的]{1,8}(?:[多大高好快强长早远重深贵难严冷热暖凉](?=[，。；！”]|$)|[那这][么样]|(?:重要|要紧|严重|明显|成功|容易))"
        ),
        re.compile(
            r"\b(?:less|fewer|lower|smaller|shorter|worse|behind)\b|\b(?:more|\w+er)\b.{0,30}\bthan\b"
        ),
    ),
    (re.compile("最[不没]"), re.compile(r"\b(?:least|worst|poorest|most (?:un|in|im|dis)[a-z]+)\b")),
    (
        re.compile("[越愈][^，。；]{0,8}[不没]"),
        re.compile(r"\b(?:less|fewer|worse|weaker|lower|harder|poorer)\b"),
    ),
    (
        re.compile("[不没无]有?人?(?:知|晓得|清楚|得而知|好说)|说不[准定]"),
        re.compile(
            r"\b(?:who|god|heaven|goodness|nobody) knows\b|\bknows (?:who|where|when)\b|anyone['’]s guess"
        ),
    ),
    (re.compile("没有?(?:选择|办法|退路)"), re.compile(r"\b(?:ha[ds]|have) to\b|\b(?:must|forced?)\b")),
    # 没有根据第83条，没有以……登记: one thing is not done, and in which way
    (
        re.compile(
            "[没未]有?(?:根据|依[据照]|[按遵]照?)[^，。；]{0,20}(?:》|[条款项例定求程法]\\d*)，[也亦]?[没未]"
        ),
        re.compile(r"\b(?:accord\w+|under|pursuant|compliance|as required|by)\b"),
    ),
    (re.compile("不是[^，。；]{0,6}(?:第一|首)"), re.compile(r"\b(?:before|again|once more|another)\b")),
    (re.compile("(?:不是|并非)(?:所有|每|人人|全|都)"), re.compile(r"\b(?:some|only|few|part)\b")),
    (
        re.compile("再不"),
        re.compile(r"\b(?:fail\w*|unless|otherwise|soon|must|ha(?:ve|s|d) to|need\w* to)\b"),
    ),
    (
        re.compile("[不没](?:有|会|能|太|甚)*(?:影响|妨碍|妨害|耽误|改变|阻碍|削弱)"),
        re.compile(r"\b(?:still|regardless|nonetheless|nevertheless|anyway|all the same|despite)\b"),
    ),
    (
        re.compile("没有?(?:什么|谁|人|哪)?[^，。；]{0,10}[比更]"),
        re.compile(r"\b(?:most|best|[a-z]+iest|greatest|largest|highest|finest|than any\w*)\b"),
    ),
    (
        re.compile(
            "(?:不[能会]|无法|未能?|没有?|难以)[^，。；]{0,4}(?:出[场战赛]|[上登]场|参[赛战]|首发|亮相)"
        ),
        re.compile(
            r"\b(?:(?:is|are|was|were|be|been|remain\w*|still|ruled) out|suspen\w+|miss\w*"
            r"|sidelin\w+|absen\w+|injur\w+|bench\w*|rested)\b"
        ),
    ),
    (
        re.compile(
            "^(?!.*(?:[首初先]|第一|上半|一季)).*(?:从[未没]|未曾|[此之]前[^，。；]{0,8}[未没]|[还历][^，。；]{0,4}[未没]有?)",
            re.DOTALL,
        ),
        re.compile(r"\bfirst\b"),
    ),
    (
        re.compile("^(?!.*[前原]).*(?:不再|不[用必])", re.DOTALL),
        re.compile(r"\b(?:former\w*|used to|(?:is|are|was|were) over|of the past|gone)\b"),
    ),
    (re.compile("而[不非]"), re.compile(r"\bmore\b.*\bthan\b")),
    (re.compile("未[^，。；]{1,6}的，?(?:将|一律)?不予"), re.compile("")),
    # 未经许可不得……, "a licence is required": for either of the two
    *[(re.compile("未[经取获][^，。；]{1,12}，?[^。；]{0,24}不[得能可准予]"), NEEDED)] * 2,
    (re.compile("[年月天久时]都?[没未]"), re.compile(r"\bsince\b")),
    (re.compile("不是[^。；]{1,24}就是"), re.compile(r"\b(?:either|or)\b")),
    (
        re.compile("迟(?:迟[^，。；]{0,8}|[至仍尚却])?[不没未]"),
        re.compile(r"\b(?:slow|delay\w*|late|long|drag\w*)\b"),
    ),
    (re.compile("不(?:出[去门]|外出|离开)"), re.compile(r"\b(?:stay\w*|remain\w*|indoors|at home)\b")),
    (re.compile("不(?:够|太|甚)?严"), re.compile(r"\b(?:lax\w*|loose\w*|slack\w*|sloppy|weak\w*|poor\w*)\b")),
    (
        re.compile("[不没].{1,12}[就才]|如果[不没]|若[不没]|逾期[不未]"),
        re.compile(r"\b(?:otherwise|or else|only|requir\w+)\b"),
    ),
)


# "不稳定" may be told by an adjective that says no, 不会 not.
_MAY_BE_QUALITY = re.compile(
    "不(?![会能得应该可许准要用必想愿再曾予受被给让把在是宜回知懂去来做说看听吃喝走买卖收管打拿带进出参提接承支排执履遵享属])"
)
_ONLY_THEN = re.compile("才[^，。；]|方[可能才得]|直到|除非")
_WAITING = re.compile("(?:不[能要该应可得]|别|勿)等")  # "not wait until" denies the waiting


_OPPOSING = frozenset("反对 禁止 严禁 防止 拒绝 避免 杜绝".split())  # noqa: SIM905  # reads better
# What says yes by saying no twice, which English mostly says at once: 没有……就没有, 并非没有.
DOUBLE = re.compile(
    "(?:不是|[并绝]?非|不能|不可|不会|没有?[^，。；]{1,4}|无[^，。；]{0,2})[不没无]|没有?[^。；]{1,16}[就便哪也]不?[没无不]"
    "|非[^，。；]{1,12}不[得能可准许]|不[^，。；]{1,6}就不"
    "|[未没无不]有?(?:发现|检出|查出|存在|出现|发生|见)[^，。；]{0,6}(?:不[合达良安符]|否[决定])|[无没]有?否[决定]"
)
MANY = 4  # negations of a text, of which English tells one in another way as often as not
MANY_QUALITIES = 3  # if one of them is of a quality, which English often has a word of its own for


class Count(NamedTuple):
    """How many words of an English text say no, and the negations of the Chinese that they should tell."""

    negations: tuple[Negation, ...]
    told: int

    @property
    def is_short(self) -> bool:
        """Whether the English has fewer."""
        return self.told < len(self.negations)

    @property
    def is_surely_short(self) -> bool:
        """Whether it has fewer than the Chinese has sure ones; of many, one is often told in another way."""
        missing = sum(negation.sure for negation in self.negations) - self.told
        qualities = any(_MAY_BE_QUALITY.match(negation.words) for negation in self.negations)
        return missing > (len(self.negations) >= (MANY_QUALITIES if qualities else MANY))


def counted(reading: Reading, en: str) -> Count:
    """The negations of a Chinese text, and what an English one in small letters has of them.

    What is certainly told is not counted further.
    """
    negations = reading.negations
    told = _surely(reading, en) if negations else 0
    if told < len(negations):
        every = tuple(negation.words for negation in negations)
        qualities = sum(_MAY_BE_QUALITY.match(words) is not None for words in every)
        told += denying.otherwise(en, reading.text, every, max(0, reading.free - qualities))
        told += sum(
            ours.search(reading.text) is not None and theirs.search(en) is not None
            for ours, theirs in _OTHERWISE
        )
    if told <= len(negations) - 2 and DOUBLE.search(reading.text):
        told += 2
    if 0 < told < len(negations):
        told += _said_again(negations)
    return Count(negations, told)


def _said_again(negations: Sequence[Negation]) -> int:
    """How often a verb that says no is there again, which English says once: 反对脱钩，反对对抗."""
    verbs = [negation.words[:2] for negation in negations if negation.words[:2] in _OPPOSING]
    return len(verbs) - len(set(verbs))


def _surely(reading: Reading, en: str) -> int:
    """How many words negate, but for those that a limit or an "only then" of the Chinese needs."""
    told = denying.surely(en)
    if told:
        told -= denying.explained(en, reading.text)
    if told and reading.bounds:
        told -= min(reading.bounds, denying.limiting(en))
    if told and _ONLY_THEN.search(reading.text) and not _WAITING.search(reading.text):
        told -= min(1, denying.awaiting(en))
    return told


def has_more(reading: Reading, en: str) -> bool:
    """Whether an English text in small letters surely says no more often than the Chinese."""
    return denying.surely(en) > len(reading.negations) + reading.free
