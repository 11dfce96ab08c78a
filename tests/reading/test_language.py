"""The language of the article, not of the page around it; and what `--only` leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from archiving import TEXT
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UnreadableDocument
from summarizer.reading import Source, read, read_bytes, require, walk
from summarizer.reading.language import TAGS, language_of

TRADITIONAL = "市教育局昨日召開會議，研究部署今年職業學校的招生工作。會議要求各學校認真落實有關規定。"
ENGLISH = "The city opened a new park on Monday, and its director said that it is for all of the residents."
JAPANESE = "市は月曜日に新しい公園を開園し、園長は市民のための公園であると述べた。"
KOREAN = "시는 월요일에 새로운 공원을 열었으며, 시장은 시민을 위한 공원이라고 말했다."
SAMPLES = [
    ("zh", TEXT),
    ("zh", TRADITIONAL),
    ("zh", "佢哋嘅公園今日開放，咁就一齊去啦，唔好遲到。"),
    ("ja", JAPANESE),
    ("ja", "財務省は二十日、来年度予算の概算要求の総額が百兆円を超えたと発表した。"),
    ("ko", KOREAN),
    ("en", ENGLISH),
    (
        "de",
        "Die Stadt hat am Montag einen neuen Park eröffnet, und der Direktor ist mit dem Park zufrieden.",
    ),
    (
        "fr",
        "La ville a ouvert un nouveau parc lundi, et le parc est pour tous les habitants de la ville.",
    ),
    ("es", "La ciudad abrió un nuevo parque el lunes, y el director dijo que es para todos los vecinos."),
    ("vi", "Thành phố đã mở một công viên mới và giám đốc cho biết đây là công viên của người dân."),
    ("ru", "Город открыл новый парк, и директор сказал, что он для всех жителей."),
    ("uk", "Місто відкрило новий парк, і директор сказав, що він для всіх мешканців."),
    ("ar", "افتتحت المدينة حديقة جديدة يوم الاثنين وقال المدير إنها لجميع السكان."),
    ("th", "เมืองเปิดสวนสาธารณะแห่งใหม่เมื่อวันจันทร์"),
    ("bo", "གྲོང་ཁྱེར་གྱིས་སྤྱི་གླིང་གསར་པ་ཞིག་ཕྱེས།"),
    ("ug", "شەھەر دۈشەنبە كۈنى يېڭى باغچە ئاچتى، باغچە مۇدىرى ھەممە ئادەم ئۈچۈن دېدى."),
    ("und", "0.35 1.27 8,800"),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_languages_are_told_apart(language: str, text: str) -> None:
    assert language in TAGS
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", f"{TEXT}日语课本的第一句是「これは本です」，大家跟着读了一遍。"),
        ("zh", f"{TEXT}鲜の每日，春の茶。"),
        ("zh", f"{TEXT}{TEXT}Visit our website to see the list of the schools in the city."),
        ("en", f"{ENGLISH} Its name is 滨河公园."),
        ("ja", f"{JAPANESE}園長は「ようこそ」（欢迎光临）と話した。"),
        ("ko", f"{KOREAN} 北京市와 上海市도 참가했다."),
    ],
)
def test_quotations_do_not_change_the_language(language: str, text: str) -> None:
    assert language_of(text) == language


def test_the_menu_of_a_page_does_not_say_the_language_of_its_article() -> None:
    menu = "\n".join(["首页", "新闻", "关于我们", "联系我们", "登录", "注册", "中文", "更多"] * 12)
    article = "\n".join([ENGLISH] * 3)
    assert read_bytes(f"{menu}\n{article}\n{menu}".encode(), "a.txt").language == "en"
    english_menu = "\n".join(["Home", "News", "About us", "Contact the team", "Log in", "Sign up"] * 40)
    assert read_bytes(f"{english_menu}\n{TEXT * 3}".encode(), "a.txt").language == "zh"


def test_the_article_of_a_web_page_says_its_language() -> None:
    items = "".join(f"<li><a href='/{n}'>首页新闻中心第{n}栏目</a></li>" for n in range(60))
    paragraphs = f"<p>{ENGLISH} {ENGLISH}</p>" * 4
    page = f"<!DOCTYPE html><html><body><ul>{items}</ul><article><h1>A park</h1>{paragraphs}</article>"
    assert read_bytes(page.encode(), "a.html").language == "en"


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) in TAGS


def test_only_refuses_other_languages_and_says_which(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "zh.txt").write_text(TEXT, "utf-8")
    english, chinese = walk([tmp_path], only=["zh"])
    assert read(chinese).language == "zh"
    with pytest.raises(UnreadableDocument, match="language en") as caught:
        read(english)
    assert (caught.value.code, "--only" in caught.value.hint) == ("language", True)


def test_only_may_name_several_and_nothing_means_all() -> None:
    for only in ((), ("zh", "en")):
        require("en", only)
    with pytest.raises(UnreadableDocument, match="no language that is told apart"):
        require("und", ("zh",))


def test_a_source_without_only_is_read_whatever_its_language(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(KOREAN, "utf-8")
    assert read(Source(file, "a.txt")).language == "ko"
