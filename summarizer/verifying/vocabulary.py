"""The words that the checks of meaning look for: what negates, obliges, plans, rises, falls and reports.

English words are written one after another, `*` for any ending. Chinese is written as alternatives.
"""

from __future__ import annotations

import re


def english(*lists: str) -> re.Pattern[str]:
    """A pattern for whole words in small letters; `*` stands for any ending, `_` for a blank.

    Texts are put in small letters before they are searched: that is much faster than ignoring case.
    """
    return re.compile(rf"\b(?:{_alternatives(*lists)})\b")


def _alternatives(*lists: str) -> str:
    """A pattern for any of the words, by their first letters: what begins with another is refused at once."""
    heads: dict[str, list[str]] = {}
    for word in " ".join(lists).split():
        rest = re.escape(word[1:]).replace(r"\*", r"\w*").replace("_", r"\s+")
        heads.setdefault(word[0], []).append(rest)
    return "|".join(f"{head}(?:{'|'.join(rests)})" for head, rests in heads.items())


def chinese(*lists: str, more: str = "") -> re.Pattern[str]:
    """A pattern for any of the words, and for the pattern `more`, which begins as one of them does.

    They are grouped by first characters: all others are passed over fast.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(" ".join(lists).split(), key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    if more:
        rests[more[0]].append(more[1:])
    return re.compile("|".join(f"{head}(?:{'|'.join(each)})" for head, each in rests.items()))


GAP = "＿"  # stands for what was taken out of a text

# -------------------------------------------------------------------------------------------- negation

_PLAIN = (
    r"no(?!\.\s?\d)\b"
    r"|un(?!iv|it|io|if|iq|der|til|less|iso|ani|veil|leash|fold|lock|preced|swerv|ravel|remit)\w{4,}\b"
    r"|non-?\w{3,}|dis(?:satisf|agree|approv|qualif|continu|like|regard|pens|allow|obey|honest)\w*"
)
_SHORTENED = r"[a-z]n['’]t\b"


def negative(*lists: str, more: str = "") -> re.Pattern[str]:
    """A pattern for any of the words (see `english`), for what negates by its form, and for `more`."""
    words = rf"\b(?:(?:{_alternatives(*lists)})\b|{_PLAIN})"
    return re.compile("|".join(filter(None, [words, _SHORTENED, more])))


_NOT = "not never none nor neither without cannot nothing nobody nowhere"
# "No less than" that became "less than".
AT_LEAST, BELOW = chinese("不低于 不少于 不小于"), english("less_than fewer_than lower_than below under")
AT_MOST, ABOVE = (
    chinese("不超过 不高于 不多于 不大于"),
    english("more_than over above exceeding exceeds exceed"),
)
LIMITED = negative(
    _NOT, "at_least at_most minimum maximum up_to limit limits limited cap caps capped or_more or_less"
)

# Words that carry their negation in both languages: they say nothing about the rest of the sentence.
_ALIKE = tuple(
    row.split(" | ")
    for row in """
