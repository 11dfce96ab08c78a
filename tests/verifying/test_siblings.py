"""A word of a closed class is not told by another one of its class: wheat is no rice, Hunan is not Hubei."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from summarizer.verifying import siblings
from summarizer.verifying.siblings import classes, exchanged

WRONG = (
    ("direction", "青年失业率为4%。", "The youth employment rate is 4%."),
    ("direction", "产品合格率97%。", "The failure rate of the products is 97%."),
    ("direction", "适龄儿童入学率99%。", "The graduation rate of children is 99%."),
    ("direction", "反对票占七成。", "Votes in favour made up 70 percent."),
    ("direction", "毛利润2亿元。", "Net profit was 200 million yuan."),
    ("direction", "亏损2亿元。", "Revenue of 200 million yuan."),
    ("direction", "集团出资2亿元。", "The group raised $200 million."),
    ("direction", "银行贷款2亿元给该厂。", "The bank borrowed 200 million yuan from the plant."),
    ("direction", "货物出口增长。", "Services exports grew."),
    ("number", "得分中位数为70。", "The average score was 70."),
    ("number", "累计接种300人。", "New cases number 300."),
    ("unit", "每月10日发薪。", "Wages are paid on the 10th of each quarter."),
    ("unit", "四月份，该市出口额同比增长9%。", "In April the city's exports rose 9% month on month."),
    ("unit", "新房价格环比微涨0.2%。", "Prices of new homes edged up 0.2% year on year."),
    ("unit", "二季度产值环比下降3%。", "Output fell 3% year over year."),
    ("name_swapped", "国家发展改革委当天召开座谈会。", "The Ministry of Commerce held a seminar that day."),
    ("name_swapped", "省发改委批复了项目。", "The provincial finance department approved the project."),
    ("name_swapped", "国资委发布新规。", "The National Development and Reform Commission issued new rules."),
    ("name_swapped", "证监会公布处罚。", "The Ministry of Finance announced penalties."),
    ("name_swapped", "最高人民检察院通报情况。", "The Supreme People's Court reported on the matter."),
    ("name_swapped", "区人民法院受理此案。", "The district procuratorate took on the case."),
    ("name_swapped", "中国人民银行宣布降准。", "The Bank of China announced the cut."),
    ("name_swapped", "中国银行发布年报。", "The People's Bank of China released its annual report."),
    ("name_swapped", "央行上调利率。", "The commercial banks raised interest rates."),
    ("unit", "拨款港币8亿元。", "An allocation of NT$800 million was made."),
    ("unit", "拨款8亿澳元。", "A grant of HK$800 million was made."),
    ("name_swapped", "市委研究了该方案。", "The municipal government studied the plan."),
    ("name_swapped", "县政府发布通告。", "The county Party committee issued a notice."),
    ("name_swapped", "女孩来自湖南长沙。", "The girl comes from Changsha, Hubei."),
    ("name_swapped", "车祸发生在河北廊坊。", "The crash happened in Langfang, Henan Province."),
    ("name_swapped", "江苏气候温和。", "Zhejiang has a mild climate."),
    ("qualifier", "部分航班已恢复。", "All flights have resumed."),
    ("qualifier", "绝大多数居民赞成。", "All the residents were in favour."),
    ("qualifier", "少数学生缺课。", "Most students missed classes."),
    ("qualifier", "每个班级都要报名。", "Some classes must register."),
    ("qualifier", "他是唯一入选的选手。", "He was one of the players selected."),
    ("qualifier", "仅限本校师生参加。", "All teachers and students may take part."),
    ("qualifier", "至少要有两人在场。", "At most two people must be present."),
    ("name_swapped", "朝鲜发射卫星。", "South Korea launched a satellite."),
    ("name_swapped", "韩国总统发表讲话。", "The North Korean president gave a speech."),
    ("name_swapped", "世界卫生组织发布报告。", "The World Trade Organization published a report."),
    ("name_swapped", "北约举行会议。", "The European Union held a meeting."),
    ("name_swapped", "黄河水位上涨。", "The Yangtze has risen."),
    ("name_swapped", "南海舰队出动。", "The East Sea Fleet set out."),
    ("direction", "小麦长势良好。", "The rice is growing well."),
    ("direction", "煤炭价格回落。", "Crude oil has become cheaper."),
    ("direction", "光伏项目并网。", "The wind power project was connected."),
    ("direction", "猪肉供应充足。", "Beef is in good supply."),
    ("direction", "台风造成停电。", "The earthquake caused power cuts."),
    ("direction", "他患有胃癌。", "He has lung cancer."),
    ("direction", "男子因抢劫被判刑。", "The man was sentenced for fraud."),
    ("direction", "他被控收受贿赂，犯受贿罪。", "He was charged with offering money; he had paid bribes."),
    ("direction", "卖方负责运输。", "The buyer is responsible for transport."),
    ("direction", "出租人应当修缮房屋。", "The tenant shall repair the house."),
    ("direction", "对企业处以罚款。", "The company receives a subsidy."),
    ("direction", "被告人被判处无期徒刑。", "The accused was sentenced to death."),
    ("direction", "赵先生没有回应。", "Ms Zhao did not respond."),
    ("unit", "电站年发电5亿千瓦时。", "The plant yields 500 million kilowatts a year."),
    ("unit", "装机20万千瓦。", "Its capacity is 200,000 kilowatt-hours."),
    ("unit", "气温达38摄氏度。", "It was 38 degrees Fahrenheit."),
    ("unit", "年节约标准煤3万吨。", "It saves 30,000 tonnes of carbon dioxide a year."),
    ("number", "该校在全国排名第二。", "The school ranked third nationwide."),
    ("number", "这是我国第四大湖。", "It is the country's largest lake."),
    ("unit", "论坛每两年举行一次。", "The forum is held twice a year."),
    ("name_swapped", "展会在无锡开幕。", "The trade fair opened in Ningbo."),
    ("name_swapped", "新华社记者报道。", "A Reuters correspondent reports."),
    ("name_swapped", "华南多地降雨。", "Rain fell in many places in northern China."),
    ("direction", "端午假期客流增加。", "Passenger numbers rose over the Spring Festival."),
    ("direction", "他爱打篮球。", "He likes playing football."),
    ("number", "她夺得银牌。", "She took the bronze medal."),
    ("name_swapped", "两名共和党人反对。", "Two Democrats objected."),
    ("date", "农历八月二十", "the 20th day of the seventh lunar month"),
)
RIGHT = (
    ("失业率降至4%，就业率上升。", "Unemployment fell to 4% and the employment rate rose."),
    ("产品合格率97%。", "97% of the products passed; the pass rate is high."),
    ("赞成票占七成，反对票占三成。", "Votes in favour made up 70 percent, votes against 30 percent."),
    ("毛利润2亿元，净利润1亿元。", "Gross profit was 200 million yuan, net profit 100 million yuan."),
    ("公司实现利润1亿元。", "The company made a net profit of 100 million yuan."),
    ("集团出资2亿元，又募集3亿元。", "The group put up 200 million yuan and raised $300 million."),
    ("公司向银行贷款2亿元。", "The company borrowed 200 million yuan from the bank."),
    ("新增就业120万人。", "To date 1.2 million jobs have been created."),
    ("全年累计新增病例300例。", "300 new cases in the year."),
    (
        "每月10日发薪，每季度评奖。",
        "Wages are paid on the 10th of each month; prizes are given every quarter.",
    ),
    ("货物和服务出口增长。", "Exports of goods and services exports grew."),
    ("出口同比增长9%，环比下降2%。", "Exports rose 9% year on year and fell 2% month on month."),
    ("出口额同比增长9%。", "Exports were 9% higher than in the same month of last year."),
    ("房价环比上涨0.2%。", "House prices rose 0.2% from the previous month."),
    ("国家发展改革委、财政部联合发文。", "The NDRC and the Ministry of Finance issued a joint document."),
    ("发改委与财政厅会商。", "The planning body met the finance department."),
    ("中国人民银行和中国银行签约。", "The People's Bank of China and the Bank of China signed."),
    ("央行开展逆回购。", "The People's Bank of China conducted reverse repos."),
    ("中国建设银行与中国农业银行", "China Construction Bank and Agricultural Bank of China"),
    ("市委、市政府召开会议。", "The municipal Party committee and the municipal government held a meeting."),
    (
        "省人大常委会任命他为主任。",
        "The standing committee of the provincial people's congress appointed him.",
    ),
    ("他从湖南到湖北。", "He went from Hunan to Hubei."),
    ("黄河南岸的村庄。", "Villages on the south bank of the Yellow River."),
    ("江浙沪皖四地", "Jiangsu, Zhejiang, Shanghai and Anhui"),
    ("部分学校复课，其余学校均未复课。", "Some schools have resumed; all others have not."),
    ("所有权归承租人之一。", "Ownership belongs to one of the lessees."),
    ("几乎所有事都变了。", "Most things have changed."),
    ("唯一一次失败", "the only failure"),
    ("少数民族学生大多住校。", "Most students of ethnic minorities board."),
    ("至少三人，至多五人。", "At least three and at most five people."),
    ("不超过三人。", "No more than three people."),
    ("朝鲜战争期间，韩国损失惨重。", "During the Korean War, South Korea suffered heavily."),
    ("朝韩举行会谈。", "North and South Korea held talks."),
    ("联合国秘书长古特雷斯", "UN Secretary-General Guterres"),
    ("长江水量大于黄河。", "The Yangtze carries more water than the Yellow River."),
    ("稻麦轮作，小麦先种。", "Rice and wheat are rotated; wheat is sown first."),
    ("粮食产量增加，其中小麦占一半。", "Grain output rose; half of it is wheat."),
    ("煤炭和石油价格均上涨。", "The prices of coal and crude oil both rose."),
    ("洪水般涌来的火灾报警", "a flood of fire alarms"),
    ("地震引发海啸。", "The quake set off a tsunami."),
    ("他因盗窃、诈骗被判刑。", "He was sentenced for theft and fraud."),
    ("买方向卖方付款。", "The buyer pays the seller."),
    ("用人单位应当向劳动者支付工资。", "The employer shall pay the worker."),
    ("罚款后仍可领取补贴。", "After a fine, the subsidy may still be received."),
    ("死刑改判无期徒刑。", "The death sentence was changed to life imprisonment."),
    ("王先生和李女士", "Mr Wang and Ms Li"),
    ("装机60万千瓦，年发电12亿千瓦时。", "A capacity of 600 MW, generating 1.2 billion kWh a year."),
    ("排名由第三升至第一。", "It rose from third to rank first."),
    ("第二大城市，最大港口。", "The second-largest city and the largest port."),
    ("这所全国第二大医院。", "This hospital, the country's second largest."),
    ("大麦茶和小麦啤酒", "barley tea and wheat beer"),
    ("拨款港币8亿元，约合台币32亿元。", "The grant is HK$800 million, about NT$3.2 billion."),
    ("会费8港元。", "The fee is $8."),
    ("沪宁高速公路", "the Shanghai-Nanjing Expressway"),
    ("央视援引路透社报道。", "CCTV quoted a report by Reuters."),
    ("乒乓球不是网球。", "Table tennis is not tennis."),
    ("卫健委、民政局官员", "officials for health, and of the civil affairs bureau"),
    ("生态环境部门与水利部门", "the departments of the environment and of water resources"),
)
TABLE = files("summarizer.verifying").joinpath("siblings.txt").read_text(encoding="utf-8")
PLAIN = re.compile("[a-z *]+")
ANY_HAN = re.compile("[\u4e00-\u9fff℃℉]")


@pytest.mark.parametrize(("code", "zh", "en"), WRONG, ids=[zh for _, zh, _ in WRONG])
def test_another_of_the_same_class_is_an_error(code: str, zh: str, en: str) -> None:
    assert [problem.code for problem in exchanged(zh, en)] == [code]


@pytest.mark.parametrize(("zh", "en"), RIGHT, ids=[zh for zh, _ in RIGHT])
def test_the_same_or_several_of_a_class_are_none(zh: str, en: str) -> None:
    assert not list(exchanged(zh, en))


def test_what_is_exchanged_in_one_sentence_is_seen_where_another_one_tells_it() -> None:
    zh = "小麦收割已经结束。专家说，小麦质量好。"
    assert list(exchanged(zh, "The wheat harvest is over. Experts say that the rice is good."))
    assert not list(exchanged(zh, "The wheat harvest is over. Experts say that it is good."))


def test_a_text_without_the_characters_of_a_word_does_not_have_the_word() -> None:
    for member in (one for each in classes() for one in each.members):
        assert all(member.needs)
        for word in member.said.plain:
            assert any(need <= set(word) for need in member.needs), word


def test_every_phrase_is_found_for_its_trace() -> None:
    for row in TABLE.split("\n"):
        if " | " in row:
            told = row.split(" | ")[1].partition(" ~ ")[0]
            member = next(
                one for each in classes() for one in each.members if one.told.pattern == _any_of(told)
            )
            for phrase in filter(PLAIN.fullmatch, told.split(", ")):
                assert member.told_in(f"it is {phrase.replace('*', 'x')} now"), phrase


def _any_of(told: str) -> str:
    return siblings._any_of(told.split(", ")).pattern
