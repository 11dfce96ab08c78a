"""What a digest says in its own words must not be invented, however short it is."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import correct, read

ARTICLE = (
    "梨溪县召开茶园建设推进会",
    "3月12日，梨溪县农业局在县文化馆举行茶园建设推进会，县农业局局长范知远出席会议并讲话。",
    "会议指出，今年全县计划投入8000万元，改造茶园5万亩。范知远表示，各村要在4月底前栽完茶苗，不得拖延。",
    "县农业局与南岭农业大学签署了合作协议，双方将共建苗圃6个。",
)


def severities(zh: str, line: int, article: tuple[str, ...] = ARTICLE) -> set[str]:
    """Of `support`, for a key point that cites a line."""
    lines = [{"n": n, "text": text, "role": "body"} for n, text in enumerate(article, 1)]
    point = {"id": "p1", "zh": zh, "en": "", "lines": [line]}
    found = verify(read({"document": {"lines": lines}, "key_points": [point]})).findings
    return {each.severity for each in found if each.code == "support"}


@pytest.mark.parametrize(
    ("zh", "line"),
    [
        ("会议取消。", 2),
        ("范知远证明各村都能在4月底前栽完茶苗。", 3),
        ("局长被免职。", 2),
        ("双方终止了合作。", 4),
        ("县农业局局长范知远因受贿被调查。", 2),
        ("县农业局与南岭农业大学解除了合作协议。", 4),
        ("会议指出，今年全县计划改造茶园5万亩，得到各界一致好评。", 3),
        ("全市正在开展消防宣传月。", 2),  # nothing of it stands there
    ],
)
def test_what_no_line_tells_in_any_words_is_an_error(zh: str, line: int) -> None:
    assert "error" in severities(zh, line)


SHORT = [("茶季已过。", 3), ("范知远辞职。", 2), ("农业局婉拒。", 2), ("群众不满。", 2)]
TOLD = [("各村不得拖延。", 3), ("双方将共建苗圃。", 4), ("局长讲话。", 2), ("全县改造茶园。", 3)]


@pytest.mark.parametrize(("zh", "line"), SHORT)
def test_a_short_statement_whose_words_its_lines_have_not_is_at_least_a_warning(zh: str, line: int) -> None:
    assert severities(zh, line)


@pytest.mark.parametrize(("zh", "line"), TOLD)
def test_a_short_statement_in_words_of_its_lines_is_supported(zh: str, line: int) -> None:
    assert not severities(zh, line)


@pytest.mark.parametrize(
    ("told", "zh"),
    [
        ("因台风来袭，原定周五的音乐会不再举行。", "原定周五的音乐会取消。"),
        ("经研究决定，范知远不再担任县农业局局长。", "范知远被免职，不再担任县农业局局长。"),
        ("范知远收了开发商的好处费，已移送司法机关。", "范知远因受贿，已移送司法机关。"),
        ("法院未支持原告的全部诉求。", "法院驳回原告的诉求。"),
        ("老人于昨晚走了，享年九十岁。", "老人于昨晚去世，享年九十岁。"),
        ("因大雾，比賽改期舉行。", "因大雾，比赛推迟举行。"),  # the article in traditional characters
        ("演出照常进行。", "演出没有取消，照常进行。"),
        ("本条例自公布之日起施行。", "《地震安全条例》自公布之日起施行。"),
    ],
)
def test_the_same_told_in_other_words_is_no_error(told: str, zh: str) -> None:
    assert "error" not in severities(zh, 1, (told,))


def test_what_only_other_lines_tell_is_a_warning() -> None:
    article = (*ARTICLE, "受大雨影响，原定的茶歌比赛取消。")
    assert severities("茶园建设推进会取消，县农业局局长范知远讲话。", 2, article) == {"warning"}


@pytest.mark.parametrize("word", ["取消", "终止", "被捕", "破产", "爆炸", "离婚"])
def test_an_invented_sentence_of_a_real_shape_is_found(word: str) -> None:
    data = correct("bridge")
    sentence = data["summary"]["sentences"][0]
    sentence["zh"] = f"{sentence['zh'].rstrip('。')}{word}。"
    found = verify(read(data)).findings
    assert ("support", "error", word) in {(each.code, each.severity, each.quote) for each in found}


@pytest.mark.parametrize(
    ("told", "zh"),
    [
        ("村里的一些群众已经转移到安全地带。", "部分居民已转移到安全地带。"),
        ("县里举行防汛会，部署相关任务。", "县里召开工作会议，部署防汛相关任务。"),
        ("公司与银行举行座谈。", "公司与银行召开战略座谈。"),
        ("该选手曾位列全球第三。", "该选手过去世界排名第三。"),
        ("设备出了毛病，导致产线受影响。", "设备因自身故障影响产线。"),
        ("县里设典型案例汇编。", "县里建立案例库。"),
        ("他们多年来帮助群众。", "他们一直接济群众。"),
        ("收取费用后发出通知。", "收取消防费用后发出通知。"),
        ("县里讨论要不要改建。", "县里讨论是否决定改建。"),
        ("全体代表投赞成票，议案通过。", "议案全票通过。"),
        ("两国中止外交往来。", "两国断交。"),
    ],
)
def test_what_is_a_word_only_across_two_others_decides_nothing(told: str, zh: str) -> None:
    assert "error" not in severities(zh, 1, (told,))


@pytest.mark.parametrize(
    "zh", ["夫妻分居。", "工程开工。", "两国开战。", "他在家去世。", "警方立案。", "县里取消会议。"]
)
def test_the_same_word_on_its_own_still_decides(zh: str) -> None:
    assert severities(zh, 1, ("县里举行防汛会，部署相关任务。",))