不确定性 不确定 | uncertain* incertitude instab* unstable unclear unknown variable* volatil*
不平衡 不均衡 不充分 | unbalanc* imbalanc* uneven* inadequa* unequal*
不正当 不公平 不公正 | unfair* unjust* improper* illegitim*
不合理 不规范 不文明 | unreasonabl* irregular* unciviliz* uncivilis* improper*
不变 没有改变 没有变化 未变 不会再变化 | unchang* unalter* constant steady same stand stands stood
没有区别 没有任何区别 没有什么区别 没有差别 没什么区别 | same identical alike equal*
防止 避免 预防 杜绝 遏制 | prevent* avoid* eliminat* curb* forestall* avert*
无废 | zero zero-waste waste-free
时不我待 | wait* moment urgen* time
行为不当 行为失当 行为不检 | misconduct misbehav* disorderly improp* inappropriate
不良 | bad adverse harmful non-performing unhealthy undesirable
无形 | intangible*
非法 | illegal* unlawful* illicit*
不同意 反对 | against
不予置评 不予回应 不予评论 拒绝置评 拒绝评论 | declin* refus* no_comment not_comment
""".strip().split("\n")
)
LEXICAL = (
    *((chinese(zh), english(en)) for zh, en in _ALIKE),
    (re.compile("方可|方能|才能|才可|只有|(?<![不非])仅"), english("only until unless")),
)
MAY_BE_LEXICAL = chinese(*(zh for zh, _ in _ALIKE), "方可 方能 才能 才可 只有 仅")  # one of them at least

# "A permit is required" tells 未经许可不得捕鱼.
_LICENCE = "(?:permits?|permission|approvals?|consent|licen[cs]es?|authori[sz]ation|registration)"
NEEDED = re.compile(
    rf"\b{_LICENCE} (?:(?:is|are|shall be|must be) )?(?:first )?(?:required|needed|necessary|compulsory)\b"
    rf"|\b(?:requir\w*|need\w*|only with|only after|must (?:have|hold|obtain)) (?:\w+ ){{0,3}}{_LICENCE}\b"
)

# -------------------------------------------------------------------------------- obligation, intention

OBLIGED = re.compile(r"应当|必须|务必|须(?!知|臾)")
OBLIGING = english(
    "must shall should have_to has_to had_to requir* need* oblig* ought mandatory necess* ensur* be_to",
    "are_to is_to compulsory make_sure imperative essential duty demand* call*_for only subject_to",
)
PLANNED = re.compile(r"力争|争取|计划(?=在|于|到|用|投|建|新|今|明|年)|拟(?!定|订|合|人|态|真|声)|预计|有望")
PLANNING = english(
    "striv* seek* aim* plan* intend* propos* expect* will would to_be target* goal* effort* try tries",
    "trying endeavour* endeavor* project* forecast* estimat* set_to due_to scheduled hop* likely",
    "anticipat* draft* prospect* poised may could should work*_to work*_towards win secure schem*",
    "about_to predict* promis*",
)

# ------------------------------------------------------------------------------------ rising and falling

RISES = "增长 上升 提高 上涨 攀升 提升 扩大 回升 升至 增至 涨至 升到 上调"
GROWS_BY = r"增速(?:为|达|约)?\d"
ROSE = chinese(RISES, more=GROWS_BY)
RISING = english(
    "up ris* rose grow* grew increas* gain* climb* rais* improv* expan* higher enhanc* boost* surg* jump*",
    "upgrad* strengthen* rebound* recover* doubl* tripl* quadrupl* widen* accelerat* soar* lengthen*",
    "extend* prolong* add adds added adding advanc* better promot*",
)
FALLS = "下降 减少 降低 下跌 下滑 缩减 回落 降至 减至 降幅 缩短 压缩 跌至 跌破 下调 降到 负增长 放缓 收窄"
FELL = chinese(FALLS)
FALLING = english(
    "down downs downward* downturn* downgrad* "
    "fall* fell declin* decreas* drop* reduc* lower* cut* shrink* shrank shrunk slump* shorten* fewer",
    "slid* contracted contracting diminish* ease eased eases easing slip slips slipped slipping moderat* "
    "soften* weaken* minus slow* compress* dip dips dipped",
    "sink* sank",
)

# Words that tell a direction beside a figure and nothing else.
SURELY_UP = english(
    "rose risen rising rise rises increas* grew grown climb* up higher gained more above faster",
)
SURELY_DOWN = english(
    "fell fallen falling fall falls decreas* declin* drop* down lower less fewer below slower",
)

# Of a whole text only what cannot be said of anything else: to raise funds or to improve is no rise.
TURNED_UP = english(
    "rose risen rising rises increas* grew grown grows growing climb* surg* soar* jump* up_by"
)
TURNED_DOWN = english(
    "fell fallen falling falls decreas* declin* drop* shrank shrink* slump* slid* reduc* lowered cut cuts",
    "down_by",
)

# What goes from one figure to another, with the two: "rose sharply from 92.5 to 98%".
_FIGURE = r"\s(?:[a-z]{2,3}\s?)?[^\w\s.]{0,2}(\d[\d,]*+(?:\.\d+)?)"
UPWARD = english(
    "rose risen rising increased increasing grew grown growing climbed climbing up raised improved",
    "rise rises raise raises raising increase increases grow grows climb climbs widened",
)
DOWNWARD = english(
    "fell fallen falling decreased decreasing declined declining dropped dropping down cut reduced shrank",
    "fall falls decrease decreases decline declines drop drops reduce reduces reducing lowered narrowed",
)
_MOVING = re.compile(f"{UPWARD.pattern}|{DOWNWARD.pattern}").pattern
FROM_FIGURE = re.compile(rf"\sfrom{_FIGURE}")
FROM_TO = re.compile(
    rf"({_MOVING})(?:\s+[\w'-]+){{0,3}}?\sfrom{_FIGURE}([^.;\d]{{0,24}}?)(?:\sin\s\d{{4}})?"
    rf"\sto{_FIGURE}([^.;,\d]{{0,24}})"
)

# -------------------------------------------------------------------------------------------- reporting

SAYING = (
    "指出|强调|表示|认为|介绍|透露|坦言|说道|说|称(?![赞颂号霸为职王雄呼])|要求|提出|呼吁"
    "|建议|宣布|提示|提醒|回应|补充|感慨|直言|倡议|分析|解释|告诉|写道"
)
REPORTED = english(
    "said say says saying stat* note noted notes noting point* stress* emphasi* express* according",
    "believ* add* announc* explain* introduc* call* urg* ask* requir* demand* propos* suggest* underlin*",
    "underscor* highlight* argu* declar* remark* reveal* disclos* hold holds held think* hop* pledg*",
    "mention* observ* describ* report* tell told made_clear indicat* admit* insist* maintain* appeal*",
    "remind* warn* respond* repl* analys* wrote writes caution* alert* sigh* comment* advis*",
    "promis* vow* affirm* confirm* want* instruct* recommend* present* speak* spoke view*",
)
