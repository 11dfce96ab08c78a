"""Generates texts as bytes in many encodings, damaged in many ways, with the text that was meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SIMPLIFIED = (
    "市交通局昨日发布消息，城东的两座新桥将在下月底前建成通车，全长三点二公里。",
    "记者了解到，今年全市共新建学校十二所，新增学位一万五千个，比去年多两成。",
    "会议强调，各部门要认真落实有关规定，切实提高服务水平，保障群众的合法权益。",
    "据统计，一季度本地企业出口总额达到8.6亿元，同比增长12.5%，其中机电产品占一半以上。",
    "天气预报说，明天白天多云，夜间有小雨，气温十八到二十五度，请大家出门带伞。",
)
TRADITIONAL = (
    "市政府昨日公布，東區的兩座新橋將於下月底前建成通車，全長三點二公里。",
    "記者瞭解到，今年全市共新建學校十二所，新增學位一萬五千個，比去年多兩成。",
    "會議強調，各部門要認真落實有關規定，切實提高服務水平，保障市民的合法權益。",
    "據統計，第一季本地企業出口總額達到8.6億元，較去年增加12.5%，其中機電產品佔一半以上。",
    "天氣預報說，明天日間多雲，晚間有小雨，氣溫十八至二十五度，請大家出門帶傘。",
)
CANTONESE = ("佢哋話呢個公園下個月先至開放，大家唔使急住去。", "啲嘢食好平，份量又多，街坊都話抵食。")
RARE = ("王𠮷先生与李㙍女士出席了开馆仪式。", "古籍中的㐂字与𡈼字，如今已很少使用。")
EMOJI = ("公园开放啦🎉大家快来打卡📷！", "今天的会议很顺利👍，谢谢各位👨‍👩‍👧。")
SHORT = (
    "通知", "开会", "公园开放", "招生简章", "你好，世界", "北京市", "关于放假的通知", "李明华局长",
    "第三章 总则", "联系电话：0571-8888", "谢谢", "中国", "重要新闻", "滨河公园二期", "停水公告",
    "12月31日截止",
)  # fmt: skip
SHORT_TRADITIONAL = (
    "通知",
    "公園開放",
    "招生簡章",
    "關於放假的通知",
    "停水公告",
    "臺北市",
    "重要新聞",
    "謝謝",
)
PAIRS = (("gbk", "gb2312"), ("cp950", "big5"), ("gb18030", "big5"), ("utf-8", "gbk"))
MIXTURES = (("utf-8", "gbk"), ("gbk", "utf-8"), ("utf-8", "cp950"), ("gbk", "cp950"), ("cp950", "gbk"))
CHINESE = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
TAIWAN = ("utf-8", "utf-8-sig", "cp950", "big5hkscs", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
DECLARED = ("", "utf-8", "gb2312", "big5", "iso-8859-1", "shift_jis", "utf-16", "euc-kr", "nonsense")


class Case(NamedTuple):
    """What it is, the bytes, what is declared, the text that was meant."""

    name: str
    data: bytes
    declared: str
    text: str


def cases() -> Iterator[Case]:
    """All of them, in a fixed order."""
    yield from _whole()
    yield from _short()
    yield from _declared()
    yield from _cut()
    yield from _mojibake()
    yield from _mixed()
    yield from _foreign()


def _texts() -> Iterator[tuple[str, tuple[str, ...]]]:
    for parts, codecs, home in ((SIMPLIFIED, CHINESE, "首页"), (TRADITIONAL, TAIWAN, "首頁")):
        for at in range(len(parts)):
            yield parts[at], codecs
            yield "\n".join(parts[at:] + parts[:at]) + "\n", codecs
            yield f"{home} | English\r\n\r\n{parts[at]}\r\nCopyright 2024", codecs
    for text in CANTONESE:
        yield TRADITIONAL[0] + text, ("utf-8", "big5hkscs", "gb18030", "utf-16-le")
    for text in (*RARE, *EMOJI):
        yield text, ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
        yield SIMPLIFIED[1] + text, ("utf-8", "gb18030", "utf-16-le")


def _whole() -> Iterator[Case]:
    for text, codecs in _texts():
        for codec in codecs:
            yield Case(f"whole {codec}", text.encode(codec), "", text)


def _short() -> Iterator[Case]:
    for texts, codecs in ((SHORT, CHINESE), (SHORT_TRADITIONAL, TAIWAN)):
        for text in texts:
            for codec in codecs:
                yield Case(f"short {codec}", text.encode(codec), "", text)
            for codec, declared in PAIRS:
                data = text.encode(codec, "replace")
                if b"?" not in data:
                    yield Case(f"short {codec} as {declared}", data, declared, text)


def _declared() -> Iterator[Case]:
    for declared in DECLARED:
        for at in range(2):
            texts = ((SIMPLIFIED[at], "gb18030"), (TRADITIONAL[at], "cp950"), (SIMPLIFIED[at], "utf-8"))
            for text, codec in texts:
                yield Case(f"{codec} declared {declared}", text.encode(codec), declared, text)


def _cut() -> Iterator[Case]:
    for text, codecs in ((SIMPLIFIED[2], CHINESE), (TRADITIONAL[2], TAIWAN), (RARE[0] + "𠮷", ("gb18030",))):
        for codec in codecs:
            data = text.encode(codec)
            for lost in (1, 2, 3):
                yield Case(f"cut {codec}", data[:-lost], "", text)
            yield Case(f"cut in front {codec}", data[1:], "", text)


def _mojibake() -> Iterator[Case]:
    """A text that was decoded wrongly and saved anew, as UTF-8."""
    ways = (
        ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-8", "gbk"), ("utf-8", "gb18030"), ("utf-8", "cp950"),
        ("gbk", "latin-1"), ("gbk", "cp1252"), ("gbk", "cp950"), ("gbk", "big5hkscs"), ("gb18030", "cp932"),
        ("cp950", "latin-1"), ("cp950", "gbk"), ("cp950", "gb18030"), ("cp950", "cp932"), ("gbk", "cp949"),
    )  # fmt: skip
    for saved, read in ways:
        texts = TRADITIONAL if saved == "cp950" else SIMPLIFIED
        for text in (*texts, "\n".join(texts)):
            for errors in ("replace", "ignore"):
                wrong = text.encode(saved).decode(read, errors)
                yield Case(f"mojibake {saved} as {read} {errors}", wrong.encode(), "", text)
            some = f"{texts[0]}\n" * 3 + text.encode(saved).decode(read, "replace") + "\n"
            yield Case(
                f"mojibake line {saved} as {read}", some.encode(), "", f"{texts[0]}\n" * 3 + text + "\n"
            )


def _mixed() -> Iterator[Case]:
    for one, other in MIXTURES:
        for at in range(4):
            first = TRADITIONAL[at] if one == "cp950" else SIMPLIFIED[at]
            second = TRADITIONAL[at + 1] if other == "cp950" else SIMPLIFIED[at + 1]
            data = f"{first}\n".encode(one) + f"{second}\n".encode(other)
            yield Case(f"mixed {one} {other}", data, "", f"{first}\n{second}\n")


def _foreign() -> Iterator[Case]:
    texts = {
        "cp932": "市は月曜日に新しい公園を開園し、多くの市民が訪れた。",
        "euc-jp": "市は月曜日に新しい公園を開園し、多くの市民が訪れた。",
        "euc-kr": "시는 월요일에 새로운 공원을 열었으며 많은 시민이 찾았다.",
        "koi8-r": "Город открыл новый парк, и в первый день пришло много людей.",
        "cp1251": "Город открыл новый парк, и в первый день пришло много людей.",
        "latin-1": "La ville a rénové le théâtre, où l'été dernier un dégât avait été constaté.",
    }
    for codec, text in texts.items():
        for declared in ("", "gb2312", "big5", "utf-8"):
            for times in (1, 4):
                yield Case(f"foreign {codec}", (text * times).encode(codec), declared, text * times)
