"""`--fields auto`: the kind of a document by its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, ScriptedModel, article, asker_of, folder_of, run_over, serving

from summarizer import forms
from summarizer.cleaning import clean
from summarizer.digesting import digest
from summarizer.fields import NoticeFields
from summarizer.kinds import kind_of
from summarizer.reading import Source, read
from summarizer.text import Article

PROSE = "新图书馆总投资1.2亿元，藏书12万册，约1800名学生受益。"


def page(title: str, *lines: str) -> Article:
    return article(("title", title), *lines, PROSE)


@pytest.mark.parametrize(
    ("kind", "given_page"),
    [
        (
            "policy",
            page(
                "云岭县学校图书馆管理办法（试行）",
                "第一条 为了规范管理。",
                "第二条 本办法。",
                "第三条 施行。",
            ),
        ),
        ("policy", page("关于加强学校图书馆建设的实施意见", "云教发〔2024〕12号", "各乡镇人民政府：")),
        (
            "policy",
            page("关于印发《图书馆建设三年行动计划》的通知", "各学校、各有关单位：", "现印发给你们。"),
        ),
        ("policy", page("云岭县教育发展规划-云岭县人民政府", "一、总体要求", "二、主要任务", "三、保障措施")),
        (
            "policy",
            page(
                "云岭县图书馆发展行动方案（2024—2026年）_云岭县政府网",
                "时间：2024-05-30 文号：云发改〔2024〕86号",
                "指标 | 2024年 | 2026年",
                "藏书（万册） | 12 | 30",
            ),
        ),
        ("policy", page("云岭县阅读促进五年规划", "索引号：YL-2024-0012", "藏书（万册） | 12 | 30")),
        ("policy", page("云岭县图书馆工作要点", "为落实县政府部署，制定本方案。", "一、目标")),
        ("notice", page("关于举办读书活动的通知", "各学校：", "请于6月10日前报名。")),
        ("notice", page("# 关于举办读书活动的通知", "各学校：", "请于6月10日前报名。")),
        ("notice", page("2024年秋季招生简章", "一、报名条件")),
        ("notice", page("关于部分道路停水的公告（第二号）", "因施工需要停水。")),
        ("company", page("青河建筑股份有限公司关于对外投资的公告", "证券代码：600999 证券简称：青河建筑")),
        ("company", page("关于股东减持的提示性公告", "本公司保证公告内容不存在虚假记载、误导性陈述。")),
        ("academic", page("县级图书馆研究", "摘　要：本文考察阅读。", "关键词：图书馆；阅读")),
        ("minutes", page("云岭县教育局第12次局长办公会议纪要", "会议听取了汇报。")),
        ("minutes", page("图书馆建设讨论", "会议时间：5月28日", "主持人：王建国", "参会人员：李小红")),
        ("minutes", page("雲嶺協會第6屆第5次理監事聯席會議紀錄", "會議聽取了報告。")),
        ("academic", page("縣級圖書館研究", "摘要：本文考察閱讀。", "關鍵詞：圖書館；閱讀")),
        ("notice", page("關於舉辦讀書活動的通知", "各學校：", "請於6月10日前報名。")),
        ("policy", page("雲嶺縣圖書館管理辦法", "第一條 為了規範管理。", "第二條 本辦法。", "第三條 施行。")),
        ("news", page("云岭县第一小学新图书馆启用", "本报讯 5月28日，新图书馆启用。")),
        ("news", page("云岭县出台《图书馆管理办法》", "近日，云岭县出台办法。")),
        ("news", page("我县印发关于图书馆建设的实施意见", "本报讯（记者 李小红）近日，我县印发意见。")),
        ("news", page("云岭县出台十项惠民措施", "一、建图书馆。", "二、建操场。", "三、办食堂。")),
        ("news", page("国庆阅读指南", "一、图书馆。", "二、书店。", "三、学校。")),
        ("policy", page("云岭县教育局出台文件管理办法的通知", "索引号：YL-01", "各学校：")),
        ("news", page("教育局局长解读图书馆管理办法", "云教发〔2024〕12号文件近日发布。")),
        ("news", page("一图读懂云岭县教育发展规划", "一、要求", "二、任务", "三、措施")),
        (
            "news",
            article(
                ("title", "青河建筑三季度由盈转亏"),
                ("meta", "2024年10月31日 07:20 云岭财经网 记者 李小红 评论(3)"),
                "10月30日晚，青河建筑股份有限公司（证券代码：600999）披露三季报，亏损1.2亿元。",
            ),
        ),
        (
            "news",
            page("青河建筑（600999）业绩下滑", "青河建筑（证券代码：600999）披露三季报。", "亏损1.2亿元。"),
        ),
        (
            "news",
            page(
                "我校团队在阅读研究中取得新进展",
                "发布日期：2024-06-11 来源：教育学院",
                "近日，论文在线发表。",
            ),
        ),
        ("news", page("县长调研读书活动", "云岭县县长来到学校。")),
        ("news", article(PROSE)),
        ("news", article()),
    ],
)
def test_a_document_is_recognised_by_the_form_of_its_genre(kind: str, given_page: Article) -> None:
    assert kind_of(given_page) == kind


def test_codes_and_keywords_that_were_taken_for_noise_still_tell_the_kind() -> None:
    paper = article(("title", "图书馆研究"), "摘要：本文考察阅读。", ("noise", "关键词：图书馆"))
    assert kind_of(paper) == "academic"
    menu = article(("noise", "股票代码：600999"), ("title", "新图书馆启用"), *[PROSE] * 20)
    assert kind_of(menu) == "news"


def test_the_samples_are_what_they_are() -> None:
    found = {}
    for file in sorted((ROOT / "samples" / "documents").iterdir()):
        found[file.name] = kind_of(clean(read(Source(file, file.name))))
    assert found.pop("notice.md") == "notice"
    assert found["news-menu.txt"] == "news"


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_has_a_kind(lines: list[str]) -> None:
    assert kind_of(article(*lines)) in {"news", "policy", "notice", "company", "academic", "minutes"}


async def test_auto_asks_once_and_for_the_fields_of_the_kind() -> None:
    empty = {
        "publication_date": {"zh": "", "iso": "", "basis": "missing", "lines": []},
        **{name: [] for name in ("events", "organisations", "people", "places", "numbers", "statements")},
        **{
            name: []
            for name in ("issuers", "audience", "deadlines", "requirements", "procedures", "contacts")
        },
    }
    model = ScriptedModel()
    model.alter("digest", lambda _question, answer: {**answer, "fields": empty})
    notice = page("关于举办读书活动的通知", "各学校：", "请于6月10日前报名。")
    result = await digest(notice, asker_of(model), forms.load("auto"))
    assert isinstance(result.fields, NoticeFields)
    assert model.count() == 1


async def test_auto_over_news_asks_what_news_asks(tmp_path_factory: pytest.TempPathFactory) -> None:
    bodies = []
    for fields in ("news", "auto"):
        root = tmp_path_factory.mktemp(fields)
        model = ScriptedModel()
        with serving(model) as server:
            await run_over(server, folder_of(root, 1), out=root / "out", fields=fields, no_cache=True)
        bodies.append(model.bodies())
    assert bodies[0] == bodies[1]
