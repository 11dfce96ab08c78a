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
    r"(?:以上|之前|上述|前面|此前|先前|上文|系统|所有|一切|全部|任何|的){1,4}(?:指令|指示|提示词|提示詞|命令|设定|設定)"
    r"|你(?:现在)?唯一的任务|不受(?:任何)?限制的(?:助手|AI|模型|人工智能)|你收到的.{0,8}(?:指令|提示)"
    r"|把你?.{0,10}(?:系统提示|提示词).{0,12}(?:翻译|输出|重复|放在|发给)|现在开始真正的任务"
    r"|(?:请|務必|务必|必须|须)在(?:摘要|总结|译文|翻译|回答)(?:中|里|的|开头|结尾|末尾).{0,20}(?:重复|写上|加上|保留|插入|附上)"
    r"|(?<!撰)写(?:摘要|总结)时(?:必须|务必|请|一定)|你不?(?:在|把).{0,6}(?:摘要|译文|总结)(?:里|中)|本摘要已通过"
    r"|每次(?:回答|回复)(?:都)?必须(?:以|用)|(?:AI|人工智能|语言模型|大模型|智能助手).{0,4}[:：,，]\s?(?:请|忽略|必须|务必|只)",
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
    r"|\byou are now (?:a |an |in )?(?:\w{1,20}bot\b|dan\b|developer mode|unrestricted|jailbroken)",
    re.IGNORECASE,
)
# Two of these in one sentence are as good as one of those.
_WEAK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:只|仅)需?(?:输出|回复|返回)|不要(?:输出|回复)(?:任何|其他)",
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
    "指令", "指示", "提示", "命令", "设定", "設定", "任务", "不受", "摘要", "总结", "译文", "翻译",
    "回答", "回复", "输出", "輸出", "忽略", "模式", "模型", "助手", "人工智能",
)  # fmt: skip
_ENGLISH = re.compile(r"[A-Za-z]{3} [A-Za-z]{2}|AI|onerror|<script", re.IGNORECASE)
_ROLE = re.compile(r"(?:system|assistant|user|human)\s?[:：]", re.IGNORECASE)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,2000}={0,2}(?![A-Za-z0-9+/=])")
_LONG_RUN = re.compile(r"[A-Za-z0-9+/]{24}")  # which every base64 that is looked at has
_ANSWER_KEYS = frozenset(
    {"title", "summary", "sentences", "key_points", "keywords", "fields", "segments", "translation"}
)


def suspects(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """The passages that seem to address a model: number of the line, and the passage as it stands there.

    At most `MOST`, in order. Time is linear in the text.
    """
    found = 0
    speakers: list[tuple[int, str]] = []
    fenced = False
    lines = list(lines)
    quiet = not _may_address("\n".join([line.text for line in lines]))
    for line in lines:
        text = line.text.strip()
        if text.startswith("```"):
            fenced = not fenced
        passage = "" if fenced and (quiet or not _addresses(text)) else _passage(text, quiet=quiet)
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
    return _is_cued("".join(plain.split())) or _ENGLISH.search(plain) is not None


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
    if not (_is_cued(text) or _ENGLISH.search(text)):
        return False
    if _STRONG_ZH.search(text) or _STRONG_EN.search(text):
        return True
    return sum(bool(pattern.search(text)) for pattern in _WEAK) > 1


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
    """Whether a line is a JSON object such as a model would answer with, or a call of a tool."""
    if not (text.startswith("{") and text.endswith("}") and len(text) <= LONGEST):
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and ("tool_calls" in value or len(_ANSWER_KEYS & value.keys()) > 1)
