"""What a translator leaves out of a paragraph, or adds to it, against the measure that he keeps elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying import verify
from summarizer.verifying.sentences import left_out, measure

PARAGRAPHS = [
    (
        "青禾市图书馆新馆的阅览大厅宽敞明亮，读者可以在靠窗的座位上整日阅读，不必预约。"
        "馆方还为盲人准备了专用设备，并且安排志愿者在旁边讲解使用方法。"
        "孩子们喜欢二楼的绘本区，那里有柔软的地毯和低矮的书架，家长也可以坐下来陪读。"
        "老人们则常来翻看报纸，他们说这里比家里安静，也比公园暖和。"
        "馆长认为，这样的空间让城市变得更加温和，也让陌生人愿意坐在一起。",
        "The reading hall of the new building of the Qinghe Library is spacious and bright; readers can read at the "
        "window seats all day long without booking. The library has also prepared special equipment for the blind and "
        "arranged for volunteers beside it to explain how it is used. Children like the picture book area on the "
        "second floor, where there are soft carpets and low shelves and parents, too, can sit down to read with them. "
        "Elderly people often come to leaf through the newspapers; they say it is quieter here than at home and "
        "warmer than in the park. The director believes that such a space makes the city gentler and makes strangers "
        "willing to sit together.",
    ),
    (
        "工程队在雨季到来之前加固了河堤，并把堆放在岸边的旧材料全部清理干净。"
        "附近的村民自发送来热水和饭菜，还腾出屋子让外地来的工人休息。"
        "技术人员每天记录水位的变化，一旦发现渗漏就马上通知指挥部。"
        "夜间巡查由各小组轮流承担，巡查人员必须带上手电和对讲机。"
        "队长说，经过这些天的准备，大家的心情已经安定下来，对汛期也有了把握。",
        "The engineering team reinforced the river embankment before the rainy season came and cleared away all the "
        "old materials piled up on the bank. Villagers nearby brought hot water and meals of their own accord and "
        "made rooms free for workers from elsewhere to rest in. Technicians record the changes of the water level "
        "every day and inform the headquarters at once if they find a leak. The groups take turns at the night "
        "patrols, and those on patrol must carry torches and walkie-talkies. The team leader said that after the "
        "preparations of these days everybody had calmed down and was confident about the flood season.",
    ),
    (
        "合作社把零散的茶园集中起来统一管理，并请来农业学校的老师指导修剪和施肥。"
        "茶农按照同样的标准采摘和加工，质量好的鲜叶可以得到更高的收购价格。"
        "年轻人通过网络把茶叶卖到外地，包装上印着每一户茶农的姓名和地址。"
        "村里的道路也因此得到修整，运茶的货车再也不用绕到邻村去。"
        "许多外出打工的人开始考虑回乡，他们打算开办客栈，接待前来采茶的游客。",
        "The cooperative has brought scattered tea gardens together under one management and invited teachers of the "
        "agricultural school to give guidance on pruning and fertilising. Tea farmers pick and process by the same "
        "standards, and fresh leaves of good quality fetch a higher purchase price. Young people sell the tea to "
        "other places through the internet, and the name and address of each farmer's household are printed on the "
        "package. The roads of the village have been repaired because of this, and lorries that carry tea no longer "
        "have to go round by the neighbouring village. Many people who work elsewhere are beginning to consider "
        "coming home; they plan to open inns for the tourists who come to pick tea.",
    ),
    (
        "学校为新生安排了一周的适应活动，让他们在上课之前先熟悉校园和老师。"
        "老师们带着学生参观实验室和操场，并耐心回答关于课程和宿舍的各种问题。"
        "高年级学生介绍自己的学习方法，还带来了亲手整理的笔记。"
        "家长可以在网上查看每天的日程，如有意见也可以直接写信给校长。"
        "心理老师也在值班室等候来访，希望想家的孩子能够找到说话的人。",
        "The school has arranged a week of orientation activities for new pupils so that they get to know the campus "
        "and the teachers before lessons begin. Teachers take the pupils to see the laboratories and the sports "
        "ground and patiently answer all kinds of questions about courses and dormitories. Older pupils introduce "
        "their own ways of studying and have brought along notes that they made themselves. Parents can look at the "
        "schedule of each day online and can also write directly to the head if they have comments. The school "
        "counsellor is also waiting for visitors in the duty room, in the hope that homesick children will find "
        "somebody to talk to.",
    ),
    (
        "参加朗读会的作家有德里罗、厄普代克、帕慕克、莫迪亚诺、纳博科夫、波拉尼奥、卡尔维诺、耶利内克和穆齐尔等人。",
        "The writers at the reading were DeLillo, Updike, Pamuk, Modiano, Nabokov, Bolano, Calvino, Jelinek and Musil.",
    ),
]


def found(pairs: Sequence[tuple[str, str]]) -> list[Finding]:
    """The errors of omission and length in a document of these paragraphs with their translations."""
    data = {
        "document": {"lines": [{"n": n, "text": zh, "role": "body"} for n, (zh, _) in enumerate(pairs, 1)]},
        "translation": {"segments": [{"n": n, "zh": zh, "en": en} for n, (zh, en) in enumerate(pairs, 1)]},
        "fields": {"kind": "news"},
    }
    findings = verify(Result.model_validate(data)).findings
    return [each for each in findings if each.severity == "error" and each.code in {"omission", "length"}]


def changed(number: int, en: str) -> list[tuple[str, str]]:
    return [(zh, en if n == number else told) for n, (zh, told) in enumerate(PARAGRAPHS)]


def sentences(en: str) -> list[str]:
    return [f"{part.rstrip('.')}." for part in en.split(". ")]


def test_right_translations_and_a_list_of_foreign_names_leave_nothing_out() -> None:
    assert found(PARAGRAPHS) == []


@pytest.mark.parametrize(("number", "dropped"), [(0, 2), (0, 4), (1, 1), (1, 4), (2, 0), (2, 3), (3, 1), (3, 3)])
def test_a_sentence_that_the_english_leaves_out_is_found(number: int, dropped: int) -> None:
    zh, en = PARAGRAPHS[number]
    told = sentences(en)
    (finding,) = found(changed(number, " ".join(told[:dropped] + told[dropped + 1 :])))
    assert re.search("maybe “(.+?)[…。]”", finding.message).group(1) in zh
    assert finding.where == f"translation.segments.{number + 1}.en"


def test_sentences_that_are_joined_or_told_more_briefly_are_not_missing() -> None:
    zh, en = PARAGRAPHS[1]
    joined = en.replace("bank. Villagers", "bank, while villagers").replace("leak. The", "leak, and the")
    assert found(changed(1, joined)) == []
    assert left_out(zh, en.replace("of their own accord and made rooms free", "unasked and freed rooms"), len(en) / measure(zh)) == ""


def test_a_paragraph_cut_off_in_its_middle_is_far_shorter_than_usual() -> None:
    (finding,) = found(changed(2, PARAGRAPHS[2][1][:420] + "."))
    assert finding.code == "omission"


def test_sentences_of_elsewhere_make_a_paragraph_far_longer_than_usual() -> None:
    added = " ".join([PARAGRAPHS[3][1], *sentences(PARAGRAPHS[2][1])[:4]])
    (finding,) = found(changed(3, added))
    assert finding.code == "length"
    assert "added" in finding.message


def test_where_little_else_is_translated_nothing_tells_what_is_usual() -> None:
    zh, en = PARAGRAPHS[0]
    told = sentences(en)
    assert found([(zh, " ".join(told[:2] + told[3:]))]) == []
