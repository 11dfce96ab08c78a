"""Translation memories: ours, and those of other tools."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from summarizer.errors import UsageError
from summarizer.exchange import Unit, tmx
from tests.exchange.exchanging import UNITS, problems

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def memory(*entries: str, srclang: str = "zh-CN", lead: str = "") -> bytes:
    header = f'<header creationtool="Other" segtype="sentence" srclang="{srclang}" adminlang="en"/>'
    return f'{lead}<tmx version="1.4">{header}<body>{"".join(entries)}</body></tmx>'.encode()


def entry(attributes: str = "", **texts: str) -> str:
    variants = "".join(
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>' for tag, text in texts.items()
    )
    return f"<tu {attributes}>{variants}</tu>"


def texts(data: bytes, **options: str) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in tmx.read(data, "my.tmx", **options)]  # type: ignore[arg-type]


def test_what_another_reader_sees() -> None:
    root = ET.fromstring(tmx.write(UNITS))
    header = root.find("header")
    assert header is not None
    assert (root.get("version"), header.get("srclang"), header.get("segtype")) == ("1.4", "zh", "paragraph")
    entries = root.findall("body/tu")
    assert [one.get("tuid") for one in entries] == ["页面/a b.html#7", "页面/a b.html#8", "b.txt#3"]
    assert [variant.get(LANG) for variant in entries[0].findall("tuv")] == ["zh", "en"]
    assert entries[1].findtext("tuv[2]/seg") == UNITS[1].target
    segment = entries[0].find("tuv[2]/seg")
    assert segment is not None
    assert [(part.tag, part.get("i"), part.get("x")) for part in segment] == [
        ("bpt", "1", "1"), ("ept", "1", None), ("ph", None, "2"),
    ]  # fmt: skip
    assert [note.text for note in entries[0].findall("note")] == [
        "error: The figure “120万” & its unit differ.", "Checked <once>.",
    ]  # fmt: skip


def test_several_languages_go_into_one_memory() -> None:
    german = replace(UNITS[2], target="Nachrichten", target_language="de")
    data = tmx.write([UNITS[2], german])
    assert problems("tmx", data) == []
    assert texts(data, target="de") == [("新闻", "Nachrichten")]
    assert texts(data) == [("新闻", "News")]


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "ZH", "zh_Hans_CN", "zho"])
@pytest.mark.parametrize("srclang", ["zh-CN", "*all*", "en", ""])
def test_the_language_is_known_by_any_of_its_tags(tag: str, srclang: str) -> None:
    variants = f'<tuv xml:lang="{tag}"><seg>新闻</seg></tuv><tuv xml:lang="en-US"><seg>News</seg></tuv>'
    data = memory(f"<tu>{variants}</tu>", srclang=srclang)
    (unit,) = tmx.read(data)
    assert (unit.source, unit.target, unit.source_language, unit.target_language) == (
        "新闻",
        "News",
        tag,
        "en-US",
    )
    assert (unit.document, unit.segment, unit.state, unit.written) == ("", "1", "translated", "")


def test_a_memory_from_english_serves_the_other_way_round() -> None:
    assert texts(memory(entry(en="News", zh="新闻"), srclang="en")) == [("新闻", "News")]


def test_of_several_variants_the_nearest_is_taken() -> None:
    data = memory(entry(zh_TW="新聞", zh_CN="新闻", en_US="color", en_GB="colour"))
    assert texts(data, target="en-GB") == [("新闻", "colour")]
    assert texts(data, target="en-US") == [("新闻", "color")]
    assert texts(data, source="zh-Hant") == [("新聞", "color")]


def test_another_pair_of_languages_is_named() -> None:
    data = memory(
        entry(de="Neu", fr="Nouveau"), entry(de="Alt", fr="Vieux"), entry(zh="新", de="Neu"), srclang="de"
    )
    with pytest.raises(UsageError, match=r"my\.tmx has nothing for zh → en: .* de → fr, de → zh\.") as caught:
        tmx.read(data, "my.tmx")
    assert "--to" in caught.value.hint
    assert texts(data, target="de") == [("新", "Neu")]


def test_an_empty_memory_is_no_error() -> None:
    assert tmx.read(memory()) == ()


def test_entries_that_are_no_use_are_left_out() -> None:
    data = memory(
        entry(zh="新", en=" "), entry(zh="新"), entry(), "<tu><tuv/><note/></tu>", entry(zh="a", en="b")
    )
    assert texts(data) == [("a", "b")]


FOREIGN = (
    '<bpt i="1" type="bold">{\\b </bpt>粗<sub>脚注</sub><ept i="1">}</ept><hi>高<hi>亮</hi></hi>'
    '<it pos="begin">&lt;i></it><ph x="3"/><ph>&lt;br/></ph><ut>\\par</ut><!-- c --><?p i?>体'
)


def test_the_code_of_other_tools_is_not_text() -> None:
    data = memory(entry(zh=FOREIGN, en="<![CDATA[a < b]]> &amp; c"))
    (unit,) = tmx.read(data)
    assert (unit.source, unit.target) == ("<1>粗</1>高亮<3/>体", "a < b & c")
    assert tmx.read(data, with_tags=False)[0].source == "粗高亮体"


def test_a_memory_of_an_older_version_and_with_a_document_type_is_read() -> None:
    data = (
        b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd">'
        b'<tmx version="1.1"><header/><body>'
        + '<tu tuid="k9"><prop type="x">y</prop><tuv lang="ZH-CN"><seg>新</seg></tuv>'.encode()
        + b'<tuv lang="EN-US"><seg>New</seg></tuv></tu></body></tmx>'
    )
    (unit,) = tmx.read(data)
    assert (unit.source, unit.target, unit.segment) == ("新", "New", "k9")


def test_a_memory_in_gbk_is_read() -> None:
    data = memory(entry(zh="新闻", en="News"), lead='<?xml version="1.0" encoding="gb18030"?>')
    assert texts(data.decode().encode("gb18030")) == [("新闻", "News")]


def test_an_unknown_state_of_a_memory_means_translated() -> None:
    data = tmx.write([UNITS[2]]).replace(b">reviewed<", b">perfect<")
    assert tmx.read(data)[0].state == "translated"


def test_a_memory_that_breaks_off_is_refused_with_the_line() -> None:
    with pytest.raises(UsageError, match=r"my\.tmx is not well-formed XML: .*line \d"):
        tmx.read(tmx.write(UNITS)[:-200], "my.tmx")


def test_an_entry_of_endless_parts_is_refused() -> None:
    with pytest.raises(UsageError, match="endless"):
        tmx.read(memory(entry(zh="<ph/>" * 20_000, en="x")))


def test_the_unit_of_a_memory_made_here_keeps_its_name() -> None:
    unit = Unit("a#b.txt", "7", "新", "New")
    assert tmx.read(tmx.write([unit]))[0].id == unit.id == "a#b.txt#7"
