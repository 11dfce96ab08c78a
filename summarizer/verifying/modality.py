"""What must be, may be or is planned is not told as something else.

An obligation or intention without any trace is a warning: English has many ways to tell it. That the English
leaves open what the Chinese states, states what it leaves open, obliges where nothing does, or tells a plan
as done, is an error: 5 of 9,400 translated texts (by people, readers of the prompts and engines) do so though
they are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying import denying, sentences
from summarizer.verifying.page import Pair
from summarizer.verifying.vocabulary import OBLIGED, OBLIGING, PLANNED, PLANNING
from summarizer.verifying.words import different_words

MISTRANSLATION = "accuracy/mistranslation"
OPEN_EN, DONE_EN = ("may", "might"), ("begun", "started", "managed", "succeeded")
# The month has a capital; "with all their might".
LEAVES_OPEN = re.compile(r"\b(?:may|(?<!all )(?<!their )(?<!all his )(?<!all her )might)\b(?! \d)")
# Permission by a pass or a right, what is on offer, a condition or purpose, in either script.
OFFERED = (
    "(?<!可)(?<!可以)(?:[凭憑]|持[^，。；]{1,8}[证証票卡]|出示|享有|[资資]格|供(?!应|應|给|給|暖|水|电|電|需)|欲|自[带帶备備]|[兴興]趣|[详詳][见見情]"
    "|[随隨][时時]|一旦|[难難][料免保]|以便|[为為]使)"
)
# What is there for whoever comes, and by which way: 通过官网预约, "may book".
BY_WAY_OF = (
    "(?:[通透][过過]|登[录錄]|[扫掃][码碼描]|[关關]注|[拨撥]打|[致來来]电|[点點][击擊]|前往|[凭憑到至在][^，。；]{2,16})[^，。；]{0,16}"
    "(?:[预預][约約订訂]|[报報]名|申[请請领領]|查[询詢阅閱]|咨[询詢]|[领領]取|下[载載]|[购購][票买買]|[订訂][票购購]|[缴繳][费費]|投[诉訴票]"
    "|[办辦]理|[参參][观觀]|[观觀]看|收看|反[馈饋]|兑[换換]|登[记記]|取[票件]|[换換][领領]|了解|[体體][验驗])"
)
# What may be told so, in any way: 可, 能, 或, if, whoever, permission, doubt, expectation, an upper bound.
OPEN = re.compile(
    "[可能或許许恐若如倘否便愿願疑似料概估妨容怕]|未必|也[说說]不定|有望|不[定限]|万一|萬一|無論|无论|不管|任[何意]|想"
    "|(?<![股产產债債版霸主政])[权權]|(?<![标標水])准(?![备備确確则則化时時])|(?<![获獲取赢贏])得(?![到了出知益分票奖獎主])"
    "|(?<![交贸貿轻輕])易|不[超高多大]|[上仅僅只]限|限[购購领領]|至多|以[内防]|[请請凭憑酌险險预預享]|[欢歡]迎|自[愿願行主由]|[适適]当|必要|视情|[继繼][续續]"
    "|猜|担[心忧憂]|忧|警告|[认認][为為]|意味|空[间間]|排除|不[明服]|会[导導使让引]|時，|时，|存疑|谣|传言|[传傳][闻聞]"
    "|最[长長多高低少晚迟早]|有[时時]|存在|看起?[来來]|多過|分分[钟鐘]|随时|隨時|大概|下列|以下|情形|[谁誰哪何]|原因"
    "|[无無毋][需须須]|不必"
    f"|{OFFERED}|{BY_WAY_OF}"
)
# What is said to be open, once for each time. What stands above and not here left nothing open in 440 right
# sentences with "may"; 功能, 最高人民法院 and 是否 do not either.
OPEN_ONCE = re.compile(
    "(?<![不未])(?:有?可能|可[以否]?(?![见观是怕惜爱谓喜贵持再靠信选转视行])"
    "|(?<![功产职智技才只潜动热电核])能[否够]?(?![源力量耗动级]))"
    "|或[许将]?(?!者)|许可|允许|也许|恐怕?|若(?!干)|如(?=果|有|需|遇|无)|倘|未必|也[说]不定|有望|万一|无论|不管"
    "|(?<![思理联设梦幻感])想(?!象)|有[^，。；]{0,4}权|权利|[批允获核]准|(?<![标水精对批允获核])准(?![备确则化时])"
    "|[上仅只]限|限[购领]|至多|欢迎|自[愿由]|自行(?!车)|自主(?![品知研创可])|放手|酌|视情|会(?=[导让引])|大概|看起来|似乎|机会|不限(?!于)|不[定妨超]"
    "|不[高多大]于|容易|传[闻言]|谣|猜|[怀质]疑|疑[似惑问心]|愿|(?<!必须)(?<!应当)继续|(?<![申邀聘])请(?!求)"
    "|最(?:[长多低少晚早迟快]|高(?!人民))|怕|以[内下]|分分钟|[预估]计|预[料测]|推测|(?<![材资原饮食油塑布涂肥燃饲香辅药颜预意史用照])料(?![理子酒到])"
    "|担忧|担心|警告|任[意选]|多过"
    "|(?<![不必应获取使值觉显懂记])得(?=[设由依以请酌按报经向]|连[选任])"  # 并得设副主任
    f"|[无毋][需须]|不必|{OFFERED}|{BY_WAY_OF}"
)
# "It may be small, but ...", "hard as it may be", "so that all may benefit": nothing is left open.
CONCEDED = re.compile(
    r"\b(?:though|as it|so that|in order that|however|what\w*ever|no matter)\b[^.;]{0,60}\b(?:may|might)\b"
    r"|\b(?:may|might)\b[^.;]{0,60}\b(?:but|yet|nonetheless|nevertheless|still)\b"
    # 申请的程序: the procedure by which they may apply
    r"|\b(?:by|under|through|on|for|in) which\b[^.;]{0,40}\bmay\b"
)
DENIED = re.compile("不[得能可准许]|禁|勿")
# 只能用于其宗旨: may be spent only in keeping with its purposes
ONLY_ZH, ONLY = (
    re.compile("只(?![要有是见好怕])|[仅僅]|[方才][能可]"),
    re.compile(r"\bonly\b|\bsolely\b|\bexclusively\b"),
)
# What forbids without a word for "not", too: 货车限行, "lorries may not enter".
FORBIDS = re.compile("不[得准許许]|禁|勿|[谢謝][绝絕]|免[进進入]|限[行高宽寬重速量购購]|封[闭閉路控]|止步")
# One 可以 for all that is listed behind it: 可以缓交、少交或者免交, 料需数年甚至报废.
ALLOWS = re.compile("(?:可[以能]?|有权|料|预[计料])[^。；]{4,80}")
LISTED = re.compile("[、或并]|[及和]|[甚乃]至")
SURELY_OPEN = re.compile(rf"{LEAVES_OPEN.pattern}(?! (?:not|never|no|neither|only|say|as well)\b)")
DUTY = re.compile(
    "应当|必须|务必|(?<![无毋不])须(?!知|臾)|一定要|[都均还又既也]要(?!求)|(?<![无毋不])需(?:(?![求要时數数几約约多\\d一二三四五六七八九十])|要(?=在|向|按|经))"
)
DUTY_EN = re.compile(
    r"\b(?:must|shall|should|ha(?:ve|s|d) to|requir\w*|need\w*|oblig\w*|ought|mandatory|necess\w*|imperative"
    r"|(?:be|are|is) to|only|subject to|certain\w*|sure\w*|definite\w*|inevitabl\w*|ensur\w*|compulsory"
    r"|dut\w+|demand\w*|essential|urg\w+|call\w* (?:on|for))\b"
)
# What may be so, and any word by which English may tell it. Of 430 right texts none is without one.
UNSURE_ZH = ("可能", "或", "也许", "也許", "有望", "恐")
UNSURE = re.compile("(?<![不无没尽的])(?<!不[太大])可能(?!性)|(?<![抑亦])或许|也许|或将|恐将|恐怕|有望")
PLAINLY_UNSURE = r"may|might|could|can|possib\w*|likely|perhaps|maybe|probab\w*|potential\w*|expect\w*|feared"
UNSURE_EN = re.compile(
    rf"\b(?:{PLAINLY_UNSURE}|cannot|would|should|must|ought|need|impossib\w*|unlikel\w*|chances?|if"
    r"|in case|whether|prospect\w*|hop\w+|risk\w*|threat\w*|(?:un)?able|ability|capable|feasib\w*|plausib\w*"
    r"|seem\w*|appear\w*|apparently|suggest\w*|reportedly|presum\w*|assum\w*|suspect\w*|doubt\w*|believed|thinks?"
    r"|guess\w*|wonder\w*|bet|say|unclear|(?:un|not )sure|uncertain\w*|afraid|fear\w*|worr\w+|susceptible"
    r"|tend\w*|liable|prone|poised|set to|on track|about to|promis\w*|forecast\w*|predict\w*|necessarily"
    r"|point(?:s|ed|ing)? to|infer\w*|sometimes|ways?|any|up to|almost|room|sort of|kind of|kinda|who knows"
    r"|looks? like|on the cards)\b|['’]d\b"
)
PLAINLY = re.compile(rf"\b(?:{PLAINLY_UNSURE})\b")
FORCES = (" may ", " might ", "must", "begun ", "started ", "managed to ", "succeeded in ")
FORCING = frozenset(force.split()[0] for force in FORCES)
# Not a guess: "must have been", "must be tired".
GUESSED = (
    r"(?:have|date back|know|feel|think|look|seem|wonder|realise|realize|love|miss"
    r"|(?:all |both |really |surely )?be (?:(?:so|very|quite|really|pretty|dead|dog) \w+|tired|exhausted"
    r"|worn out|hungry|thirsty|cold|hot|freezing|starving|mad|crazy|joking|kidding|wrong|mistaken|right|true"
    r"|worried|proud|happy|glad|sad|angry|afraid|scared|ill|sick|dead|asleep|busy|rich|lonely|bored|delighted|disappointed|surprised"
    r"|excited|some\w*|an? (?:mistake|error|misunderstanding)|because|why|how|what|nearly|about|around))"
)
OBLIGES = re.compile(rf"\bmust\b(?! {GUESSED}\b)")
OBLIGING_ZH = re.compile(
    "[应應须須需必要得务務禁勿莫令严嚴坚堅非切戒忌]|(?<![申邀聘提报報])[请請]|[责責](?!人)(?!.{0,2}人)"
    "|(?<![相适適不充担擔正恰妥失得承])[当當](?![事地时時天日年月前场場中选選代然晚局作成初今家下即众眾面届屆])|一[定律]|只[有能可许]|不[能可准许得予再超低少高大小多应宜]"
    "|离不开|強[调調制]|强[调制]|决不|绝不|限[于在期时]|否则|否則|才能|方可|方能|由|者|统一|規定|规定|有[义義]务"
    "|肯定|大概|估[计計]|看(?:来|來|样子|樣子)|[准準](?=是|得|没|沒|不)|八成|多半|[显顯]然|无疑|無疑|莫非|敢情|想[来來]|[谅諒]|吧"
)
# What is allowed, or left to whom it concerns, in a sentence that demands nothing and without a word for it.
ALLOWED = re.compile(
    "(?<!不)可以(?![说說看见見想])|(?<!不)可(?=[自向在由按依凭选選申委通])|自[愿願]|有[权權](?!威)"
)
DEMANDED = re.compile(
    "[应應须須需必禁勿凭憑]|(?<![责責下命勒])令|要(?![求点點闻聞素])|(?<![申邀聘提报報])[请請]|不[能可准许許得予]|只[有能可]|方可|才[能可]|[强強]制|[义義][务務]"
)
MAY_ALLOW = re.compile("可|自愿|自願|有[权權]")
DEMANDS = re.compile(
    rf"{OBLIGES.pattern}|\bshall\b|\b(?:is|are|be) (?:required|obliged) to\b|\b(?:ha(?:ve|s)|needs?) to\b"
)
LEFT_TO = re.compile(
    r"\b(?:may|might|can|could|able|allow\w*|permit\w*|permissi\w*|entitle\w*|free\w*|option\w*|volunt\w*|rights?"
    r"|available|possib\w*|eligib\w*|enabl\w*|lets?|choose|cho(?:ice|se|sen)|chance|opportunit\w*|willing\w*"
    r"|wish\w*|welcome|qualif\w*|discretion|empower\w*|authori[sz]e\w*|acceptable|fine|ok)\b"
)
DONE_ALREADY = re.compile("已经?|[完建]成|了|于[^，。]{1,12}[举启召开]")
AS_DONE = re.compile(r"\b(?:has|have) (?:already |now )?(?:begun|started) |\b(?:managed to|succeeded in) ")
PLANS = re.compile("拟(?![定订合人态真声])|计划|力争|争取|旨在|打算|筹备")
DONE = re.compile("[始起开開启啟已着著入动動率展进進成终終得了过過就实實现現完]")


def check(pair: Pair, en: str) -> Iterator[Finding]:
    """Findings `modality` of a text; `en` is its English in small letters."""
    yield from _without_trace(pair, en)
    if any(map(pair.zh.__contains__, UNSURE_ZH)) and (sure := _made_certain(pair, en)):
        yield pair.error("modality", MISTRANSLATION, sure, "en")
    if duty := _made_duty(pair, en):
        yield pair.error("modality", MISTRANSLATION, duty, "en")
    if FORCING.isdisjoint(different_words(en)) or not any(map(en.__contains__, FORCES)):  # with most texts
        return
    if found := _left_open(pair) or _as_done(pair, en):
        yield pair.error("modality", MISTRANSLATION, found, "en")
    elif found := _obliging(pair, en):
        # English says "must" of rules and deadlines that Chinese simply states; not of what was done.
        make = pair.error if DONE_ALREADY.search(pair.zh) else pair.warning
        yield make("modality", MISTRANSLATION, found, "en")


def _without_trace(pair: Pair, en: str) -> Iterator[Finding]:
    """An obligation or an intention that leaves no trace."""
    for modal, trace in ((OBLIGED, OBLIGING), (PLANNED, PLANNING)):
        found = modal.search(pair.zh)
        if found and not trace.search(en):
            message = f"“{found[0]}” has left no trace in the English."
            yield pair.warning("modality", MISTRANSLATION, message, "en", found[0])


def _made_certain(pair: Pair, en: str) -> str:
    """What the Chinese says may be, where nothing in the English sentence is open; else ""."""
    zh = simplified(pair.zh)
    if len(UNSURE.findall(zh)) <= len(PLAINLY.findall(en)):  # sentences may have been aligned wrongly
        return ""
    for part, told in sentences.fairly_aligned(zh, en, _doubted, _doubting):
        if (found := UNSURE.search(part)) and not UNSURE_EN.search(told):
            return f"“{found[0]}” has become certain."
    return ""


def _doubted(zh: str) -> int:
    return 1 if UNSURE.search(zh) else 0


def _doubting(en: str) -> int:
    return 1 if UNSURE_EN.search(en) else 0


def _left_open(pair: Pair) -> str:
    """What the English says may be, where nothing in the Chinese sentence is open; else ""."""
    if not any(map(pair.en.__contains__, OPEN_EN)) or not LEAVES_OPEN.search(pair.en):
        return ""
    for zh, en in sentences.fairly_aligned(pair.zh, pair.en, _opened, _leaving_open):
        found = LEAVES_OPEN.search(en)
        if found and not CONCEDED.search(en) and _leaves_open(zh, en):
            return f"“{found[0]}” leaves open what the Chinese states."
    return ""


def _leaves_open(zh: str, en: str) -> bool:
    """Whether an English sentence leaves open what its Chinese states; "you may not" only forbids."""
    if ONLY_ZH.search(zh) and ONLY.search(en):
        return False
    if not (OPEN.search(zh) or OPEN_ONCE.search(simplified(zh))):
        return not (FORBIDS.search(zh) and denying.surely(en.lower()))
    return _opens_more(simplified(zh), en)


def _opens_more(zh: str, en: str) -> bool:
    """Whether an English sentence leaves more open than its Chinese does, or tells a duty in no other way.

    Nobody may what must not be: a ban is told by "may", too.
    """
    times = len(SURELY_OPEN.findall(en))
    if times and DUTY.search(zh) and not DUTY_EN.search(en.lower()):
        return True
    if times <= len(OPEN_ONCE.findall(zh)) or DENIED.search(zh):
        return False
    allowed = ALLOWS.search(zh)
    return not allowed or times > len(OPEN_ONCE.findall(zh)) + len(LISTED.findall(allowed[0]))


def _opened(zh: str) -> int:
    return 1 if OPEN.search(zh) else 0


def _leaving_open(en: str) -> int:
    return 1 if LEAVES_OPEN.search(en) else 0


def _obliging(pair: Pair, en: str) -> str:
    """What the English says must be, where nothing in the Chinese obliges; else ""."""
    found = OBLIGES.search(en) if "must" in en else None
    return (
        f"“{found[0]}”, but nothing in the Chinese obliges."
        if found and not OBLIGING_ZH.search(pair.zh)
        else ""
    )


def _made_duty(pair: Pair, en: str) -> str:
    """What the English demands, where the Chinese sentence allows it: 可以; else ""."""
    if not (MAY_ALLOW.search(pair.zh) and DEMANDS.search(en) and ALLOWED.search(pair.zh)):
        return ""
    for zh, part in sentences.side_by_side(pair.zh, pair.en):
        allowed, demands = ALLOWED.search(zh), DEMANDS.search(part)
        if allowed and demands and not DEMANDED.search(zh) and not LEFT_TO.search(part):
            return f"“{allowed[0]}” has become “{demands[0]}”."
    return ""


def _as_done(pair: Pair, en: str) -> str:
    """What the English tells as begun or done, where the Chinese plans it; else ""."""
    if not (any(map(en.__contains__, DONE_EN)) and AS_DONE.search(en) and PLANS.search(pair.zh)):
        return ""
    for zh, part in sentences.side_by_side(pair.zh, pair.en):
        if (done := AS_DONE.search(part)) and (planned := PLANS.search(zh)) and not DONE.search(zh):
            return f"“{planned[0]}” has become “{done[0].strip()}”."
    return ""
