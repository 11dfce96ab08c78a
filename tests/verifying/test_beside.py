"""What stands right beside a name goes with it: a title, kin, the side of a picture, a word for saying."""

from __future__ import annotations

import pytest

from tests.verifying.examples import codes_of

PEOPLE = [
    {"zh": "唐以宁", "en": "Tang Yining", "lines": [1]},
    {"zh": "薛柏舟", "en": "Xue Bozhou", "lines": [1]},
    {"zh": "閻若水", "en": "Yan Ruoshui", "lines": [1]},
]
EXCHANGED = [
    ("唐以宁夫人薛柏舟出席。", "Xue Bozhou's wife Tang Yining attended."),
    ("唐以宁写信给自己的小儿子薛柏舟。", "Xue Bozhou wrote to his youngest son, Tang Yining."),
    ("唐以宁和男友薛柏舟住在镇上。", "Xue Bozhou and her boyfriend Tang Yining live in town."),
    (
        "唐以宁收下了閻若水的款项，代表被告唐以宁的律师作了陈词。",
        "Tang Yining took the sum from Yan Ruoshui; a lawyer of the defendant Yan Ruoshui made a plea.",
    ),
    ("图为唐以宁（左）和薛柏舟（右）。", "Xue Bozhou (left) and Tang Yining (right)."),
    (
        "閻若水其後表示：「昨天接到唐以宁电话。」",
        'Tang Yining later said: "Yan Ruoshui was phoned yesterday."',
    ),
    (
        "报告称，唐以宁6月3日向薛柏舟施压。",
        "The report says that Xue Bozhou put pressure on Tang Yining on 3 June.",
    ),
    ("居民对唐以宁追击薛柏舟不满。", "Residents dislike Xue Bozhou's pursuit of Tang Yining."),
]
RIGHT = [
    ("唐以宁夫人薛柏舟出席。", "Tang Yining's wife Xue Bozhou attended."),
    (
        "唐以宁写信给自己的小儿子薛柏舟。",
        "Xue Bozhou, the youngest son of Tang Yining, had a letter from him.",
    ),
    ("被告唐以宁、薛柏舟到庭。", "The defendants Tang Yining and Xue Bozhou appeared."),
    ("图为唐以宁（左）和薛柏舟（右）。", "Xue Bozhou (right) and Tang Yining (left)."),
    ("唐以宁表示，薛柏舟将到任。", "Xue Bozhou will take office, Tang Yining said."),
    (
        "报告称，唐以宁6月3日向薛柏舟施压。",
        "The report says that Xue Bozhou was put under pressure by Tang Yining on 3 June.",
    ),
    ("昨天，唐以宁向薛柏舟借款。", "Yesterday money was lent by Xue Bozhou to Tang Yining."),
    ("昨天，唐以宁败给薛柏舟。", "Yesterday brought Xue Bozhou's victory over Tang Yining."),
    ("唐以宁说，薛柏舟相信此事。", "Xue Bozhou believes it, says Tang Yining."),
    ("唐以宁向薛柏舟道歉。", "Xue Bozhou received an apology from Tang Yining."),
]


@pytest.mark.parametrize(("zh", "en"), EXCHANGED)
def test_what_stands_beside_another_name_is_an_error(zh: str, en: str) -> None:
    assert "name_swapped" in codes_of(zh, en, people=PEOPLE)


@pytest.mark.parametrize(("zh", "en"), RIGHT)
def test_what_stands_beside_its_own_name_is_none(zh: str, en: str) -> None:
    assert "name_swapped" not in codes_of(zh, en, people=PEOPLE)
