"""Whether the English of an institution or a place is another one's."""

from __future__ import annotations

import pytest
from examples import read

from summarizer.text import Term, TermOrigin
from summarizer.verifying import verify
from summarizer.verifying.misnamed import belied, misnamed


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("江淮航运大学", "Tsinghua University"),
        ("江淮航运大学", "Jiangnan Shipping University"),
        ("江淮航運大學", "Jiangnan Shipping University"),
        ("江淮航运大学", "Jianghuai Vocational College of Shipping"),
        ("江淮航运大学", "Jianghuai Hangyun Daxue"),
        ("江淮航运大学", "jianghuai shipping university"),
        ("江淮航运大学", "Jianghuai Shipping University (unofficial translation)"),
        ("江淮航运大学", "**Jianghuai Shipping University**"),
        ("江淮航运大学", "Jianghuai Shipping University, a leading university of shipping"),
        ("东湖师范大学", "Donghu Agricultural University"),
        ("东湖科学研究院", "Donghu Art Institute"),
        ("南京大学", "Peking University"),
        ("华东工业研究院", "South China Industrial Research Institute"),
        ("桃源县", "Taoyuan County, Hebei"),
        ("桃源县", "Qinghe County"),
        ("桃源县", "Taoyuan City"),
        ("北塘区人民医院", "Nantang District People's Hospital"),
        ("桃源县审计局", "Taoyuan County Tax Bureau"),
        ("桃源县审计局", "Taoyuan County Museum"),
        ("桃源县第二中学", "Taoyuan County No. 2 Hospital"),
    ],
)
def test_what_the_chinese_name_belies_is_told(zh: str, en: str) -> None:
    assert misnamed(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("江淮航运大学", "Jianghuai Shipping University"),
        ("江淮航运大学", "Jianghuai University of Shipping and Transport"),
        ("清华大学", "Tsinghua University"),
        ("北京大学第三医院", "Peking University Third Hospital"),
        ("哈尔滨工业大学", "Harbin Institute of Technology"),
        ("北京语言大学", "Beijing Language and Culture University"),
        ("西安交通大学", "Xi'an Jiaotong University"),
        ("中山大学", "Sun Yat-sen University"),
        ("湖北经济学院", "Hubei University of Economics"),
        ("彰化縣", "Changhua County"),
        ("爱知大学", "Aichi University"),
        ("省财政厅", "Hunan Provincial Department of Finance"),
        ("市教育局", "Qingtan Municipal Education Bureau"),
        ("国家税务总局桃源县税务局", "Taoyuan County Tax Service, State Taxation Administration"),
        ("桃源县人民政府", "Taoyuan County People's Government"),
        ("耐克公司", "Nike"),
        ("住房和城乡建设厅", "Department of Housing and Urban-Rural Development"),
        ("吉林市", "Jilin City, Jilin Province"),
        ("陕西省", "Shaanxi Province"),
        ("沙田區", "Shatin District"),
        ("西安电子科技大学", "Xidian University"),
        ("北医三院", "Peking University Third Hospital"),
        ("上海京剧院", "Shanghai Peking Opera House"),
        ("國父紀念館", "National Dr. Sun Yat-sen Memorial Hall"),
        ("史丹佛大學", "Stanford University"),
        ("南京中等专业学校", "Nanjing Secondary Vocational School"),
        ("国家初级学院", "National Junior College"),
        ("中华书局", "Zhonghua Book Company"),
        ("渣打集团", "Standard Chartered Bank"),
        ("中国科学院物理研究所", "Institute of Physics, Academy of Sciences"),
        ("中国科学院物理研究所", "Institute of Physics, CAS"),
        ("交通运输部公路科学研究院", "Research Institute of Highway, Ministry of Transport"),
        ("青岚工程大学人工智能学院", "Qinglan School of Artificial Intelligence"),
        ("青岚交通大学土木工程学院", "Qinglan School of Civil Engineering"),
        ("天津职业技术师范大学", "Tianjin University of Technology and Education"),
        ("长江工程勘察设计研究院", "Changjiang Survey and Design Institute"),
    ],
)
def test_what_the_chinese_name_bears_out_is_let_be(zh: str, en: str) -> None:
    assert not misnamed(zh, en, "台湾 爱知 日本")


def test_a_province_that_the_article_names_may_stand_behind_a_place() -> None:
    assert not misnamed("桃源县", "Taoyuan County, Hunan Province", "在湖南常德的桃源县")


def test_the_city_of_the_article_may_stand_before_a_name() -> None:
    zh, en = "华中科技大学同济医学院附属协和医院", "Wuhan Union Hospital"
    assert not misnamed(zh, en, "武汉的医院")
    assert misnamed(zh, en, "杭州的医院")


@pytest.mark.parametrize(("origin", "found"), [("model", True), ("glossary", False)])
def test_a_settled_name_of_somebody_else_is_an_error_unless_a_person_decided_it(
    origin: TermOrigin, *, found: bool
) -> None:
    zh, en = "江淮航运大学", "Tsinghua University"
    fields = {"organisations": [{"zh": zh, "en": en, "role": "", "lines": [1]}]}
    result = read({"document": {"lines": [{"n": 1, "text": f"{zh}举行会议。"}]}, "fields": fields})
    findings = verify(result, [Term(zh, en, "organisation", origin)]).findings
    assert ("name_swapped" in [finding.code for finding in findings]) is found


def test_what_a_person_should_look_at_in_a_termbase() -> None:
    wrong = Term("江淮航运大学", "Tsinghua University", "organisation")
    right = Term("江淮航运大学", "Jianghuai Shipping University", "organisation")
    assert list(belied([wrong, right])) == [
        "江淮航运大学 is “Tsinghua University”, but the Chinese has nothing of “Tsinghua”."
    ]
