"""What a figure is of, by words that stand beside it in both languages: 死亡3人，受伤5人, 进口, 城镇, 最高.

Only words that each language has one for, of which a text has often two with a figure each; dates, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from summarizer.dates.masking import Quantities
from summarizer.dates.mention import DateMention, Day
from summarizer.verifying.tables import rows_of

# Chinese, and what its English words begin with (a whole word before "|" or "."); one row is one group.
_ROWS = """
一期 首期 一等奖 第一=first|二期 二等奖 第二=second|三期 三等奖 第三=third
第一名=first winner champion|第二名 亚军=second runner|第三名 季军=third|重伤=serious sever critical grave
轻伤=minor slight light|东门=east|西门=west|南门=south|北门=north
死亡 遇难 丧生 身亡=dead. death died. die. killed fatal|受伤 伤者=injur wound|失踪 失联=missing|进口=import
出口=export|城镇 城市 市区=urban city. cities|农村 乡村=rural countryside village
最高=highest maximum high. top.|最低=lowest minimum low.|小学=primary elementary|初中=junior|高中=senior
中学=secondary middle|大学=universit|男 男生 男性=male. males men. man. boy
女 女生 女性=female women woman girl|支持 赞成 同意=support favour favor for. agree approv
反对 不同意=against oppos|弃权=absten abstain|收入=income revenue|支出=expenditure spending expense
盈利 利润=profit|亏损=loss.|上午=morning a.m|下午=afternoon p.m|去年 上年=last.year previous.year
今年=this.year|金牌=gold|银牌=silver|铜牌=bronze|冠军=champion winner|第一产业=primary|第二产业=secondary
第三产业=tertiary|一季度=first.quarter|二季度=second.quarter|三季度=third.quarter|四季度=fourth.quarter
上半年=first.half|下半年=second.half|面积=area|人口=population|长=length long|宽=width wide|高=height high
深=depth deep|食品=food|非食品=non-food|国内=domestic|境外 海外 国外=overseas foreign abroad|线上=online
线下=offline|公路=highway road|铁路=rail|水路=waterway|航空 民航=air. aviation|煤炭=coal|天然气=gas.
硕士=master|博士=doctor phd|本科=undergraduate bachelor|专科=junior.college|教师 老师=teacher|学生=student
党员=party.member|干部=cadre official|医生 医师=doctor physician|护士=nurse|成人 成年人=adult|儿童=child
确诊=confirmed|无症状=asymptomatic|治愈 出院=recover discharg cured|总投资=total.investment
注册资本=registered.capital|同比=year.on.year year-on-year from.a.year
环比=month.on.month month-on-month quarter.on.quarter|企业=enterprise compan firm|居民=resident household
粮食=grain|小麦=wheat|水稻 稻谷=rice|玉米=corn maize|大豆=soy|猪肉=pork|牛肉=beef|羊肉=mutton lamb
蔬菜=vegetable|水果=fruit|车辆 汽车=vehicle car.|船舶=ship vessel|房屋 住房=house home|工业=industr
农业=agricultur farming|服务业=service|东部=east|西部=west|中部=central|南方=south|北方=north
中方 我国 中国=china chinese|美国=us. united.states american|日本=japan|韩国=korea|欧盟=eu. european
俄罗斯=russia|买入=bought buy purchas|卖出=sold sell|流入=inflow|流出=outflow|新增=new. added
累计 总数=cumulative total|沪指 上证=shanghai|深证 深成指 深市=shenzhen|创业板=chinext|恒指=hang.seng
黄金=gold|白银=silver|铜=copper|铝=alumin|锌=zinc|镍=nickel|原油=crude|道指=dow|纳指=nasdaq|标普=s&p
冬季=winter|夏季=summer|香港=hong.kong|澳门=macao macau|台湾=taiwan|甲方=party.a.|乙方=party.b.
甲公司=company.a.|乙公司=company.b.|一审=first.instance|二审=second.instance appeal
德国=german|法国=france french|英国=uk. brit|意大利=ital|西班牙=spain spanish|印尼 印度尼西亚=indonesia
印度=india|巴西=brazil|澳大利亚 澳洲=australia|加拿大=canad|越南=vietnam|泰国=thai|伦敦=london|纽约=new.york
东京=tokyo|巴黎=paris|长江=yangtze|黄河=yellow.river|谷歌=google|微软=microsoft|亚马逊=amazon|特斯拉=tesla
苹果=apple|香蕉=banana|橘子 柑橘 橙子=orange tangerine citrus|葡萄=grape|西瓜=watermelon|草莓=strawberr
梨=pear|桃=peach|荔枝=lychee litchi|西红柿 番茄=tomato|黄瓜=cucumber|土豆 马铃薯=potato|白菜=cabbage
辣椒=chilli chili pepper|大蒜=garlic|鸡蛋=egg|牛奶=milk|茶叶=tea.|咖啡=coffee|啤酒=beer
白酒=baijiu liquor spirit|食盐=salt|食糖 白糖=sugar|面粉=flour|面条=noodle|棉花=cotton|油菜=rapeseed canola
花生=peanut|甘蔗=sugarcane sugar.cane|烟叶=tobacco|早餐 早饭=breakfast|午餐 午饭=lunch
晚餐 晚饭=dinner supper|门票=admission ticket entr|停车费 停车=parking|车费=fare
住宿费 住宿=accommodation lodging|餐费 伙食=meal food board|学费=tuition|书费 教材=textbook book|水费=water
电费=electric power.bill|房租 租金=rent|物业费=property|押金=deposit|保险=insurance|奖金=bonus prize
工资 薪资=wage salar pay.|成本=cost|价格 售价=price|语文=chinese|数学=math|英语=english|物理=physics
化学=chemistry|生物=biology|历史=history|地理=geography|政治=politic|体育=physical sport p.e|音乐=music
美术=art.|图书 藏书=book|期刊=periodical journal|报纸=newspaper|客厅=living.room|卧室=bedroom|厨房=kitchen
阳台=balcon|卫生间=bathroom toilet|书房=study|书包=schoolbag school.bag backpack|水壶=bottle kettle
铅笔=pencil|钢笔=pen. pens.|桌子 课桌=desk table|椅子=chair|电脑=computer|手机=phone|电视=television tv
冰箱=refrigerator fridge|空调=air.condition|洗衣机=washing.machine|自行车=bicycle bike
摩托车=motorcycle motorbike|公交 公共汽车=bus|地铁=metro subway underground|出租车=taxi|卡车 货车=truck
火车=train|飞机=plane aircraft|猪=pig hog|牛=cattle cow|羊=sheep goat|鸡=chicken|鸭=duck|鱼=fish|马匹=horse
松树=pine|柳树=willow|杨树=poplar|银杏=ginkgo|樱花=cherr|玫瑰=rose|水泥=cement|钢材 钢铁=steel
木材=timber wood lumber|汽油=petrol gasoline|柴油=diesel|电力=electricit power|橡胶=rubber|玻璃=glass
塑料=plastic|纸张=paper|家具=furniture|服装 衣服=clothing garment clothes|鞋=shoe footwear|玩具=toy
药品=medicine drug|口罩=mask|帐篷=tent|棉被 被子=quilt|赔偿=compensation damages|罚款=fine.|税款=tax
利息=interest|本金=principal|定金=deposit|首付=down.payment|尾款=balance|厂房=factory plant workshop
办公楼=office|宿舍=dormitor|食堂=canteen|教室=classroom|图书馆=library|体育馆=gym|桥梁=bridge|隧道=tunnel
公园=park.|绿地=green|道路=road|车站=station|机场=airport|港口=port.|医院=hospital|学校=school
老人 老年人=elderly older senior|青年=young youth|工人=worker|农民=farmer|军人 士兵=soldier|警察 民警=police
志愿者=volunteer|家长=parent|记者=journalist reporter|律师=lawyer|护工=carer
"""


def _word(written: str) -> str:
    """The pattern of a word as it stands above: a point at its end ends it, one within parts it."""
    stem = "[ .-]".join(map(re.escape, written.removesuffix(".").split(".")))
    return rf"{stem}\b" if written.endswith(".") else stem


class Label(NamedTuple):
    """Where a label stands in a Chinese text, and where in its English."""

    at: int
    to: int


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What finds any label in Chinese, and for each of them what finds its English, in small letters."""
    told: dict[str, re.Pattern[str]] = {}
    for names, en in rows_of(_ROWS):
        words = "|".join(map(_word, en.split()))
        told.update(dict.fromkeys(names, re.compile(rf"(?<![\w-])(?:{words})")))
    any_of_them = "|".join(sorted(told, key=len, reverse=True))
    return re.compile(any_of_them), told


def labels_in(ours: Quantities, theirs: Quantities, en: str) -> Iterator[Label]:
    """The words and dates that stand once in either text; `en` is in small letters."""
    yield from _dates(ours.dates, theirs.dates)
    names, told = _known()
    found = list(names.finditer(ours.folded))
    times = Counter(each[0] for each in found)
    for each in found:
        if times[each[0]] > 1:
            continue
        there = [place.start() for place in islice(told[each[0]].finditer(en), 2)]
        if len(there) == 1:
            yield Label(each.start(), there[0])


def _dates(ours: Sequence[DateMention], theirs: Sequence[DateMention]) -> Iterator[Label]:
    there: dict[tuple[Day, ...], list[int]] = {}
    for mention in theirs:
        there.setdefault(tuple(mention.days), []).append(mention.start)
    every = [tuple(mention.days) for mention in ours]
    times = Counter(every)
    for mention, days in zip(ours, every, strict=True):
        if mention.kind != "relative" and len(there.get(days, ())) == times[days] == 1:
            yield Label(mention.start, there[days][0])
