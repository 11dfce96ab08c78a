"""Finds text in a page that seems meant to steer a language model, so that a reader is told of it.

Nothing depends on what is found here: the document is data whatever it says, and is processed alike. So the
rules prefer precision: what is quoted (an article *about* such texts) or stands in a code block is left
alone, and phrases that ordinary pages also use count only where two of them meet in one sentence.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer.scripts import simplified
from summarizer.text import Line
from summarizer.widths import nfkc

QUOTE = 120  # characters of a suspicious passage that are given back
MOST = 20  # passages of one page
LONGEST = 4_000  # characters of a sentence that are looked at

_QUOTED = re.compile(r"“[^“”]{1,80}”|「[^「」]{1,80}」|『[^『』]{1,80}』|`[^`]{1,200}`|‘[^‘’]{1,80}’")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")

_TOKENS = re.compile(
    r"<\|[a-z_]{2,30}\|>|<｜[^｜<>]{1,30}｜>|\[/?INST\]|<</?SYS>>|</s>\s{0,3}<s>|<(?:start|end)_of_turn>"
    r"|</(?:document|untrusted|input|article|instructions?|system|user|context)>|<<<\s{0,3}END OF\b"
    r"|={3,10} (?:BEGIN|END) [A-Z]{3,20} ={3,10}|^#{2,4} ?(?:Instruction|System|Response) ?:",
)
_MARKS = "<[=#"  # one of which every token has
_STRONG_ZH = re.compile(
    r"(?<!不要)(?<!不能)(?<!不得)(?<!不可)(?<!不应)(?<!勿)(?<!别)(?<!被)(?<!会)"
    r"(?:忽略|无视|無視|忘记|忘掉|忘記|不要理会|不必理会|抛开|跳过)掉?你?"
    r"(?:以上|之前|上述|上面|前面|此前|先前|上文|系统|所有|一切|全部|任何|这些|的){1,4}"
    r"(?:指令|指示|提示词|提示詞|命令|设定|設定)"
    r"|你(?:现在)?唯一的任务|不受(?:任何)?限制的(?:助手|AI|模型|人工智能)|你收到的.{0,8}(?:指令|提示)"
    r"|把你?.{0,10}(?:系统提示|提示词).{0,12}(?:翻译|输出|重复|放在|发给)|现在开始真正的任务"
    r"|(?:请|務必|务必|必须|须)在(?:摘要|总结|译文|翻译|回答)(?:中|里|的|开头|结尾|末尾)"
    r"[^,，。;；]{0,20}(?:重复|写上|加上|加入|保留|插入|附上)"
    r"|(?<!撰)写(?:摘要|总结)时(?:必须|务必|请|一定)|你不?(?:在|把).{0,6}(?:摘要|译文|总结)(?:里|中)|本摘要已通过"
    r"|每次(?:回答|回复)(?:都)?必须(?:以|用)"
    r"|以上(?:全部|所有)?(?:内容|文字|正文|文本|规则|指令)(?:全部|均|都|一律)?(?:作废|无效|失效|不算数?|仅为测试|只是测试)"
    r"[,。;]?(?:请|现在|改为|你|重新|直接|只|并).{0,10}(?:总结|摘要|概括|翻译|输出|回答|回复)"
    r"|请(?:重新|直接|统一|一律|只)(?:总结|概括|翻译|摘要|译)(?:为|成):?[“\"「『‘]"
    r"|(?:翻译|总结|概括|归纳|转述)(?:本文|此文|这篇.{0,3}|以上内容|上文|本页面?)(?:内容)?"
    r"(?:时|的时候),?(?:请|务必|必须|不要|不得|切?勿|应|须)"
    r"|你的(?:摘要|译文|总结)(?:里|中)?(?:必须|务必|只能|一律)"
    r"|停止(?:翻译|总结|概括)[,并](?:改|转|只|直接|输出|回复)"
    r"|(?:以下|本段|这段)[^。,]{0,8}(?:供|给)(?:AI|人工智能|大?语言模型|大?模型|机器)(?:助手)?(?:阅读|看|读|处理)"
    r"|诸令,?(?:尽|皆|悉){1,2}废|今唯一事[:,]|变量[甲乙丙丁A-Z][=:].{1,80}执行:[甲乙丙丁A-Z][+＋]",
    re.IGNORECASE,
)
# What reads and writes by itself, by the names that people call it; and what it is asked for.
_BOT = (
    r"(?:(?:AI|人工智能|(?:大型?)?语言模型|大模型|智能体)(?:助手|助理|模型|系统|工具|程序|翻译|编辑|摘要工具|翻译工具)?"
    r"|(?:智能|翻译|写作|摘要)助手|聊天机器人|(?:机器|自动)翻译(?:系统|工具|程序|引擎)?"
    r"|(?:自动)?(?:摘要|总结|翻译)(?:工具|程序|系统|生成器|模型|机器人|引擎)|ChatGPT|GPT|DeepSeek)们?"
)
_PRODUCT = (
    r"(?:摘要|译文|输出|回答|回复|指令|提示词|评分|打分|最高分|正文|上文|前文|本文|此文|这篇|以上内容|译成"
    r"|翻译成|(?:总结|概括)[为成里中时])"
)
_START = r"(?:^|[。!?;,:\s\])】>”…])"
_TO_MACHINES = re.compile(
    rf"{_START}请(?:所有|各位|任何)?{_BOT}(?:务必|必须|不要|不得|切?勿|忽略|无视"
    rf"|[只仅][输回返写译]|注意:"
    rf"|(?:把|将|对|在)[^。,]{{1,24}}(?:评价为|(?:写|改|说|译|描述)[成为](?![英中法德日俄韩汉]|西班牙|阿拉伯)))"
    rf"|{_START}(?:致|敬告|提醒|通知)?(?:各位|所有|尊敬的|亲爱的)?"
    rf"(?:(?:正在)?(?:阅读|处理|翻译|总结|读取)[^。,:]{{0,10}}的)?{_BOT}(?:请注意|注意)?"
    rf"[:,!]\s?(?:请(?!问)|务必|不要|切?勿|忽略|无视|必须|只|你(?:必须|务必|应|只|现在|要|需))[^。!?;,]{{0,30}}{_PRODUCT}"
    rf"|作为(?:一个|一名|一款)?{_BOT},?你(?>必须|应[当该]?|务必|需要?|要|不得|不能|只能|现在)(?!如何|怎|什么)"
    rf"|(?:如果|假如|倘若|若)(?:你|您)(?:是|为)(?:一个|一名|一款)?{_BOT},?(?:请|必须|务必|不要|只|忽略|你(?:必须|务必|只|应|要))",
    re.IGNORECASE,
)
_MACHINES = (
    "AI", "ai", "人工智能", "模型", "助手", "机器", "智能体", "工具", "程序", "系统", "引擎", "GPT", "Deep",
)  # fmt: skip
_TO_TRANSLATORS = re.compile(
    r"(?:翻译|译者|译员|编辑|摘要|校对)(?:人员|同志|作者|者|员)?(?:请?注意|务必|必须)[:,]?[^。]{0,16}(?:把|将)"
    r"[^。,]{0,16}(?:\d|金额|数字|日期|姓名|人名|结论|亏损|所有|全部|一律)[^。,]{0,16}(?:译|翻译|写|改)[成为]"
)
_TURN = re.compile(  # what only one of two speakers says
    r"assistant\s?:\s?(?:好的|当然|明白|收到|以下|下面"
    r"|sure\b|okay\b|certainly\b|of course\b|understood\b|here(?: is|'s"
    r"| are)\b)"
    r"|system\s?:\s?(?:you (?:are|must|will|should)\b|ignore\b|disregard\b|new (?:task|instruction)"
    r"|override\b|from now on\b"
    r"|你现在|你必须|忽略|从现在)"
    r"|(?:AI|助手|AI助手|智能助手|系统)\s?:\s?(?:(?:好的|当然|明白|收到),)?\s?(?:以下|下面)[是为].{0,6}(?:摘要|总结|译文|翻译)"
    r"|系统(?:消息|指令|提示词):\s?(?:你|忽略|从现在|请)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(  # an address that is to carry away what the model writes, or was told
    r"https?://[^\s]{1,200}[?&]\w{1,20}=(?:摘要|总结|译文|翻译|全文|你的|<[^<>\s]{0,20}|\{(?:summary|prompt|text|answer)"
    r"|\[(?:summary|prompt))",
    re.IGNORECASE,
)
_STRONG_EN = re.compile(
    r"\b(?:ignore|disregard|forget|override)\s(?:(?:all|any|of|the|your|these|my)\s){0,4}"
    r"(?:previous|prior|above|earlier|preceding|foregoing|system|existing)\s(?:\w{1,20}\s)?"
    r"(?:instructions?|prompts?|rules|directions|messages?|guidelines|commands?|text)\b"
    r"|\byour (?:system prompt|(?:only|real|new) (?:task|instructions?)|instructions\b)"
    r"|\b(?:repeat|print|reveal|output) (?:everything|all|the text) above\b|\bnew system (?:message|prompt)\b"
    r"|\b(?:reply|respond|answer|output|print|say) only(?: with)?\b"
    r"|\bonly (?:say|output|reply|respond|print) "
    r"|\b(?:reply|respond) with the (?:word|text|phrase)\b|\balways answer with\b|\bnever with json\b"
    r"|\bmust not be (?:translated|summari[sz]ed)\b|\bdo not (?:translate|summari[sz]e) (?:this|the|it)\b"
    r"|\b(?:end|begin|start) your (?:summary|answer|reply|translation)\b"
    r"|\b(?:summari[sz]e|translate) that instead\b"
    r"|\bdecode this base64\b|\b(?:correct|expected) output for this (?:document|article|text)\b"
    r"|\byou are now (?:a |an |in )?(?:\w{1,20}bot\b|dan\b|developer mode|unrestricted|jailbroken)"
    r"|\b(?:ignore|disregard|forget) (?:all |everything |anything )?(?:of )?(?:the |that |what )?(?:is |was "
    r"|came |you read )?"
    r"(?:above|before|preceding|previous)(?: (?:text|content|article|this))?[,;.:]? ?(?:and |then "
    r"|instead )?(?:just |simply |only )?"
    r"(?:translate|summari[sz]e|reply|respond|answer|output|write|say|print|return)\b"
    r"|\bas an? (?:AI|LLM|(?:large )?language model|artificial intelligence|chatbot)(?: (?:model|assistant"
    r"|system|tool))?, ?you "
    r"(?:should|must|shall|will|need to|have to|are (?:required|to))\b"
    r"|\bif you(?: are|'re) (?:an? )?(?:AI|LLM|(?:large )?language model|chatbot)\b(?: (?:model|assistant"
    r"|system|tool))?.{0,30}"
    r"[,:] ?(?:please|you must|include|ignore|do not|write|output|say|add|mention|reply|respond)\b"
    r"|\b(?:dear|attention|note to|hey|hello|to (?:all|any))[:,]? (?:all |any |the )?(?:AI|LLMs?"
    r"|(?:large )?language models?|chatbots?)\b"
    r"(?: (?:models?|assistants?|systems?|readers?|reviewers?|tools?|agents?))?.{0,30}[:,;.!] ?"
    r"(?:please|you must|include|ignore|do not|don't|write|output|say|add|mention|reply|respond|rate)\b"
    r"|\b(?:note|attention|notice) (?:to|for) (?:the |all )?(?:translators?|summari[sz]ers?)[:,] .{0,40}"
    r"\b(?:translate|render|summari[sz]e|omit|leave out)\b"
    r"|\bin your (?:summary|translation|output),? (?:please |you must |always |be sure to )?"
    r"(?:include|say|write|add|mention|state|omit|do not|don't)\b"
    r"|\b(?:output|return|print|write) the following (?:json|text|answer|sentence|summary"
    r"|translation) (?:instead|verbatim|exactly)\b"
    r"|\btranslate (?:everything|all of (?:it|this)|the (?:whole|entire) (?:text|article|document)) as\b"
    r"|\bfrom now on,? you (?:are an?|will only|must) |\bgive (?:a positive review only"
    r"|only positive reviews?)\b"
    r"|\b(?:do not|don't) (?:reveal|mention|tell) (?:this|these|that|the) (?:instructions?|prompt|message)\b",
    re.IGNORECASE,
)
# Two of these in one sentence are as good as one of those.
_WEAK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:只|仅)需?(?:输出|回复|返回)|不要(?:输出|回复)(?:任何|其他)|直接(?:输出|回复|返回)[“\"「]",
        r"开发者模式|越狱模式|developer mode|jailbreak",
        r"系统提示词|系統提示詞|system prompt",
        r"你现在是|你現在是|you are now\b",
        r"忽略(?:所有|以上|之前|先前|正文|全文)|ignore (?:the|this) (?:document|article|page)",
        r"作为(?:唯一|最终)的?输出|作為唯一輸出|verbatim\b",
        r"\bthe (?:title|summary) of (?:the|this) document is\b",
        r"\bonerror\s?=|<script\b",
        r"\bassistant\b|\blanguage model\b|语言模型|智能助手",
    )
)
# Without one of these a text is not looked at closely: most are not.
_CUES = (
    "指令", "指示", "提示", "命令", "设定", "設定", "任务", "不受", "摘要", "总结", "翻译",
    "回答", "回复", "输出", "輸出", "忽略", "模式", "模型", "助手", "人工智能", "译", "概括",
    "诸令", "变量",
    "聊天机器人", "智能体", "總結", "譯", "無視", "助理", "諸令", "系统消息", "={",
)  # fmt: skip
_ENGLISH = re.compile(r"[A-Za-z]{3} [A-Za-z]{2}|AI|onerror|<script|system:|assistant:", re.IGNORECASE)
_LETTER = re.compile("[A-Za-z\u0130\u0131\u017f\u212a]")  # with those that are the same small or capital
_ROLE = re.compile(r"(?:system|assistant|user|human)\s?[:：]", re.IGNORECASE)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,2000}={0,2}(?![A-Za-z0-9+/=])")
_LONG_RUN = re.compile(r"[A-Za-z0-9+/]{24}")  # which every base64 that is looked at has
_ANSWER_KEYS = frozenset(
    {"title", "summary", "sentences", "key_points", "keywords", "fields", "segments", "translation"}
)
_VERDICT_KEYS = frozenset({"verified", "findings", "source_issues", "checks"})
_ROLES = frozenset({"system", "assistant", "user", "developer", "tool", "model"})
_SAID_KEYS = frozenset({"content", "parts", "text", "message"})
_EXAMPLE = re.compile(r"例|格式|代码|接口|请求|消息体|参数|JSON|API|example|code", re.IGNORECASE)
_RESULT = re.compile(r"答案|正确|结果|摘要|译文|output|answer|summary", re.IGNORECASE)


def suspects(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """The passages that seem to address a model: number of the line, and the passage as it stands there.

    At most `MOST`, in order. Time is linear in the text.
    """
    found = 0
    speakers: list[tuple[int, str]] = []
    fenced = False
    lines = list(lines)
    quiet = not _may_address("\n".join([line.text for line in lines]))
    lead = ""
    for line in lines:
        before, text = lead, line.text.strip()
        lead = text or lead
        if text.startswith("```"):
            fenced = not fenced
        left_out = (fenced or (_is_answer(text) and _announces_example(before))) and (
            quiet or not _addresses(text)
        )
        passage = "" if left_out else _passage(text, quiet=quiet)
        if not passage and (role := _ROLE.match(text)):
            speakers = [(n, said) for n, said in speakers if line.n - n <= 3] + [
                (line.n, role[0][:4].lower())
            ]
            passage = text if len({said for _, said in speakers}) > 1 else ""
        if passage:
            yield line.n, passage[:QUOTE]
            found += 1
        if found == MOST:
            return


def _may_address(text: str) -> bool:
    """Whether there is anything in a whole text for which its lines are worth looking at one by one."""
    if any(map(text.__contains__, _MARKS)) or _LONG_RUN.search(text):
        return True
    plain = nfkc(text)
    return _is_cued("".join(plain.split())) or _is_english(plain)


def _passage(text: str, *, quiet: bool) -> str:
    """The first sentence of a line that addresses a model, or "" ; in a `quiet` text none does."""
    if _is_answer(text):
        return text
    if quiet or not _addresses(text):
        return ""
    sentences = (found[0].strip() for found in _SENTENCE.finditer(text))
    return next((sentence for sentence in sentences if _addresses(sentence)), text)


def _addresses(text: str) -> bool:
    bare = _QUOTED.sub("“”", text[:LONGEST])
    if any(map(bare.__contains__, _MARKS)) and _TOKENS.search(bare):
        return True
    plain = _GAP.sub("", nfkc(bare))
    return _orders(plain) or any(_orders(hidden) for hidden in _decoded(bare))


def _orders(text: str) -> bool:
    is_english = _is_english(text)
    if not (is_english or _is_cued(text)):
        return False
    if is_english and _STRONG_EN.search(text):
        return True
    text = simplified(text)
    if any(map(text.__contains__, _MACHINES)) and _TO_MACHINES.search(text):
        return True
    if _STRONG_ZH.search(text) or _TO_TRANSLATORS.search(text) or _TURN.match(text):
        return True
    if "://" in text and _PLACEHOLDER.search(text):
        return True
    return sum(bool(pattern.search(text)) for pattern in _WEAK) > 1


def _is_english(text: str) -> bool:
    """Whether there may be English in a text. One without a letter has none, which is seen sooner."""
    return _LETTER.search(text) is not None and _ENGLISH.search(text) is not None


def _is_cued(text: str) -> bool:
    return any(map(text.__contains__, _CUES))


def _decoded(text: str) -> Iterator[str]:
    """What the base64 in a text spells, where it spells a text."""
    for found in _BASE64.finditer(text):
        whole = found[0][: len(found[0]) // 4 * 4]
        try:
            spelt = base64.b64decode(whole, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if spelt.isprintable():
            yield spelt


def _is_answer(text: str) -> bool:
    """Whether a line is JSON such as a model would answer with, or is talked to in, or a call of a tool."""
    if not (text.startswith(("{", "[{")) and text.endswith(("}", "}]", "},")) and len(text) <= LONGEST):
        return False
    try:
        value = json.loads(text.removesuffix(","))
    except (ValueError, RecursionError):
        return False
    return any(
        isinstance(one, dict) and _is_said(one) for one in (value if isinstance(value, list) else [value])
    )


def _is_said(value: dict[str, Any]) -> bool:
    """Whether an object has the keys of an answer of ours, of a turn of a talk, or of a call of a tool."""
    keys = value.keys()
    answers = _ANSWER_KEYS & keys
    is_judged = bool(_VERDICT_KEYS & keys) or value.get("status") in ("verified", "flagged")
    is_turn = value.get("role") in tuple(_ROLES) and bool(_SAID_KEYS & keys)
    return "tool_calls" in keys or len(answers) > 1 or (bool(answers) and is_judged) or is_turn


def _announces_example(lead: str) -> bool:
    """Whether a line says that an example follows: of a format, a request, some code."""
    end = lead[-80:]
    return end.endswith((":", "：")) and bool(_EXAMPLE.search(end)) and not _RESULT.search(end)
