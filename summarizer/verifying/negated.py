"""What the English denies although nothing in its Chinese does: 签署了, "did not sign".

An English sentence denies too often if it does so more often than its Chinese has characters that may deny,
with what the sentences beside it may deny and do not tell. What says no without being a negation (欠, 难, 仅)
is among these. Of 5,600 right texts two had such a sentence.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.text import Finding
from summarizer.verifying import denying, sentences
from summarizer.verifying.page import Pair
from summarizer.verifying.tables import rows_of

_MAY_DENY = re.compile(
    "[不没未无非勿莫毋别否禁反缺难少拒免除绝失停欠岂何吗么谁哪尚待仅却零休懒懶厌违弃忘漏异避防败怕空差弱唔冇咪?？]"
)
# Words that English tells by a "not" as well: 推迟到五月, "not before May"; 放心, "don't worry".
_TOLD_SO = re.compile(
    "推迟|延[期迟误后]|拖[欠延了]|滞[后留销]|取消|撤[回销诉]|驳回|推翻|作废|废[除止弃]|中断|断[绝交电]|[已隔阻拦]断"
    "|关[闭门停张]"
    "|封[闭锁山路]|破裂|僵局|搁置|冻结|[潜在外]逃|逃[避脱]|[隐欺]瞒|瞒[着报]|保密|沉默|[安肃]静|冷静|昏迷"
    "|垂危|濒临|辞[职去]"
    "|离[家职世]|辍学|戒|[失致]明|耳背|聋|哑|堵[塞住]|瘫痪|故障|锁|[售卖用]完|罄|夭|落[榜选败空]|[战皆告]负"
    "|[失击挫]败|[全连]胜"
    "|持平|维持|保持|停滞|持续|始终|一[直向贯]|永[远久]|历来|至今|首[次度]|第一次|初次|史上|空前|历史新"
    "|时隔|薄弱|渺茫|清淡|惨淡|浅"
    "|难得|偏[高低贵远]|艰|混乱|其他|其余|外地|剩余|[静等守]候|限(?!公司|责任)|[放安]心|记[得住]|[切牢谨]记"
    "|小心|当心|谨[防慎]"
    "|止步|素|低调|谦|婉|巧合|偶然|随口|[摆摇]头?手|摇头|算了|罢了|忍|按捺|坚[持守定]|[严恪信]守|守[住口]"
    "|咬紧|单身|独[身自]"
    "|(?<![船舰])只|(?<![人天口英文])才(?![能华艺智子干])|直[到至]|迟|慢|抵制|[抗阻障妨]|虚假|假冒|伪|错误"
    "|误以|冤|谎|骗|例外"
    "|[之以]外|除.{0,8}外|居高|平等|屡|勉强|至死|终身|毕生|早已|退[回出]|沉得住|必行|期待|艰苦|[逾超]期"
    "|扫地|自费|虽"
    # what is over, lost or in the way: "could not go on", "did not win", "was not open"
    "|[已太更很来过天色]晚|晚了|过早|早了|天[色太已]?黑|昏暗|打烊|紧闭|闭门|关机|枯竭|耗尽|告[急罄终]"
    "|[中终]止|泡汤|落空"
    "|(?<![运传灌])输(?![出入送电液血气油变华])|败[北阵退诉]|出局|淘汰|名落|失[手守利]|平局|[战踢打]平"
    "|握手言和|僵持|对峙|胶着"
    # what is too little, or done in vain: "not enough", "not much"
    "|紧[张缺巴绷]|吃紧|拮据|爆[满棚]|[坐客]满|平[淡平]|微薄|寥|稀[少疏缺]|罕|白[费跑忙搭]|徒劳|可[惜怜]"
    "|堪忧|糟|艰难|破旧|老化"
    # who does nothing, or gives nothing away: "did not help", "would not say"
    "|推[辞脱托]|三缄其口|守口|置身|旁观|袖手|住[手口嘴]|踏步|躲|藏[身匿]|[匿隐][名身藏]|爽约|鸽子|脱逃"
    "|开溜|装[聋傻睡]|卧[床病]|瘫|盲"
    "|通宵|彻夜|熬夜|饿|渴|赤[脚膊]|光[着脚棍]|酒后|醉|家徒四壁|一贫如洗|失业|下岗|待业|一头雾水|鼓里"
    "|一知半解|懵|糊涂|茫然|走神|疏[忽于]"
    "|大意|掉以轻心|轻[视敌信]|耳[旁边]风|陌路|陌生|大公|如玉|舍得|执意|倔|硬(?=[撑挺说])|仍在|还在|尚在"
    "|[在等][审建途办]|等[批候着]|审[批理]中|处理中"
    "|分歧|不合|错[过失]|闲置|亏[损本]|[赔蚀]本|脱[离险]|匮|额已?满|隐姓|烂尾|抵赖|[装假]作|假装|食言|逃[票课学]"
    "|旷[课工]|离席|早退"
    "|竟[然]?|居然|意外|突[然如]|出乎|猝|偷偷|悄悄|暗[中自地]|私[下自]|擅自|隔离|受困|被困|困[在住于]"
)
# What English tells by its opposite: 遥远, "not near".
_LITOTES = """
远 遥=near close nearby|近=far distant|易 简单 轻松=hard difficult|难 繁 复杂=easy simple|贵 昂=cheap
便宜 廉 实惠=expensive cost dear|好 佳 优 妙=bad poor|坏 劣 差 糟=good well|大 宽=small narrow
小 窄=big large|重=light|轻=heavy serious seriously|新=old|旧 老=new young|快 急=slow|慢=fast quick|早=late
晚 迟=early time|长 久=short|短=long|冷 凉 寒=warm hot|热=cold|干净=dirty|常 普遍=rare unusual uncommon
熟=strange unfamiliar|弱 软=strong|强=weak|病=well|输=win|赢 胜=lose|闭 关=open|开=close closed|静=noise
暗 黑=see light bright|湿=dry|干=wet|穷 贫=rich money|富=poor|笨 傻=clever|错=right|醒=asleep sleep|睡=awake
饱=hungry|饿=eat eaten full|闲=busy|忙=free|站=sit|坐=stand|留=leave go|走=stay|直=bend|平=rise fall change
稳=change move waver|冷静 镇定=panic|真=joking lying
"""
# Words with one of the characters of `_MAY_DENY` that tell nothing a "not" may stand for.
_NO_DENIAL = re.compile(
    "[特分级类性区个派国]别|别[墅墊]|不(?:[断少久锈朽]|同(?!意))|非(?:常|洲|凡|遗|物质文化)|未来|无(?:人机|线|锡|偿|缝|数|穷|限|比|私)"
    "|莫斯科|[南北东西]非|反(?:映|应|馈|复|响|思|哺)|[减多至]少|少[年数女先儿]|难(?:度|点|题|忘|得|关)"
    "|绝(?:对|大)|失业"
    "|除(?:夕|了|此)|[消扫清解免废删开拆]除|停(?:车|留|泊)|[任如]何|招待|[等期接对优看]待|免(?:费|税|疫)|避免"
    "|零(?:售|部件)|[退午]休|休(?:闲|息|假)|冷却|仅供"
)
_DENIES = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|must|may|shall)"
    r"(?: not\b|n['’]t\b)"
    r"(?! (?:only|just|merely|simply|least|limited|less|more|fewer|later|lower|to mention)\b)"
    r"|\bcannot\b(?! (?:only|but)\b)|\bnever\b(?! (?:mind|before)\b)"
)
# What says no twice, or as a phrase: "did not forget", "not until May", "isn't it beautiful!"
_NOT = r"(?:\w+ not|\w+n['’]t|never|cannot)\b"
_EXCUSED = re.compile(
    rf"{_NOT}(?: \w+){{0,2}}? (?:worr|forg[eo]t|miss|hesitat|fail|stop|ceas|los[et]|lack|ignor|chang"
    r"|broke|break|g[ia]ve up|giv(?:en|ing) up|abandon|doubt|deny|denied|without|undo\w+"
    r"|un\w+(?:able|ible|ful|ed|ing)\b)"
    rf"|{_NOT}[^.;:]{{0,80}}?\b(?:until|till|before|unless|except|other than|any ?(?:more|longer))\b"
    r"|\w+n['’]t (?:it|that|this|he|she|they|you|we|there|the)\b"
)
# One denial for each of a list, or word by word: 不抽烟喝酒, "does not smoke and does not drink".
_AGAIN = re.compile(
    r"(?:,|\b(?:and|or)) (?:did|does|do|must|may|shall|should|will|would|can|could)(?: not|n['’]t)\b"
)
_LISTED = re.compile("[、和与及或]")
_NEGATIVES = (" not", "n't", "n’t", "cannot", "never")  # one of which every denial has
_QUOTED = 24  # characters


def check(pair: Pair, en: str) -> Finding | None:
    """A finding where `en`, the English in small letters, denies what the Chinese asserts."""
    if not any(map(en.__contains__, _NEGATIVES)):  # most texts have none
        return None
    parts = sentences.side_by_side(pair.zh, pair.en)
    for number, (zh, part) in enumerate(parts):
        denied = _denied(part)
        if not denied or len(denied) <= (may := _denials(zh)):
            continue
        if may:
            denied = _denied(_together(part))[len(_LISTED.findall(zh)) :]
        # what a sentence beside it may deny and does not tell there may be told here
        beside = (*parts[max(0, number - 1) : number], *parts[number + 1 : number + 2])
        told = may + sum(_left(*each) for each in beside)
        if len(denied) > told and len(denied) > told + _by_opposites(zh, part) + _kept_off(zh, part):
            message = f"“{denied[-1]}”: nothing in the Chinese denies this."
            return pair.error("negation", "accuracy/mistranslation", message, "en", zh[:_QUOTED])
    return None


def _left(zh: str, en: str) -> int:
    """How much a sentence may deny that its English does not tell."""
    may = _denials(zh)
    return max(0, may - denying.all_told(en)) if may else 0


def _denied(en: str) -> list[str]:
    """The words of an English sentence that deny something, and say nothing else."""
    return [found[0] for found in _DENIES.finditer(en) if not _EXCUSED.match(en, found.start())]


_SOME = r"(?: \w+){0,2}? "  # "is not at all", "does not really"


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a Chinese text has, and how English denies its opposite."""
    return tuple(
        (re.compile("|".join(zh)), re.compile(rf"{_NOT}{_SOME}(?:{'|'.join(en.split())})\b"))
        for zh, en in rows_of(_LITOTES)
    )


def _by_opposites(zh: str, en: str) -> int:
    """How many opposites of what the Chinese says an English sentence denies: 遥远, "not near"."""
    return sum(len(theirs.findall(en)) for ours, theirs in _opposites() if ours.search(zh))


_KEPT_OFF_EN = re.compile(r"\b(?:avoid|prevent|avert|lest|keep|free|sav|spar)")


def _kept_off(zh: str, en: str) -> int:
    """How often a Chinese text says 避免, if English tells it by a "not": "should not be duplicated"."""
    return 0 if _KEPT_OFF_EN.search(en) else zh.count("避免")


def _together(en: str) -> str:
    """An English sentence without a denial that only goes on with the first one."""
    first = _DENIES.search(en)
    return en if first is None else en[: first.end()] + _AGAIN.sub(" ", en[first.end() :])


def _denials(zh: str) -> int:
    """How many characters or words of a Chinese text may deny something."""
    return len(_TOLD_SO.findall(zh)) + len(_MAY_DENY.findall(_NO_DENIAL.sub("", zh)))
