from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.pinyin import (
    COMMON_SURNAMES,
    DOUBLE_SURNAMES,
    accepts,
    accepts_reversed,
    is_chinese_name,
    is_pinyin,
    is_surname,
    other_spelling,
    propose,
    readings,
    syllables,
)

names = st.builds(
    lambda surname, given: surname + given,
    st.sampled_from(sorted(COMMON_SURNAMES | DOUBLE_SURNAMES.keys())),
    st.text(
        alphabet="伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英乐行长重朝安娥绿女", min_size=1, max_size=2
    ),
)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("吴卫星", "Wu Weixing"), ("单伟", "Shan Wei"), ("曾敏", "Zeng Min"), ("仇和平", "Qiu Heping"),
        ("解放", "Xie Fang"), ("翟静", "Zhai Jing"), ("查勇", "Zha Yong"), ("朴明", "Piao Ming"),
        ("区磊", "Ou Lei"), ("吕芳", "Lyu Fang"), ("欧阳娜", "Ouyang Na"), ("尉迟敏", "Yuchi Min"),
        ("诸葛涛", "Zhuge Tao"), ("李西安", "Li Xi'an"), ("盖丽", "Ge Li"), ("覃刚", "Qin Gang"),
        ("吕某", "Lyu"), ("欧阳某某", "Ouyang"),
    ],
)  # fmt: skip
def test_a_name_is_proposed_as_newspapers_write_it(zh: str, en: str) -> None:
    assert propose(zh) == en
    assert readings(zh)[0] == en
    assert accepts(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("簡文慧", "Jian Wenhui"), ("陳柏安", "Chen Baian"), ("羅以樂", "Luo Yile"), ("歐陽娜", "Ouyang Na"),
        ("單偉", "Shan Wei"), ("張長江", "Zhang Changjiang"), ("司馬遷", "Sima Qian"),
        ("諸葛濤", "Zhuge Tao"), ("王泊舟", "Wang Bozhou"),
    ],
)  # fmt: skip
def test_a_name_in_traditional_characters_is_read_like_the_same_in_simplified_ones(zh: str, en: str) -> None:
    assert is_chinese_name(zh)
    assert propose(zh).replace("'", "") == en
    assert accepts(zh, en)


@pytest.mark.parametrize(
    ("zh", "english"), [("蔡英文", "Tsai Ing-wen"), ("陳安妮", "Chan On-nei"), ("劉德安", "Lau Tak-on")]
)
def test_another_spelling_is_known_by_the_surname_in_either_script(zh: str, english: str) -> None:
    assert other_spelling(zh, english)


@pytest.mark.parametrize(
    ("zh", "english", "may_be"),
    [
        ("陳安妮", "Linda Chan", True),
        ("何德安", "Ben Ho", True),
        ("陳安妮", "Linda Chen", False),
        ("陳安妮", "Chan Anni", False),
        ("陳安妮", "Linda Ho", False),
    ],
)
def test_an_english_first_name_may_be_pinyin_by_chance(zh: str, english: str, *, may_be: bool) -> None:
    assert other_spelling(zh, english) is may_be


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("吕芳", "Lü Fang"), ("吕芳", "Lv Fang"), ("吕芳", "LU Fang"), ("吕芳", "Lǚ Fāng"),
        ("李西安", "Li Xian"),
        ("李西安", "Li Xi’an"), ("吴卫星", "Wu Wei-xing"), ("吴卫星", "WU Wei Xing"),
        ("欧阳娜", "Ou Yang Na"), ("欧阳建平", "Ou Yang Jianping"),
        ("乐伟", "Le Wei"), ("乐伟", "Yue Wei"), ("王乐", "Wang Yue"), ("王乐", "Wang Le"),
        ("张行长", "Zhang Xingchang"), ("吕某", "Lü"), ("李某某", "LI"), ("李某华", "Li"), ("李某", "Li Mou"),
    ],
)  # fmt: skip
def test_other_ways_of_writing_the_same_reading_are_accepted(zh: str, en: str) -> None:
    assert accepts(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("单伟", "Dan Wei"), ("曾敏", "Ceng Min"), ("仇和平", "Chou Heping"), ("解放", "Jie Fang"),
        ("翟静", "Di Jing"), ("吴卫星", "Weixing Wu"), ("吴卫星", "Wu Weixin"), ("吴卫星", "Wu"),
        ("吴卫星", "Wuwei Xing"), ("吴卫星", ""), ("吴卫星", "Li Weixing"), ("吴卫星", "吴卫星"),
        ("李某", "Wang"), ("李", "Li"), ("欧阳建平", "Ou Yangjianping"), ("欧阳建平", "Ou Jianping"),
    ],
)  # fmt: skip
def test_a_wrong_reading_is_not_accepted(zh: str, en: str) -> None:
    assert not accepts(zh, en)


def test_the_given_name_first_is_told_apart() -> None:
    assert accepts_reversed("吴卫星", "Weixing Wu")
    assert not accepts_reversed("吴卫星", "Wu Weixing")


@pytest.mark.parametrize(
    ("zh", "en"),
    [("蔡英", "Tsai Ing"), ("蒋石", "Chiang Kai-shek"), ("金正明", "Kim Jong-myung"), ("林丽", "Carrie Lam")],
)
def test_spellings_of_people_outside_the_mainland_are_known_by_the_surname(zh: str, en: str) -> None:
    assert other_spelling(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"), [("吴卫星", "Wu Weixin"), ("单伟", "Dan Wei"), ("吴卫星", "John Smith")]
)
def test_a_wrong_name_is_not_taken_for_another_spelling(zh: str, en: str) -> None:
    assert not other_spelling(zh, en)


@pytest.mark.parametrize("zh", ["王伟", "欧阳修", "诸葛明", "司马南山", "吴卫星", "习远", "荀立新"])
def test_chinese_names_are_known(zh: str) -> None:
    assert is_chinese_name(zh)


@pytest.mark.parametrize(
    "zh",
    ["约翰·史密斯", "马克尔", "王", "田中明子", "拜登", "Wang Wei", "", "王伟同志们好", "王 伟", "王先生"],
)
def test_what_is_not_a_chinese_name_is_known(zh: str) -> None:
    assert not is_chinese_name(zh)


def test_words_are_told_from_pinyin() -> None:
    assert syllables("weixing") == ("wei", "xing")
    assert is_pinyin("guangdong")
    assert not is_pinyin("school")
    assert not is_pinyin("")
    assert is_surname("Ouyang")
    assert is_surname("Lü")
    assert not is_surname("Smith")


@given(names)
def test_every_reading_of_a_name_is_accepted_for_it(zh: str) -> None:
    found = readings(zh)
    assert found
    assert found[0] == propose(zh)
    assert all(accepts(zh, english) for english in found)
    assert all(accepts(zh, english.upper()) for english in found)


@given(names, names)
def test_a_name_with_another_reading_is_not_accepted(one: str, other: str) -> None:
    def alike(text: str) -> str:
        return text.lower().replace("ü", "u").replace("v", "u").replace("yu", "u").replace("'", "")

    if not {alike(english) for english in readings(one)} & {alike(english) for english in readings(other)}:
        assert not accepts(one, propose(other))


@given(st.text(max_size=6), st.text(max_size=20))
def test_anything_may_be_asked(zh: str, en: str) -> None:
    propose(zh)
    readings(zh)
    accepts(zh, en)
    is_chinese_name(zh)
    other_spelling(zh, en)
