"""One sign of a site is enough for its lines to be noise, although other texts may have such lines."""

from __future__ import annotations

import pytest

from summarizer.cleaning import clean
from summarizer.reading import read_text

HEAD = ["青石镇老戏台修好了", "2024-09-12 10:15 来源：青石时报"]
STORY = [
    "青石镇的老戏台经过半年修缮，昨天傍晚重新开台，附近几个村的居民早早搬着凳子来等开场。",
    "负责修缮的木匠杜师傅说，屋脊上的二十一片琉璃瓦是按老照片烧制的，梁上的彩绘也照原样补全。",
    "镇文化站介绍，今后每月逢五在戏台演出一场，村民凭身份证可以免费领票，外地游客也能观看。",
]
STORIES = ["石桥村装上太阳能路灯", "青石中学新建图书阅览室", "镇里展出百件秋收农具", "东溪水库大坝加固完工"]

PAGES: dict[str, tuple[list[str], list[str]]] = {
    "menu of words": (["新闻", "财经", "体育", "视频", "图片"], ["热门", "专题"]),
    "menu with bars": (["新闻|财经|体育|视频"], []),
    "two rows of a menu": (["新闻 | 财经 | 体育", "视频 | 图片 | 论坛"], []),
    "way to the page": (["青石网 > 乡镇 > 文化"], []),
    "other stories": ([], ["", *STORIES]),
    "other stories with dates": ([], ["", *[f"{story} 2024-09-1{k}" for k, story in enumerate(STORIES)]]),
    "other stories below dates": ([], ["", *[f"[09-1{k}] {story}" for k, story in enumerate(STORIES)]]),
    "ranking": ([], ["", "热门排行", *[f"{k}. {story}" for k, story in enumerate(STORIES, 1)]]),
    "ranking without a heading": ([], ["", *[f"{k}. {story}" for k, story in enumerate(STORIES, 1)]]),
    "ranking in a table": ([], ["", "排行榜", *[f"{k} | {s} | {90 - k}次" for k, s in enumerate(STORIES)]]),
    "schedule of a channel": ([], ["", *[f"0{k}:30 | {s} | 回放" for k, s in enumerate(STORIES, 6)]]),
    "table of links": (
        ["通知 | 公告 | 公示", "下载 | 留言 | 信箱"],
        ["", "部门链接", "教育局 | 农业局 | 水利局", "文化馆 | 图书馆 | 档案馆"],
    ),
    "footer of an office": ([], ["主办单位：青石镇人民政府 承办单位：青石时报 技术支持：东溪科技"]),
    "number of a site": ([], ["青石时报 京ICP备00000号"]),
    "teasers": ([], ["", *[f"{story}，记者昨天从镇里获悉..." for story in STORIES]]),
    "the stories before and after": ([], ["上一篇：石桥村装上路灯", "下一篇：没有了"]),
    "comments": ([], ["网友评论", "发表评论", "全部评论(0)"]),
    "sharing": ([], ["分享到微信 微博 QQ空间"]),
    "menu in Markdown": (
        ["[首页](/) [新闻](/n) [视频](/v)"],
        ["", "## 相关新闻", *[f"- [{story}](/a/{k}.html)" for k, story in enumerate(STORIES)]],
    ),
    "list of links in Markdown": (
        ["- [新闻](/n)", "- [财经](/f)", "- [视频](/v)"],
        ["", *[f"- [{story}](/a/{k}.html)" for k, story in enumerate(STORIES)]],
    ),
    "ranking in Markdown": (
        [],
        [
            "",
            "| 排行 | 标题 | 点击 |",
            "|---|---|---|",
            *[f"| {k} | {s} | 9{k} |" for k, s in enumerate(STORIES)],
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_above_and_below_the_story_is_noise(name: str) -> None:
    above, below = PAGES[name]
    article = clean(read_text("\n".join([*above, *HEAD, "", *STORY, *below]), "page.txt"))
    assert [line.text for line in article.body] == STORY
    assert [line.text for line in article.noise] == [line for line in (*above, *below) if line]


@pytest.mark.parametrize("heading", ["热点排行", "本周热榜", "要闻直播"])
def test_a_ranking_in_a_table_of_a_page_is_noise(heading: str) -> None:
    rows = "".join(
        f"<tr><td>{k}</td><td><a href={k}>{s}</a></td><td>9{k}</td></tr>" for k, s in enumerate(STORIES)
    )
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    parts = [
        f"<title>{HEAD[0]}</title><div><a href=/>首页</a> <a href=/n>新闻</a></div>",
        f"<h1>{HEAD[0]}</h1><div>{HEAD[1]}</div><div class=content>{story}</div>",
        f"<div class=rank><h3>{heading}</h3><table>{rows}</table></div><div>版权所有 青石时报</div>",
    ]
    article = clean(read_text(f"<html>{''.join(parts)}</html>", "page.html"))
    assert [line.text for line in article.body] == STORY
