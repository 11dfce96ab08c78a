"""Documents for measuring with: as many different Chinese news texts as wanted, of about 1,500 characters.

    python bench/documents.py 1000 pages/

Document n is always the same text. No two of them share a paragraph, so that nothing is taken for a repeat or
for the noise of a site; names recur from document to document as they do in a real folder. `LEXICON` has the
English of all their vocabulary, which lets the simulated model of this folder translate them in full.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

LENGTH = 1500  # characters of a document, or a few more

# A character of a place's name, with its pinyin.
FIRST = dict(
    zip(
        "云清石白青金银玉海江南北东西安永新长龙凤",
        [
            "yun",
            "qing",
            "shi",
            "bai",
            "qing",
            "jin",
            "yin",
            "yu",
            "hai",
            "jiang",
            "nan",
            "bei",
            "dong",
            "xi",
            "an",
            "yong",
            "xin",
            "chang",
            "long",
            "feng",
        ],
        strict=True,
    )
)
SECOND = dict(
    zip(
        "岭河桥溪湖州泉山港源林川塘浦峰阳",
        [
            "ling",
            "he",
            "qiao",
            "xi",
            "hu",
            "zhou",
            "quan",
            "shan",
            "gang",
            "yuan",
            "lin",
            "chuan",
            "tang",
            "pu",
            "feng",
            "yang",
        ],
        strict=True,
    )
)
LEVELS = {"县": "County", "区": "District", "市": "City"}
BODIES = {
    "教育局": "Education Bureau",
    "职业技术学院": "Vocational and Technical College",
    "人民医院": "People's Hospital",
    "文化馆": "Cultural Centre",
    "图书馆": "Library",
    "交通运输局": "Transport Bureau",
    "农业农村局": "Agriculture and Rural Affairs Bureau",
    "水务局": "Water Affairs Bureau",
    "体育局": "Sports Bureau",
    "气象局": "Meteorological Bureau",
}
POSTS = {
    "教育局": ("局长", "director"),
    "职业技术学院": ("院长", "president"),
    "人民医院": ("院长", "president"),
    "文化馆": ("馆长", "curator"),
    "图书馆": ("馆长", "curator"),
}
CHIEF = ("局长", "director")
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗"
GIVEN = "建国志强小红丽华明辉春兰德胜文静海燕立新桂英永平晓东"

# What is done, to what, and to which end: clauses are made of these.
DEEDS = {
    "启动": "launched", "完成": "completed", "推进": "advanced", "验收": "accepted", "扩建": "extended",
    "改造": "rebuilt", "公布": "published", "调整": "adjusted", "评估": "assessed", "试行": "tried out",
    "筹建": "prepared", "修订": "revised", "移交": "handed over", "检修": "overhauled", "开放": "opened",
    "收集": "collected", "展示": "showed", "培育": "cultivated", "整合": "combined", "监测": "monitored",
}  # fmt: skip
WHAT = {
    "旧校舍": "the old school buildings", "乡村公路": "the rural roads",
    "灌溉渠道": "the irrigation channels", "社区食堂": "the community canteens",
    "急救站点": "the first-aid posts", "阅读角": "the reading corners", "农机库房": "the machine sheds",
    "饮水管网": "the drinking water network", "足球场地": "the football pitches",
    "雨量站": "the rain gauges", "戏曲档案": "the opera archives", "实训车间": "the training workshops",
    "公交线路": "the bus routes", "苗木基地": "the tree nurseries", "河堤步道": "the riverside paths",
    "远程门诊": "the remote clinics", "消防水池": "the fire ponds", "粮食仓库": "the grain stores",
    "宿舍锅炉": "the dormitory boilers", "票务系统": "the ticket system", "桥梁护栏": "the bridge railings",
    "课后服务": "the after-school services", "疫苗冷库": "the vaccine cold store",
    "茶园道路": "the tea garden roads", "养老床位": "the care beds", "街道照明": "the street lighting",
    "古树名册": "the register of old trees", "鱼苗池": "the fish ponds",
    "数字教室": "the digital classrooms", "垃圾转运站": "the waste transfer stations",
}  # fmt: skip
HOW = {
    "分三批": "in three batches", "按季度": "quarter by quarter",
    "与村民一起": "together with the villagers", "在专家指导下": "under the guidance of experts",
    "根据普查结果": "on the basis of a survey", "利用假期": "during the holidays",
    "通过公开招标": "through open tendering", "依托高校": "with the help of universities",
    "结合冬季农闲": "in the slack winter season", "借助无人机": "with the help of drones",
    "逐户": "household by household", "经公开征求意见": "after public consultation",
    "由志愿者": "by volunteers", "会同邻近街道": "jointly with nearby streets",
    "参照外地做法": "following practice elsewhere", "安排专人": "with staff assigned to it",
}  # fmt: skip
WHY = {
    "方便老人出行": "so that old people get about easily", "缩短候诊时间": "so that patients wait less",
    "减少冬季停水": "so that the water runs in winter", "提高灌溉效率": "so that irrigation works better",
    "保障汛期通行": "so that roads are open in the flood season",
    "让学生就近上课": "so that pupils have school nearby", "降低运输成本": "so that transport costs less",
    "保存地方戏曲": "so that local opera is preserved", "改善夜间照明": "so that nights are brighter",
    "便利村民看病": "so that villagers can see a doctor", "增加农户收入": "so that farmers earn more",
    "节约财政支出": "so that public money is saved", "丰富周末生活": "so that weekends are richer",
    "提升预报精度": "so that forecasts are more accurate", "吸引青年返乡": "so that young people come home",
    "扩大就业渠道": "so that there are more ways to work",
}  # fmt: skip
UNITS = {
    "公里": "kilometres", "平方米": "square metres", "户": "households", "人": "people", "所": "schools",
    "册": "volumes", "台": "machines", "个": "units", "吨": "tonnes", "元": "yuan",
}  # fmt: skip
GLUE = {
    "据介绍": "it was explained that", "项目": "the project", "涉及": "concerns", "惠及": "benefits",
    "总投资": "total investment is", "比上年增长": "up on the year before by",
    "预计": "it is expected that", "投入使用": "goes into use", "表示": "said that",
    "下一步将": "the next step will be to see how one", "负责人": "the person in charge", "累计": "in all",
    "目前已": "by now one", "与": "and", "举行": "held", "推进会": "a progress meeting", "共同": "jointly",
    "记者": "the reporter", "从": "from", "获悉": "learned that", "发布时间": "Published", "来源": "Source",
    "日报": "Daily", "覆盖": "covers", "签署": "signed", "服务协议": "a service agreement",
    "此前": "before that", "两地": "the two places", "还": "also", "再": "again", "和": "and",
    "其中": "of these", "达到": "reached", "占": "that is", "围绕": "about", "在": "in", "当天": "that day",
    "现场": "on site",
}  # fmt: skip


def _plan() -> dict[str, str]:
    """Chinese -> English of all words above and of the bodies, the longest first."""
    words = {**DEEDS, **WHAT, **HOW, **WHY, **GLUE, **dict([*POSTS.values(), CHIEF])}
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


LEXICON = _plan()


def text(number: int, length: int = LENGTH) -> str:
    """Document `number`: title, line with date and source, paragraphs; `length` characters or more."""
    story = _Story(number)
    rows = [story.title(), "", story.header(), ""]
    while sum(map(len, rows)) < length:
        rows.append(story.paragraph())
    return "\n".join(rows) + "\n"


def folder(root: Path, count: int, length: int = LENGTH, *, first: int = 1) -> Path:
    """`root` with `count` documents in it, from number `first` on; made where it is missing."""
    root.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (root / f"{number:07}.txt").write_text(text(number, length), encoding="utf-8")
    return root


class _Story:
    """One document in the making; everything follows from its number."""

    def __init__(self, number: int) -> None:
        self.draw = random.Random(f"story {number}")
        self.day = (self.draw.randint(2019, 2024), self.draw.randint(1, 12), self.draw.randint(1, 28))
        self.place = self._name(FIRST) + self._name(SECOND) + self.draw.choice(list(LEVELS))
        self.body = self.draw.choice(list(BODIES))
        self.chief = self.draw.choice(SURNAMES) + "".join(self.draw.sample(GIVEN, 2))
        self.partner = self._name(FIRST) + self._name(SECOND) + "县" + self.draw.choice(list(BODIES))
        self.kinds = [self._announced, self._reported, self._costs, self._meeting, self._plans, self._reach]
        self.turn = 0

    def title(self) -> str:
        return f"{self.place}{self.body}{self._word(DEEDS)}{self._word(WHAT)}"

    def header(self) -> str:
        year, month, day = self.day
        return f"发布时间：{year}年{month}月{day}日　来源：{self.place}日报"

    def paragraph(self) -> str:
        kind = self.kinds[self.turn % len(self.kinds)]
        self.turn += 1
        return kind() + "".join(self._sentence() for _ in range(self.draw.randint(1, 2)))

    def _announced(self) -> str:
        post = POSTS.get(self.body, CHIEF)[0]
        return (
            f"{self._date()}，{self.place}{self.body}{post}{self.chief}表示，{self._clause()}，"
            f"涉及{self._figure()}，{self._word(WHY)}。"
        )

    def _reported(self) -> str:
        return f"记者从{self.partner}获悉，{self._date()}，当天{self._clause()}，覆盖{self._figure()}。"

    def _costs(self) -> str:
        return (
            f"项目总投资{self.draw.randint(101, 99999)}万元，其中{self._figure()}，"
            f"比上年增长{self.draw.randint(2, 60)}.{self.draw.randint(1, 9)}%，{self._word(WHY)}。"
        )

    def _meeting(self) -> str:
        return (
            f"{self._date()}，{self.place}{self.body}与{self.partner}共同举行推进会，围绕{self._word(WHAT)}和"
            f"{self._word(WHAT)}签署服务协议，{self._word(HOW)}{self._word(DEEDS)}{self._word(WHAT)}。"
        )

    def _plans(self) -> str:
        return f"下一步将{self._word(HOW)}{self._word(DEEDS)}{self._word(WHAT)}，预计惠及{self._figure()}。"

    def _reach(self) -> str:
        return f"据介绍，{self._word(WHAT)}累计{self._figure()}，目前已{self._clause()}，{self._word(WHY)}。"

    def _sentence(self) -> str:
        return (
            f"此前，{self._clause()}，{self._word(HOW)}还{self._word(DEEDS)}{self._word(WHAT)}{self._figure()}，"
            f"{self._word(WHY)}。"
        )

    def _clause(self) -> str:
        return f"{self._word(HOW)}{self._word(DEEDS)}{self._word(WHAT)}"

    def _figure(self) -> str:
        return f"{self.draw.randint(11, 9999)}{self._word(UNITS)}"

    def _date(self) -> str:
        return f"{self.draw.randint(1, 12)}月{self.draw.randint(1, 28)}日"

    def _word(self, words: dict[str, str]) -> str:
        return self.draw.choice(list(words))

    def _name(self, characters: dict[str, str]) -> str:
        return self.draw.choice(list(characters))


def main() -> None:
    """Write a folder of documents."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--length", type=int, default=LENGTH)
    options = parser.parse_args()
    folder(options.folder, options.count, options.length)


if __name__ == "__main__":
    main()
