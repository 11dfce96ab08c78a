"""A name of the fields is not cut in the middle of a word, or before what its English has."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read


def is_cut(kind: str, zh: str, en: str, line: str) -> bool:
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "fields": {"kind": "news", kind: [{"zh": zh, "en": en, "lines": [1]}]},
    }
    found = verify(read(data)).findings
    return any(one.where == f"fields.{kind}.0.zh" and "is cut" in one.message for one in found)


CUT = [
    ("organisations", "青岚省政府办", "General Office of Qinglan Province", "青岚省政府办公厅发文。"),
    ("organisations", "务院办公厅", "General Office of the State Council", "国务院办公厅发文。"),
    ("organisations", "青岚县粮食安全委", "Qinglan Food Security Committee", "青岚县粮食安全委员会开会。"),
    ("organisations", "青岚稻作研究", "Qinglan Rice Research Centre", "青岚稻作研究中心成立。"),
    ("organisations", "青岚種業集", "Qinglan Seed Group", "青岚種業集團上市。"),
    ("places", "列北部", "northern Israel", "以色列北部遭到袭击。"),
    ("places", "芝加", "Chicago", "芝加哥小麦期货收高。"),
    ("places", "云台", "Yuntai Stadium", "比赛在云台体育场举行。"),
    ("people", "周明", "Zhou Mingyuan", "周明远说，周明远不去。"),
    ("programmes", "《青岚志", "Qinglan Gazetteer", "《青岚志》出版。"),
    ("programmes", "“青苗计划", "Green Shoots Plan", "“青苗计划”启动。"),
    ("programmes", "关于粮食收购的", "Decision on Grain Purchase", "关于粮食收购的决定发布。"),
    ("people", "Anna Ber", "Anna Berg", "Anna Berg说。"),
    ("places", "青岚楼", "Qinglan Building B204", "讲座在青岚楼B204举行。"),
]
WHOLE = [
    ("organisations", "青岚省政府办公厅", "General Office of Qinglan Province", "青岚省政府办公厅发文。"),
    ("organisations", "国务院", "State Council", "国务院办公厅发文。"),
    ("organisations", "青岚县委", "Qinglan County Party Committee", "青岚县委员额增加。青岚县委发文。"),
    ("organisations", "青岚稻作研究", "Qinglan Rice Research", "青岚稻作研究中心成立。"),
    ("places", "以色列", "Israel", "以色列北部遭到袭击。"),
    ("places", "云台", "Yuntai", "比赛在云台体育场举行。"),
    ("places", "青岚", "Qinglan Town", "青岚镇人多。"),
    ("people", "周明", "Zhou Ming", "周明远道而来，周明说。"),
    ("programmes", "第十届”青苗”计划", "10th Green Shoots Plan", "第十届”青苗”计划启动。"),
    ("places", "第一会议室", "Meeting Room 1", "在第一会议室开会。"),
    ("people", "Anna Berg", "Anna Berg", "Anna Berg说。"),
]


@pytest.mark.parametrize(("kind", "zh", "en", "line"), CUT)
def test_a_cut_name_is_found(kind: str, zh: str, en: str, line: str) -> None:
    assert is_cut(kind, zh, en, line)


@pytest.mark.parametrize(("kind", "zh", "en", "line"), WHOLE)
def test_a_whole_name_is_none(kind: str, zh: str, en: str, line: str) -> None:
    assert not is_cut(kind, zh, en, line)
