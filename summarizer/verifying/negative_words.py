"""English words that say no without a "not", and the Chinese that explains or may be told by each.

A table that `denying` counts with: what is here keeps a negation of the Chinese from being missed, so a word
that tells one now and then belongs here, with the Chinese that has nothing to do with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Kind:
    """Words that say no, what else they stand for, and what they may tell: patterns as they are written."""

    words: str
    explained: str
    telling: str
    beside: str  # what also tells what explains the words: "errors" for 错误
    soft: bool  # an adjective, which may tell a word of the Chinese that is no negation
    opposite: bool  # says no only where the Chinese denies the opposite: "poor", "stayed away"


def _patterns(*rows: Sequence[str], soft: bool = False, opposite: bool = False) -> tuple[Kind, ...]:
    return tuple(_kind(*row, soft=soft, opposite=opposite) for row in rows)


def _kind(en: str, zh: str, telling: str, beside: str = "", *, soft: bool, opposite: bool) -> Kind:
    return Kind(rf"\b(?:{en})", zh, telling, rf"\b(?:{beside})" if beside else "", soft, opposite)


# Negations of a quality; what behind 不 is a verb of its own has a "not".
_QUALITY = "不(?![能会可得准许要应该宜必用需再曾予是在存受具属])"
_FEELING = "不[喜高开爽甘悦快满爱服舒忍舍平耐幸如尽理]"
_IN_TIME = "不[及准按]|[没未][有能]?[按及准如]"
_ALIKE = "[没未无][有见]?[任什变区差改分两增换涨跌升降减调]|不[变分相]"
_NEED = "不[用必需再]|[无没][需须必]|免"
_HARD = "不[易容好能是省太]|非|无|没"
_AGAINST = "[抗敌逆叛]|反(?!对)|对[立手面阵]|相对|异议"
_DONE_TO = "(?<![不没未])对(?=[^，。；：]{1,24}(?:采取|提起|起诉|指控|发起))"  # "measures against"
_OPPOSED = "反对|不[同赞支符利服认要应该宜建可得主]|无视|否|[勿别]"
_VERB = "[不没未勿别]"
# What tells 错误 and the like by a word that says nothing of a negation.
_ERRORS = r"err(?:or|ed\b|s\b|ing\b)|mistak|fault|flaw|bugs?\b|missed|misl|delay"
# Words that say no, each kind with the Chinese that it may stand for without a negation, and with the
# negations that it may tell, where those are few.
MAYBE = _patterns(
    (r"fail", "[败垮塌]|(?<![损丧消流遗过迷])失(?![去踪业])|落(?=[败选空马榜第后伍])|故障", ""),
    (r"refus|spurn|turn\w* (?:\w+ )?(?:down|away)", "驳回|推辞|辞谢|谢绝|婉谢", ""),
    (r"reject|rebuff", "驳回|驳斥|谢绝|婉谢", ""),
    (r"dismiss", "驳回|驳斥|解[散雇聘职]|[罢免]|[开撤]除|撤职|辞退", ""),
    (r"with(?:held|hold)", "扣", ""),
    (
        r"declin(?:ed|es|ing) (?:to|by)|den(?:y|ie[sd]|ial)|disown|disavow|refut|repudiat",
        "推辞|辞谢|谢绝|婉谢|反驳",
        "拒|否|不[予准让许承愿获得]|[无没未]",
    ),
    (
        r"prohibit|forbid|forbad|ban(?:ned|s|ning)?\b|bar(?:red|s|ring)\b|outlaw|disallow|impermissib|block(?:s|ed|ing)?\b",
        "",
        "禁|不[得准许允让予可能会]|勿|拒|莫|无[法权]",
    ),
    (r"veto", "", "否|未能|未获"),
    (r"little (?:need|chance|hope|point|reason|evidence)", "", "没有?[必什太多]|无[必须需]"),
    (r"matter\w* (?:very )?little", "", "不(?:[太很]?重要|要紧|算什么)|无关|没什么"),
    (r"defeat|vot\w+ down|thr[eo]w\w* out|flunk", "[败胜抛扔]|击溃", "否|[未没不]有?[获能通被过得]"),
    (r"sidestep|dodg|evad|evasi|ducked|deflect", "[避躲逃鸭]|闪(?!电)", "[未没不]有?[予作做直正回答表说]"),
    (r"conflict|contradict|differ|diverg|discrepan|at odds", "冲突|矛盾|分歧|差", "不(?:一致|符|同|合|相容)"),
    (r"outside|beyond", "外", "不(?:属|在|归)"),
    (r"rul\w* out|knock\w* back", "排除", "[未没]获|不(?:可能|会|排)"),
    (r"dispens\w* with|omit", "省[略去]|略去|[遗缺]?漏", "不[办提再需必用附交填]|[无毋][需须]|免"),
    (
        (
            r"skip|orphan|disappoint|substandard|defectiv|deficien|inferior|faulty|dysfunction|illiter|impunity|anonym"
            r"|ill[- ](?:advis|equip|prepar|inform|suit|defin|conceiv)"
            r"|under(?:develop|prepar|privileg|perform|nourish|staff|qualif|age\b|size|weight|fund|paid|used|util)"
        ),
        "[幼童]|未成年|[匿佚]名",
        "",
    ),
    (r"restrict", "限", "不|禁"),
    (
        (
            r"avoid|refrain|abstain|shun|shy away|steer clear|prevent|avert|preclud|exempt|waiv"
            r"|guard\w* against|free (?:of|from)|ke(?:eps?|eping|pt)\b(?: (?:away|out)|[^.,;]{0,20} from)"
        ),
        "[避免防阻杜]",
        "",
    ),
    (r"exclud|exclusive of|minus\b|barring|sans\b", "除外|排除|剔除", "不|没|无|未"),
    (
        r"except\b|exception|other than|apart from|aside from|setting aside|leaving aside",
        "除|[以之]外|例外|另外",
        "不|没|无|未",
    ),
    (r"instead|rather than", "代替|替代|取代|改(?![革善进变造])|宁", "不|非|没"),
    (
        r"stop|halt|ceas|suspend|discontin|quit(?!e)",
        "[停止歇]|站点|车站|一站|休[息市学战]|断(?![裂定言层])",
        "",
    ),
    (r"cancel|rescind|revok|call\w* off", "取消|[撤吊]销|撤[回消]|中止|收回|消除", ""),
    (
        r"oppos|oppon|object(?:ed|ing|ion|s?\s(?:to|the))|protest|dissen|hostil|rebel|averse|aversion",
        _AGAINST,
        _OPPOSED,
    ),
    (r"against|anti(?:\b|-)|def(?:y|ied|iant|iance|ying)", rf"{_AGAINST}|打击|[防违]|{_DONE_TO}", _OPPOSED),
    (r"condemn|critici|deplor|backlash|outcry|hit out", "批[评判驳]|[谴抨责]", _OPPOSED),
    (r"fight|fought|combat|resist|st(?:an|oo)d\w* up to", "[抗打击斗战]|反(?!对)", "反对|拒|不"),
    (
        r"free[sd]?\b(?! (?:of|from|trade|market|throw|kick))|admission free",
        "免|自[由在]|释放|解[放脱]",
        "不|无|没",
    ),
    (r"ignor|neglect|overlook|disregard|blind\w*|deaf", "[忽疏罔盲聋]|无视", ""),
    (r"yet to\b|still to\b|too \w+(?: \w+){0,4} to", "", ""),
    (r"far from|a far cry|long way (?:from|off)", "(?<!远)远(?![非未没不])", ""),
    (r"beyond", "[超越]|(?<![另此])外|以[上后]|之后", ""),
    (
        (
            r"out of (?:the )?(?:production|stock|service|use|reach|work|print|control|accord|expectation"
            r"|imagination|trouble|step|touch|date|line|place|season|tune|question|character|space|money|room|power"
            r"|keeping|proportion|fashion|phase|sorts|style|favou?r|bounds|hand|sight|balance|sync|order|range|options|ideas|fuel|food|breath|patience|time)"
        ),
        "[缺短停]|(?<![另此])外",
        "",
    ),
    (r"less (?!than)[a-z]", "", "不(?:[太那怎够愿想敢肯喜宜]|[要能应可会]太)"),
    (
        (
            r"end(?:ed|s|ing)\b|goodbye|farewell|run dry|ran dry|abolish|scrap(?:ped|s|ping)?\b"
            r"|phas(?:e|ed|es|ing) out|abandon"
        ),
        "结束|[末终尾废弃]",
        "不再|停",
    ),
    (r"gone\b|vanish|disappear", "[失走]|去世|离去|消散", ""),
    (r"forg[eo]t", "忘", ""),
    (r"miss(?:es|ed|ing)?\b", "[错漏失想缺]|导弹", ""),
    (r"outstanding|premature|overdue", "优秀|杰出|突出|[早逾]", ""),
    (r"pending|await", "[等待]", ""),
    (r"los[ts]\b", "[失损亏丢输败迷逝亡茫]", "没有|无[力家]|不[住了得在再]"),
    (r"difficult|tough|troubl|challenging|headache", "难(?!道)|[困烦]|挑战|麻", _HARD),
    (r"hard\b(?! (?:drive|disk|currency))", "难(?!道)|努力|[辛苦硬刻勤]", _HARD),
    (r"downside|drawback|shortcoming", "不足|[缺弱]点|短板|弊", _HARD),
    (r"wonder(?!f)|unaware|ignoran|oblivious", "[疑奇惊怪]", "不|无法|没"),
    (r"myster|confus|puzzl|perplex|baffl|bewilder", "[疑奇怪迷秘谜惑困乱混]", "不|无法|没"),
    (r"at a loss|clueless", "亏损|[惑茫]", "不|无法|没"),
    (
        (
            r"contrary|contradict|violat|ran (?:\w+ )?counter|run\w* (?:\w+ )?counter|at odds"
            r"|mismatch|imbalanc|asymm"
        ),
        "[违反逆相矛背侵]",
        "不(?!违|反)|无",
    ),
    (r"doubt(?!less)|sceptic|skeptic", "疑", "不[清确知明信敢懂会解]"),
    (r"below|less than|lower than", "低于|以下", "没有达|未达|没达|达不|不及|不如|不到"),
    (r"vain\b|futil", "[白枉徒]", ""),
    (r"empty|vacan|blank", "空|白", ""),
    (
        r"silen|mum\b|mute|quiet",
        "默|静|哑|寂",
        "不[说语言发吭作做]|说不出|不出|没有?[说表回发作提谈规约明]|未[说表回发作提谈规约明]|无[言语声]|没有?[了得]|不[准要得许]|无人[说发表应出]|不爱[说讲]|[别勿]",
    ),
    (r"secre(?!tar)|behind closed|confidential|opa[qc]|murky", "密|秘", "[不未][得予会能便准许]?[公透泄披]"),
    (r"stranger|unfamiliar", "陌生", "不[认相熟]"),
    (r"whatever|whichever", "无论|不论|不管", "不[问分计拘]"),
    (r"regardless|irrespective", "无论|不论|不管|尽管|不顾", "不|无|没"),
)
OPPOSITES = _patterns(
    # What tells a quality that is denied, where English has a word of its own for it.
    (r"poor|bad(?:ly)?\b|wors(?:e|t)\b|evil", "[贫穷坏恶劣糟]|差(?![异别额距])|不[好佳良善力足]", _QUALITY),
    (r"terribl|awful|lousy|grim\b|bleak|gloom|dismal|pessimis|discourag|sluggish", "[糟暗悲沮迷]", _QUALITY),
    (r"weak|fragile|shaky|stiff|clums|rude|stubborn", "[弱脆硬倔僵]|不足", _QUALITY),
    (
        (
            r"wrong|mal(?:practi|nutri)|mis(?:conduct|manag|treat|us(?:e|ing)\b|behav|judg|fit|understand|trust"
            r"|inform|align|plac)"
        ),
        "错误|[错误假]",
        _QUALITY,
        rf"{_ERRORS}|incorrect|false|fake|holiday|vacation",
    ),
    (
        r"loose|lax\b|slack|rough|crude(?! oil)|sloppy|shoddy|uneven|patchy|disorder|mess(?!ag)",
        "[松宽粗糙乱]",
        _QUALITY,
    ),
    (r"blunt|lazy|lazi|bearish|bypass|destabil|discord", "[懒绕]", _QUALITY),
    (r"gaps?\b|differ(?:s|ed|ent|ently|ence|ences)?\b", "[异别差距隙]|缺口|多样", _QUALITY),
    (r"dubious|questionable|mediocre|meagre|scarce|scant|slow|limited", "[疑慢缓限稀]|不[多大]", _QUALITY),
    (r"low\b(?!-)", "[低矮廉]", _QUALITY),
    (r"small|slight|minor", "[小少微轻]", "不[大多太怎高重]"),
    (
        r"awkward|embarrass|uneas|shy\b|bashful|ashamed|reticen",
        "尴尬|难堪|羞|窘|拘|不好意",
        "不(?:[好便敢肯宜自]|太好)",
    ),
    (r"bare|naked|topless|shirtless", "", "不[穿戴施系]|没有?[穿戴系]"),
    (r"alone\b|solo\b|single\b|lonely", "[独孤单仅]", "没有?[别旁其他人]|无[人他]|不设"),
    (r"split\b|divid|apart\b", "[分裂拆离]|股息|红利", "不一|未[达能]|没有?[达形]"),
    (r"dry\b|arid|rainless", "[干旱燥]", "[没无]有?[雨水降]|不[下降]"),
    (r"idle|dormant", "闲|休眠|待机", "不[工运转用开生营作动]|[未没]有?[工运开使用投动]"),
    (r"anxious|worr|uneas|nervous", "[忧虑担焦紧]|不安", "不放|放不|不[安踏]"),
    (r"gradual|prudent|cautio|measured", "[逐渐慎谨]|循序|审慎", "不[宜要应可能]|[别勿]"),
    (
        r"up for grabs|open (?:question|to)|in the balance|in limbo|at stake",
        "[开敞]|悬",
        "[未没]有?[定决分知完结]|不[定确]",
    ),
    (r"cool|mild\b|lukewarm|tepid", "凉|温|(?<!不)冷", "不[热冷凉烫温]"),
    (r"warm|hot\b", "暖|温|炎|(?<!不)热", "不[冷凉寒]"),
    (r"narrow|marginal|thin\b|slim\b|faint", "[窄薄瘦紧细弱微险]", "不[明大宽高厚显多]"),
    (
        r"unique|one[- ]of[- ]a[- ]kind|unparallel|unrivall|unmatch|peerless",
        "独|唯一|仅有|特有|专有",
        "不[可能会][复重代替]|无[可人与法]",
    ),
    (r"full\b|packed|sold out|booked", "[满挤全]|爆[满棚]", "[没无]有?空|没有?[剩位座票]"),
    (r"obscure|murky|cloud(?:y|ed)|vague|ambigu|blurr|fuzz|haz(?:y|ily)|muddl", "[模糊含隐混]", _QUALITY),
    (r"odd(?:ly)?\b|strange|little[- ]known", "[怪奇陌]", _QUALITY),
    (r"ill\b|sick|unwell|ugly|dirty|noisy|contaminat|corrupt|crooked", "[病丑脏吵噪腐贪歪]|污染", _QUALITY),
    (r"erratic|volatil|fluctuat", "[波浮]|动荡", "不[稳定平]"),
    (r"raw\b|undercook", "生[的吃食]|原料", _QUALITY),
    # What is told by the opposite of a verb that is denied.
    (
        (
            r"stay\w* (?:well )?(?:away|out|put|clear|off|home|at home|inside|indoors)"
            r"|st(?:and|ood) by|look\w* away"
        ),
        "[留守待]|旁观",
        _VERB,
    ),
    (
        r"sat out|sit(?:s|ting)? out|opt\w* out|pass(?:ed)? up|hands[- ]off|le(?:av\w+|ft)(?: \w+)? alone",
        "",
        _VERB,
    ),
    (r"back\w* (?:out|off|down)|pull\w* out|drop\w* out|withdr", "[退撤]|提款|收回", _VERB),
    (
        r"giv(?:e|es|en|ing) up|gave up|relinquish|forgo|forsak|renounc|shelv|leav\w+ aside",
        "弃|搁置|让出",
        _VERB,
    ),
    (
        r"breach|break|broke|insolv|arrears|evad|flout|default|disobe|naught|breaking|infring",
        "[违反犯逃破断]|休息|突破",
        "不[遵守按听履执合服还缴付偿兑]|[未没不]有?能?[按遵履依如还缴付偿兑清支]|无[力法][偿还支兑付履清]",
    ),
    (
        (
            r"beware|relax|calm down|take it easy|(?:make|be) sure|take (?:your|his|her|their) time"
            r"|off[- ]limits|keep\w* clear|fast(?:s|ed|ing)?\b"
        ),
        "[快慎松迅速]|务必|确[保认]|保证",
        "[别勿]|不[要可得许能准]",
    ),
    (r"only\b", "[只仅才唯惟光刚单]", "非"),
    (r"amateur|novice|layman|outsider|civilian", "业余|新手|外行|平民", "非|不[专懂熟]"),
    (r"moderat|sparing|curb|restrain|soon after", "节制|适[量度]|[遏抑控]|克制", "不[宜要应可能]|[别勿]"),
    (r"ready|brave|bold|dare[sd]?\b", "准备|[勇敢胆]", "不[怕惧畏]"),
    (r"every", "[每各全都]|所有|一切", "不[漏落缺少差]|无[遗一]|没有?[漏例空]"),
    (r"afraid|fear", "[怕恐惧忧]|担[心忧]", "不敢|[别勿]怕"),
    (
        r"hesita|waver|wary|cautious|h(?:old|eld)\w* back|think twice",
        "[犹豫迟疑慎谨小]",
        "不[敢愿肯想舍确定]|没",
    ),
    (r"hate|resent|detest|loath|disgust|discontent|disgruntl", "[恨厌恶怨]", _FEELING),
    (r"annoy|upset|angr|frustrat", "[怒烦恼愤]|生气|沮丧", _FEELING),
    (r"regret|pity|sorry|sad(?:ly)?\b", "[憾惜歉伤悲悔]|难过", _FEELING),
    (
        r"danger|hazard|risk|perilous",
        "危险|[险危害]",
        "不[安稳保]",
        r"insur|harm|victim|cris[ie]s|critical|adventur|pests?\b|injur|threat|disaster",
    ),
    (
        r"out of (?:\w+ )?danger|stable\b|safe(?:ly)?\b",
        "稳[定固]|安全|脱[离险]|平安",
        "[无没未不]有?[生性危]",
    ),
    (r"late\b|delay", "[迟晚延误]|后期", _IN_TIME, r"evening|night|dinner|exten|error|mistak|miss"),
    (r"slow|behind", "[慢缓]|落后|背后|幕后|后面", _IN_TIME),
    (r"same\b|identical", "同(?![时比志学意步])|一[样致]", _ALIKE),
    (
        r"unchang|froze|freez|constant|steady|flat\b|stalemate|deadlock|tie[sd]?\b|dr(?:aw|ew)\b",
        "[稳恒僵冻]|持平|平坦|平局|一直|不断",
        _ALIKE,
    ),
    (r"pass(?:ed|es|ing) away|d(?:ied|ead|eceased)\b", "[死逝亡殉]|遇难", "不在"),
    (r"elsewhere|away\b|outside|abroad", "[外离远走去]", "不在"),
    (
        r"immune|withstand|withstood|endur|waterproof|fireproof|firm(?:ly)?\b|steadfast|resolute",
        "[抗耐防坚免]|公司",
        "不[受易怕透倒惧畏屈动会]|没",
    ),
    (r"freely|unlimited|at will|any(?:where|time|one)\b", "自由|任意|任何|随", "不[受限拘分设]|[无没]有?限"),
    (r"optional|voluntar", "自愿|志愿|选", "不[强必一要勉]|非必"),
    (r"eliminat\w* the need|remov\w* the need|obviat", "", _NEED),
    (r"sav(?:e|es|ed|ing)\b|spar(?:e|es|ed|ing)\b", "[节省救存储拯]|备用", f"{_NEED}|不[浪给添让]"),
    (
        r"partial|partly|one-sided|half\b|may\b|might\b|perhaps|depend|possib",
        "可能|[或也]许|半|部分|有时|偏|取决|可以?",
        "不(?:全|完全|都|尽|一定|见|必)|未[必全尽]|非[所全都]",
    ),
    (
        r"fake|false|fiction|bogus|lied\b|pretend|sham\b",
        "[假伪谎谣骗虚冒躺]",
        "不[是实属真]|非|没|无",
    ),
    (r"void\b|annul|nullif|invalidat|acquit|exonerat", "", "无[效罪]|不[算成作构]|未|不具"),
    opposite=True,
)
# Beginnings and endings of adjectives that say no, and what tells of too little.
SOFTLY = _patterns(
    (
        r"lack|absen|void of|devoid|short of|fall\w* short|fell short|r[ua]n\w* (?:out|low|short)\b",
        "[缺欠乏短匮]|(?<!困)难",
        "",
    ),
    (r"in(?:correct|accur)", "错误|[误错]", "", rf"{_ERRORS}|wrong"),
    (r"in(?:valid|effect)", "废[除止弃]|作废|失[效灵败]", "", r"abolish|abandon|discard|repeal|fail"),
    (r"in(?:visib|explic|discr)", "隐(?!患)", "", r"hid(?:e|den|ing)\b|priva|conceal"),
    (r"in(?:complet|capab|act)", "残[缺疾废障]|[缺惰]", "", r"disab|lack|short|defect|absen|vacan"),
    (r"in(?:differen|hospit|sensit|attent)", "冷[漠淡酷落清]|淡[漠然薄]|漠(?!河)", "", r"desert|cold"),
    (
        r"in(?:conven|equal|equit|justice)",
        "难(?![民度题关得道忘])|[冤屈]|差(?![异别额距])",
        "",
        r"difficult|hard\b",
    ),
    (r"in(?:secur|experien)", "", ""),
    (
        (
            r"in(?:formal|suffic|adeq|elig|approp|consist|signif|toler|volunt|stab|conclus|compat|coheren|congru"
            r"|advert|sincer|human\b|humane|compet)"
        ),
        "",
        "",
    ),
    (
        r"im(?:poss|pract|mobil)",
        "难(?![民度题关得道忘])",
        "",
        r"difficult|hard\b|tough|troubl|challeng|disaster|victim|hardship",
    ),
    (r"impatien", "[急烦]", "", r"emergen|urgen|anxi|rush|hurr|annoy|trouble"),
    (r"im(?:proper|matur|perfect|polite)", "违[规纪]|幼稚|粗鲁|瑕", "", r"violat|breach|childish|naive|rude"),
    (r"im(?:partial|peccab|maculat|movab)|upright", "公[正平道]|清廉|廉洁|正直", ""),
    (
        r"il(?:legal|licit|litera|logic)|unlawful",
        "[违盗私盲]|非法",
        "",
        r"violat|breach|infring|contraven|default|privat|personal|selfish|smuggl|st[eo]l|theft|thie[fv]|pirat|blind",
    ),
    (r"ir(?:respons|relev|regul|ration|resist|replac|repar|revers|recov|reconcil)", "", ""),
    (r"dis(?:agre|crepan|unit|harmon)", "[歧散]", "", r"scatter|dispers|disband|dissol|discriminat|spread"),
    (
        r"dis(?:lik|satisf|pleas|dain|bel|trust|incl)|displeas",
        "[厌嫌疑]|讨嫌",
        "",
        r"doubt|suspe|suspic|question",
    ),
    (
        r"dis(?:contin|connec|qualif|plac)",
        "[停断消迁]",
        "",
        r"stop|halt|suspen|cancel|cut|interrupt|br[eo]k|consum|eliminat|relocat|mov|news|fire|judg|diagnos",
    ),
    (
        (r"dis(?:claim|approv|hon|obey|proport|organ|resp|engag|interest|advant|comfort)"),
        "[劣弱]",
        "",
    ),
    (
        r"un(?!der|ion|it|iv|til|less|iq|if|iform|ani|veil|leash|fold|lock|swerv|ravel|remit|able|willing|dertak|eas)\w{4,}|unprecedented|un(?:fit|lit|met|fed|wed|sung|kind)\b|un-[a-z]",
        "异常|异样|遗憾|可惜|惋惜|失业|联合国",
        "",
        r"regret|sorry|pity|sad|jobless|abnormal|anomal|extreme|exception|un\b(?!-)|united nations",
    ),
    (
        r"(?<!\ba )little|(?<!\ba )few(?!er)|anything but",
        "[少微]|一点|点[儿点]|小(?![时学区组型康镇说])|几(?!乎)",
        "",
    ),
    (r"a (?:little|few)", "[少微]|一点|点[儿点]|小(?![时学区组型康镇说])|几(?!乎)", "不[多大太怎]"),
    soft=True,
)
