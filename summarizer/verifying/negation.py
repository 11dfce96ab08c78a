"""Not, must and may leave a trace in the English.

A sentence that lost its "not" reads well and says the opposite. Strong negations and prohibitions without
any negative word in the English are errors; weaker ones, and lost modality, are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair

MISTRANSLATION = "accuracy/mistranslation"
# Words with a negative character that negate nothing (or whose English is seldom negative).
IDIOMS = re.compile(
    r"不断|不仅|不但|不光|不少|不同|不锈|不动产|不管|不论|不过|不久|不一|不凡|不懈|不已|不禁|不妨|不愧|不时|不日|不止|不等|不惜|不得不|"
    r"不遗余力|不可或缺|不可分割|不忘|不约而同|不谋而合|络绎不绝|源源不|坚定不移|坚持不懈|层出不穷|来之不易|必不可少|不单|不外乎|不由|"
    r"毫不|从不|无锡|无人机|无人驾驶|无线|无限|无偿|无论|无疑|无缝|无数|无比|无愧|无私|无形|无非|无障碍|无纸|无穷|无不|无时无刻|毫无疑问|"
    r"未来|未必|不折不扣|不可同日而语|不可磨灭|不可替代|不可或缺|不可缺少|不可多得|不可小觑|不可估量|不可逆转|不可阻挡|势不可挡|密不可分|"
    r"未成年|未免|方兴未艾|没收|没落|淹没|埋没|出没|吞没|没入|非常|非遗|非洲|非公|非凡|非物质|除非|是非|非营利|非学历|非但|"
    r"不朽|不夜|不惑|不要紧|不动摇|了不起|对不起|不在话下|不忘初心|无不|不失|不负|不辱|不畏|不倒|不老|免不了|少不了|离不开|忍不住"
)
PROHIBITED = re.compile(r"不得(?!不)|禁止|严禁|不准|不许|不允许|不应当?|不宜|不予|未经|严禁")
STRONG = re.compile(
    r"没有|不能|不会|不再|不可|不是|不存在|不属于|不符合|不涉及|不具备|不承担|不包括|不含|不需要?|不必|不超过|不低于|不少于|不足|尚未|"
    r"从未|并未|未能|未发现|未发生|未达到?|未按|未通过|未获|未取得|未履行|并非|并不|无法|无效|无需|无须|无权|绝不|决不|拒绝|否认|否决|取消|反对|拒不|"
    r"不愿|不敢|不同意|不影响|不适用|不合格|不收取?|不满|不利|未满|未造成|未完成|未公开|未披露"
)
MAY_NEGATE = re.compile(r"[不未无没非勿莫禁严拒否取反]")
WEAK = re.compile(r"[不未无没非勿莫]")
NEGATIVE = re.compile(
    r"\b(?:not?|never|none|nor|neither|without|cannot|nothing|nobody|nowhere|hardly|barely|scarcely|rarely|seldom|fail\w*|"
    r"prohibit\w*|ban|bans|banned|forbid\w*|bar|bars|barred|lack\w*|refus\w+|den(?:y|ies|ied|ying|ial)|reject\w*|unable|inab\w+|"
    r"prevent\w*|avoid\w*|absen\w+|except\w*|exclud\w*|exempt\w*|free|instead|rather|cease\w*|stop\w*|halt\w*|cancel\w*|"
    r"refrain\w*|declin\w+|oppos\w+|object\w*|yet|unless|until|zero|short\w*|await\w*|pending|still|miss|misses|missed|substandard|defective|deficien\w+|inferior|beyond|under|below|less|fewer|within|at least|at most|"
    r"only|minus|void|null|invalid\w*|revok\w+|waiv\w+|withh\w+|disallow\w*|impossib\w+|impermiss\w+|inadequa\w+|insuffic\w+|"
    r"incomplet\w+|incorrect\w*|ineligib\w+|inconsist\w+|independ\w+|irre\w+|illegal\w*|illicit\w*|unlawful\w*|against|missing|"
    r"non|dis(?:satisf|agree|approv|qualif|continu|contin|like|regard|pens)\w*|"
    r"un(?!iv|it|io|if|iq|der|til|less|iso|ani)\w{4,}|non-?\w{3,}|\w+less(?:ly|ness)?|no-\w+|adverse\w*|harm\w*|"
    r"(?:minimum|maximum|up to|exceed\w*|more than|limit\w*|keep\w* from|no longer))\b|n['’]t\b",
    re.IGNORECASE,
)
# Without the words that are negative only beside figures or by chance.
FORBIDDING = re.compile(
    r"\b(?:not?|never|none|nor|neither|without|cannot|prohibit\w*|ban|bans|banned|banning|forbid\w*|forbad\w*|bar|bars|barred|"
    r"refus\w+|den(?:y|ies|ied)|reject\w*|unauthori\w+|unapproved|unlicen\w+|unless|refrain\w*|avoid\w*|disallow\w*|"
    r"illegal\w*|unlawful\w*|impermissib\w+|inadvis\w+|unsuit\w+|outlaw\w*|exclud\w*|prevent\w*|zero|strictly|crack\w*|"
    r"nothing|nobody|only|stop\w*|withh\w+|before|until|nobody|unwarrant\w*|inappropriat\w+|improper\w*|ineligib\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
# Words that carry their negation in both languages: they say nothing about the rest of the sentence.
LEXICAL = (
    (re.compile("不确定性?"), re.compile(r"\b(?:un|in)certain\w*", re.IGNORECASE)),
    (
        re.compile("不(?:平衡|均衡|充分)"),
        re.compile(r"\b(?:un|im)balanc\w*|\buneven\w*|\b(?:in|un)\w*adequa\w+", re.IGNORECASE),
    ),
    (
        re.compile("不(?:正当|公平|公正|合理|规范|文明)"),
        re.compile(r"\b(?:un|ir|im|in)\w{4,}", re.IGNORECASE),
    ),
    (re.compile("不可抗力"), re.compile("force majeure", re.IGNORECASE)),
    (
        re.compile("不良"),
        re.compile(r"\b(?:bad|adverse|harmful|non-performing|unhealthy|undesirable)\b", re.IGNORECASE),
    ),
    (re.compile("无形"), re.compile(r"\bintangible\w*", re.IGNORECASE)),
    (re.compile("非法"), re.compile(r"\b(?:illegal|unlawful|illicit)\w*", re.IGNORECASE)),
)
MODALS = (
    (
        re.compile(r"应当|必须|务必|须(?!知|臾)"),
        re.compile(
            r"\b(?:must|shall|should|ha(?:ve|s|d) to|requir\w+|need\w*|oblig\w+|ought|mandatory|necess\w+|ensur\w+|"
            r"be to|are to|is to|compulsory|make sure|imperative|essential|duty|demand\w*|call\w* for|only|subject to)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"力争|争取|计划(?=在|于|到|用|投|建|新|今|明|年)|拟(?!定|订|合|人|态|真|声)|预计|有望"),
        re.compile(
            r"\b(?:striv\w+|seek\w*|aim\w*|plan\w*|intend\w*|propos\w+|expect\w*|will|would|to be|target\w*|goal\w*|effort\w*|"
            r"try|tries|trying|endeavou?r\w*|project\w*|forecast\w*|estimat\w+|set to|due to|scheduled|hop\w+|likely|anticipat\w+|"
            r"draft\w*|prospect\w*|poised|may|could|should|work\w* (?:to|towards?)|win|secure|schem\w+|about to|predict\w*)\b",
            re.IGNORECASE,
        ),
    ),
)

UP = (
    re.compile(r"增长|上升|提高|增加|上涨|攀升|提升|扩大|回升"),
    re.compile(
        r"\b(?:up|ris\w+|rose|grow\w*|grew|increas\w+|gain\w*|climb\w*|rais\w+|improv\w+|expan\w+|higher|"
        r"more|enhanc\w+|boost\w*|surg\w+|jump\w*|exceed\w*|add\w*|upgrad\w+|strengthen\w*|rebound\w*|recover\w*|over|"
        r"doubl\w+|tripl\w+|quadrupl\w+|widen\w*|advanc\w+|better|accelerat\w+|further|extra|additional)\b",
        re.IGNORECASE,
    ),
)
DOWN = (
    re.compile(r"下降|减少|降低|下跌|下滑|缩减|回落|降至|减至|降幅"),
    re.compile(
        r"\b(?:down\w*|fall\w*|fell|declin\w+|decreas\w+|drop\w*|reduc\w+|lower\w*|cut\w*|shrink\w*|shrank|"
        r"slump\w*|less\w*|fewer|slid\w*|contract(?:ed|ing)|diminish\w*|eas(?:ed|es|ing)|minus|slow\w*|lost|loss\w*)\b",
        re.IGNORECASE,
    ),
)


def check(page: Page) -> Iterator[Finding]:
    """Findings `negation` (an error if strong), `direction` (an error), and `modality` (a warning)."""
    for pair in page.running:
        if pair.en.strip():
            yield from _negated(pair)
            yield from _modal(pair)
            yield from _turned(pair)


def _negated(pair: Pair) -> Iterator[Finding]:
    if not MAY_NEGATE.search(pair.zh):
        return
    zh, en = _without_lexical(IDIOMS.sub("＿", pair.zh), pair.en)
    if found := PROHIBITED.search(zh):
        if not FORBIDDING.search(en):
            yield pair.error("negation", MISTRANSLATION, _message(found[0]), "en", found[0])
        return
    if NEGATIVE.search(en):
        return
    if strong := STRONG.search(zh):
        yield pair.error("negation", MISTRANSLATION, _message(strong[0]), "en", strong[0])
    elif weak := WEAK.search(zh):
        quote = zh[weak.start() : weak.start() + 3].rstrip("＿")
        yield pair.warning("negation", MISTRANSLATION, _message(quote), "en", quote)


def _without_lexical(zh: str, en: str) -> tuple[str, str]:
    for chinese, english in LEXICAL:
        if chinese.search(zh) and english.search(en):
            zh, en = chinese.sub("＿", zh), english.sub("_", en)
    return zh, en


def _message(zh: str) -> str:
    return f"“{zh}” has left no trace: no negative word in the English."


def _modal(pair: Pair) -> Iterator[Finding]:
    for chinese, english in MODALS:
        found = chinese.search(pair.zh)
        if found and not english.search(pair.en):
            message = f"“{found[0]}” has left no trace in the English."
            yield pair.warning("modality", MISTRANSLATION, message, "en", found[0])


def _turned(pair: Pair) -> Iterator[Finding]:
    """What rises in the Chinese falls in the English, or the reverse; nothing is said where both occur."""
    for there, opposite in ((UP, DOWN), (DOWN, UP)):
        found = there[0].search(pair.zh)
        if not found or opposite[0].search(pair.zh) or there[1].search(pair.en):
            continue
        if wrong := opposite[1].search(pair.en):
            message = f"“{found[0]}” has become “{wrong[0]}”."
            yield pair.error("direction", MISTRANSLATION, message, "en", found[0])
