"""Four invented documents with correct results: no check may find an error in them."""

from __future__ import annotations

import copy
from typing import Any

from summarizer.results import Result


def lines(text: str) -> list[dict[str, Any]]:
    """`role|text` a line; t title, m meta, b body, n noise."""
    roles = {"t": "title", "m": "meta", "b": "body", "n": "noise"}
    rows = text.strip("\n").split("\n")
    return [
        {"n": n, "text": row[2:], "role": roles[row[0]]} if row else {"n": n, "text": "", "role": "noise"}
        for n, row in enumerate(rows, start=1)
    ]


def result(
    page: str,
    title: tuple[str, str, list[int]],
    sentences: list[tuple[str, str, list[int]]],
    points: list[tuple[str, str, list[int]]],
    fields: dict[str, Any],
    translation: dict[int, str],
) -> dict[str, Any]:
    rows = lines(page)
    made = [{"id": f"s{i}", "zh": z, "en": e, "lines": n} for i, (z, e, n) in enumerate(sentences, 1)]
    return {
        "schema_version": 1,
        "document": {"path": "a.txt", "lines": rows},
        "status": "verified",
        "title": dict(zip(("zh", "en", "lines"), title, strict=True)),
        "summary": {
            "zh": "".join(s["zh"] for s in made),
            "en": " ".join(s["en"] for s in made),
            "sentences": made,
        },
        "key_points": [{"id": f"p{i}", "zh": z, "en": e, "lines": n} for i, (z, e, n) in enumerate(points, 1)],
        "fields": fields,
        "translation": {
            "to": "en",
            "segments": [{"n": n, "zh": rows[n - 1]["text"], "en": en} for n, en in translation.items()],
        },
    }


def item(zh: str, en: str, *numbers: int, **more: Any) -> dict[str, Any]:
    return {"zh": zh, "en": en, "lines": list(numbers), **more}


BRIDGE = result(
    """
n|首页  新闻  专题  下载客户端
n|相关阅读：海棠区召开夏季防火工作会议 李建国出席
t|青禾市举行滨江大桥通车仪式
m|来源：青禾日报    2024-06-18 09:30

b|6月16日上午，青禾市滨江大桥通车仪式在云溪区举行。市委副书记、市长吕文静出席仪式并宣布大桥通车，副市长单志远主持仪式。
b|滨江大桥全长３.２公里，总投资18.5亿元，设双向六车道，是连接云溪区和石桥区的第二条跨江通道。工程于2021年3月开工，由青禾建设集团有限公司承建。
b|吕文静指出，大桥通车将把两岸之间的车程由40分钟缩短到不足10分钟，对完善城市路网具有重要意义。她强调，有关部门应当加强日常养护，未经批准，超限车辆不得上桥。
b|青禾建设集团总经理欧阳磊说：“我们没有辜负市民的期望。”
b|据了解，青禾市计划到2027年再建成两座跨江大桥。
n|热门排行：北岭县引进外资320亿元 张晓明：力推旅游业
n|版权所有 联系电话 0577-8899001 www.qinghe-news.example
""",
    ("青禾市举行滨江大桥通车仪式", "Qinghe holds opening ceremony for Binjiang Bridge", [3]),
    [
        (
            "6月16日，青禾市滨江大桥通车仪式在云溪区举行，市长吕文静出席并宣布通车，副市长单志远主持。",
            "On 16 June, the opening ceremony of the Binjiang Bridge in Qinghe was held in Yunxi District; "
            "Mayor Lyu Wenjing attended and declared the bridge open, and Vice Mayor Shan Zhiyuan presided.",
            [6],
        ),
        (
            "大桥全长3.2公里，总投资18.5亿元，由青禾建设集团承建。",
            "The bridge is 3.2 kilometres long, cost 1.85 billion yuan and was built by Qinghe Construction Group.",
            [7],
        ),
        (
            "吕文静强调，未经批准，超限车辆不得上桥。",
            "Lyu stressed that oversized vehicles must not use the bridge without approval.",
            [8],
        ),
    ],
    [
        ("两岸车程将由40分钟缩短到不足10分钟。", "The drive between the banks will fall from 40 minutes to less than 10.", [8]),
        (
            "青禾市计划到2027年再建成两座跨江大桥。",
            "Qinghe plans to complete two more bridges across the river by 2027.",
            [10],
        ),
    ],
    {
        "kind": "news",
        "publication_date": {"iso": "2024-06-18", "precision": "day", "basis": "stated", "zh": "2024-06-18", "lines": [4]},
        "events": [
            item(
                "青禾市滨江大桥通车仪式在云溪区举行",
                "the opening ceremony of the Binjiang Bridge in Qinghe was held in Yunxi District",
                6,
                type="opening",
                place="云溪区",
                status="done",
                date={"iso": "2024-06-16", "precision": "day", "basis": "inferred", "zh": "6月16日", "lines": [6]},
            ),
        ],
        "organisations": [
            item("青禾建设集团有限公司", "Qinghe Construction Group Co., Ltd.", 7, role="builder"),
            item("青禾日报", "Qinghe Daily", 4, role="source"),
        ],
        "people": [
            item(
                "吕文静",
                "Lyu Wenjing",
                6,
                8,
                role="spoke",
                posts=[
                    {"zh": "市委副书记", "en": "deputy secretary of the municipal Party committee"},
                    {"zh": "市长", "en": "mayor"},
                ],
            ),
            item("单志远", "Shan Zhiyuan", 6, role="chaired", posts=[{"zh": "副市长", "en": "vice mayor"}]),
            item(
                "欧阳磊",
                "Ouyang Lei",
                9,
                role="spoke",
                posts=[{"zh": "总经理", "en": "general manager", "organisation": "青禾建设集团"}],
            ),
        ],
        "places": [
            item("青禾市", "Qinghe", 6, level="city"),
            item("云溪区", "Yunxi District", 6, level="district"),
            item("石桥区", "Shiqiao District", 7, level="district"),
        ],
        "programmes": [],
        "agreements": [],
        "numbers": [
            item("总投资18.5亿元", "a total investment of 1.85 billion yuan", 7, surface="18.5亿元", value="1850000000", unit_zh="元", kind="amount"),
            item("全长３.２公里", "3.2 kilometres long", 7, surface="３.２公里", value="3.2", unit_zh="公里", kind="length"),
        ],
        "statements": [
            item("未经批准，超限车辆不得上桥", "oversized vehicles must not use the bridge without approval", 8, speaker="吕文静", mode="indirect"),
            item("我们没有辜负市民的期望。", "We have not let the citizens down.", 9, speaker="欧阳磊", mode="direct"),
        ],
    },
    {
        6: "On the morning of 16 June, the opening ceremony of the Binjiang Bridge in Qinghe was held in Yunxi District. "
        "Lyu Wenjing, deputy secretary of the CPC Qinghe Municipal Committee and mayor, attended the ceremony and declared "
        "the bridge open. Vice Mayor Shan Zhiyuan presided over the ceremony.",
        7: "The Binjiang Bridge is 3.2 kilometres long, with a total investment of 1.85 billion yuan and six lanes in both "
        "directions. It is the second river crossing between Yunxi District and Shiqiao District. Work began in March 2021; "
        "the builder is Qinghe Construction Group Co., Ltd.",
        8: "Lyu Wenjing pointed out that the bridge would cut the drive between the two banks from 40 minutes to less than 10 "
        "and was of great importance for completing the city's road network. She stressed that the departments concerned "
        "should step up daily maintenance and that oversized vehicles must not use the bridge without approval.",
        9: "“We have not let the citizens down,” said Ouyang Lei, general manager of Qinghe Construction Group.",
        10: "Qinghe reportedly plans to complete two more bridges across the river by 2027.",
    },
)

NOTICE = result(
    """
n|您的位置：首页 > 政务公开 > 通知公告
t|关于进一步规范校外托管服务的通知
m|岭教办〔2023〕14号

b|各县（市、区）教育局，市直各学校：
b|为规范校外托管服务，保障学生安全，经市人民政府同意，现就有关事项通知如下。
b|一、托管机构必须依法登记，未取得食品经营许可证的，不得提供餐饮服务。严禁在托管期间开展学科类培训。
b|二、学校可以利用校舍开展课后服务，但不得强制学生参加，不得以任何名义收取费用。
b|三、市教育局会同市市场监督管理局每学期至少开展一次联合检查，检查结果应当在10个工作日内向社会公布。
b|四、力争到2025年底，全市小学课后服务覆盖率达到98%以上。
b|本通知自2023年9月1日起施行，有效期3年。
n|主办单位：岭州市数据局 网站标识码 4403000012
n|友情链接：东湖县财政局
""",
    ("关于进一步规范校外托管服务的通知", "Notice on Further Regulating After-School Care Services", [2]),
    [
        (
            "通知要求托管机构依法登记，未取得食品经营许可证的不得提供餐饮服务，并严禁开展学科类培训。",
            "The notice requires care providers to register by law, bars those without a food business licence from serving "
            "meals, and strictly prohibits academic tutoring.",
            [7],
        ),
        (
            "学校不得强制学生参加课后服务，也不得收取费用。",
            "Schools may neither force pupils to take part in after-school services nor charge fees.",
            [8],
        ),
        (
            "市教育局会同市市场监督管理局每学期至少检查一次。",
            "The municipal education bureau, together with the municipal market supervision bureau, will carry out at least "
            "one inspection each term.",
            [9],
        ),
    ],
    [
        ("力争到2025年底小学课后服务覆盖率达到98%以上。", "The aim is to cover at least 98 percent of primary schools by the end of 2025.", [10]),
        ("通知自2023年9月1日起施行，有效期3年。", "The notice takes effect on 1 September 2023 and is valid for three years.", [11]),
    ],
    {
        "kind": "notice",
        "publication_date": {"iso": "", "precision": "unknown", "basis": "missing", "zh": "", "lines": []},
        "events": [],
        "organisations": [
            item("市教育局", "municipal education bureau", 9, role="issuer"),
            item("市市场监督管理局", "municipal market supervision bureau", 9, role="partner"),
        ],
        "people": [],
        "places": [],
        "programmes": [item("课后服务", "after-school services", 8, kind="policy")],
        "agreements": [],
        "numbers": [item("98%以上", "at least 98 percent", 10, surface="98%", value="98", unit_zh="%", kind="percentage")],
        "statements": [],
    },
    {
        5: "To the education bureaus of all counties (county-level cities and districts) and all schools directly under the city:",
        6: "In order to regulate after-school care services and safeguard pupils, and with the approval of the municipal "
        "people's government, notice is hereby given as follows.",
        7: "1. Care providers must register by law; those that have not obtained a food business licence may not serve meals. "
        "Academic tutoring during care hours is strictly prohibited.",
        8: "2. Schools may use their buildings for after-school services but may not force pupils to take part, nor may they "
        "charge fees under any name.",
        9: "3. The municipal education bureau, together with the municipal market supervision bureau, shall carry out at least "
        "one joint inspection each term, and the results should be made public within 10 working days.",
        10: "4. The city will strive to bring the share of primary schools with after-school services to 98 percent or more by "
        "the end of 2025.",
        11: "This notice takes effect on 1 September 2023 and is valid for 3 years.",
    },
)

COMPANY = result(
    """
m|证券代码：688999        证券简称：澄光科技        公告编号：2024-031
t|澄光科技股份有限公司关于签订战略合作协议的公告

b|本公司董事会及全体董事保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏。
b|2024年8月12日，澄光科技股份有限公司（以下简称“公司”）与临沧大学签订《战略合作协议》，双方拟在光伏材料领域共建联合实验室，合作期限为5年。
b|根据协议，公司拟分三期投入研发资金6000万元，其中首期投入不低于1500万元。
b|公司董事长翟立新、临沧大学副校长曾嵘代表双方签字。
b|本次签订的协议不涉及关联交易，无需提交股东大会审议。协议的履行存在不确定性，敬请广大投资者注意投资风险。
n|广告 股票开户送好礼 华信证券
n|最新公告：远洋股份拟回购2.4亿元股份
""",
    (
        "澄光科技股份有限公司关于签订战略合作协议的公告",
        "Announcement of Chengguang Technology Co., Ltd. on Signing a Strategic Cooperation Agreement",
        [2],
    ),
    [
        (
            "2024年8月12日，澄光科技股份有限公司与临沧大学签订《战略合作协议》，拟在光伏材料领域共建联合实验室。",
            "On 12 August 2024, Chengguang Technology Co., Ltd. and Lincang University signed a Strategic Cooperation "
            "Agreement under which they plan to build a joint laboratory for photovoltaic materials.",
            [5],
        ),
        (
            "公司拟分三期投入6000万元，首期不低于1500万元。",
            "The company intends to invest 60 million yuan in three phases, with no less than 15 million yuan in the first.",
            [6],
        ),
        (
            "协议不涉及关联交易，无需提交股东大会审议。",
            "The agreement involves no related-party transaction and need not be submitted to the shareholders' meeting.",
            [8],
        ),
    ],
    [
        (
            "公司董事长翟立新与临沧大学副校长曾嵘代表双方签字。",
            "Zhai Lixin, the company's chairman, and Zeng Rong, vice president of Lincang University, signed for the two sides.",
            [7],
        ),
        ("协议的履行存在不确定性。", "There is uncertainty about the performance of the agreement.", [8]),
    ],
    {
        "kind": "company",
        "publication_date": {"iso": "", "precision": "unknown", "basis": "missing", "zh": "", "lines": []},
        "events": [
            item(
                "澄光科技股份有限公司（以下简称“公司”）与临沧大学签订《战略合作协议》",
                "Chengguang Technology Co., Ltd. (the “Company”) and Lincang University signed a Strategic Cooperation Agreement",
                5,
                type="signing",
                place="",
                status="done",
                date={"iso": "2024-08-12", "precision": "day", "basis": "stated", "zh": "2024年8月12日", "lines": [5]},
            ),
        ],
        "organisations": [
            item("澄光科技股份有限公司", "Chengguang Technology Co., Ltd.", 5, role="party"),
            item("临沧大学", "Lincang University", 5, role="party"),
        ],
        "people": [
            item("翟立新", "Zhai Lixin", 7, role="signed", posts=[{"zh": "董事长", "en": "chairman", "organisation": "公司"}]),
            item("曾嵘", "Zeng Rong", 7, role="signed", posts=[{"zh": "副校长", "en": "vice president", "organisation": "临沧大学"}]),
        ],
        "places": [],
        "programmes": [],
        "agreements": [
            item("战略合作协议", "Strategic Cooperation Agreement", 5, parties=["澄光科技股份有限公司", "临沧大学"], status="signed"),
        ],
        "numbers": [
            item("研发资金6000万元", "60 million yuan in research and development funds", 6, surface="6000万元", value="60000000", unit_zh="元", kind="amount"),
        ],
        "statements": [],
    },
    {
        4: "The board of directors and all directors of the Company guarantee that this announcement contains no false records, "
        "misleading statements or material omissions.",
        5: "On 12 August 2024, Chengguang Technology Co., Ltd. (hereinafter the “Company”) and Lincang University signed a "
        "Strategic Cooperation Agreement. The two sides plan to build a joint laboratory for photovoltaic materials; the term "
        "of cooperation is five years.",
        6: "Under the agreement, the Company intends to invest 60 million yuan in research and development in three phases, with "
        "no less than 15 million yuan in the first phase.",
        7: "Zhai Lixin, chairman of the Company, and Zeng Rong, vice president of Lincang University, signed on behalf of the two sides.",
        8: "The agreement does not involve any related-party transaction and need not be submitted to the shareholders' meeting for "
        "deliberation. Its performance is subject to uncertainty; investors are advised to pay attention to investment risks.",
    },
)

MEETING = result(
    """
n|无障碍浏览  长者模式  繁體
t|全省数字乡村建设现场会在桐湾县召开
m|发布时间：2025年4月2日  编辑：仇晓

b|本报讯　3月28日，全省数字乡村建设现场会在桐湾县召开。省农业农村厅厅长解云飞出席会议并讲话，省通信管理局副局长、一级巡视员查宁，桐湾县委书记任海燕等参加会议。
b|会议指出，近年来全省扎实推进数字乡村“一张图”建设，不断完善基础设施，已有近400个行政村实现5G网络覆盖，不少乡镇建成了电商服务站。
b|解云飞表示，要坚持因地制宜，防止形式主义，不能搞“一刀切”。各地要在“十四五”末基本建成县级数据平台，争取更多农产品走出大山。
b|会上，桐湾县、平岗县等5个县作了交流发言。与会代表还实地参观了桐湾县智慧茶园和无人机植保服务中心。
b|另据介绍，桐湾县去年农产品网络零售额达7.6亿元，同比增长两成多。
n|上一篇：平岗县加强耕地保护  下一篇：省农科院专家团队赴海原县指导春耕生产
n|Copyright 2025 数字兴农网 ICP备2200331号
""",
    (
        "全省数字乡村建设现场会在桐湾县召开",
        "Provincial on-site meeting on building digital villages held in Tongwan County",
        [2],
    ),
    [
        (
            "3月28日，全省数字乡村建设现场会在桐湾县召开，省农业农村厅厅长解云飞出席并讲话。",
            "On 28 March, a provincial on-site meeting on building digital villages was held in Tongwan County; Xie Yunfei, "
            "director-general of the provincial Department of Agriculture and Rural Affairs, attended and spoke.",
            [5],
        ),
        (
            "全省已有近400个行政村实现5G网络覆盖。",
            "Nearly 400 administrative villages in the province now have 5G coverage.",
            [6],
        ),
        (
            "解云飞表示，要防止形式主义，不能搞“一刀切”，争取在“十四五”末基本建成县级数据平台。",
            "Xie said that formalism must be prevented and “one size fits all” avoided, and that county-level data platforms "
            "should be basically completed by the end of the 14th Five-Year Plan period.",
            [7],
        ),
    ],
    [
        ("桐湾县、平岗县等5个县作了交流发言。", "Five counties, among them Tongwan and Pinggang, shared their experience.", [8]),
        (
            "桐湾县去年农产品网络零售额达7.6亿元，增长两成多。",
            "Online retail sales of farm produce in Tongwan County reached 760 million yuan last year, up by more than 20 percent.",
            [9],
        ),
    ],
    {
        "kind": "news",
        "publication_date": {"iso": "2025-04-02", "precision": "day", "basis": "stated", "zh": "2025年4月2日", "lines": [3]},
        "events": [
            item(
                "全省数字乡村建设现场会在桐湾县召开",
                "a provincial on-site meeting on building digital villages was held in Tongwan County",
                5,
                type="meeting",
                place="桐湾县",
                status="done",
                date={"iso": "2025-03-28", "precision": "day", "basis": "inferred", "zh": "3月28日", "lines": [5]},
            ),
        ],
        "organisations": [
            item("省农业农村厅", "provincial Department of Agriculture and Rural Affairs", 5, role="host"),
            item("省通信管理局", "provincial Communications Administration", 5, role="member"),
        ],
        "people": [
            item("解云飞", "Xie Yunfei", 5, 7, role="spoke", posts=[{"zh": "省农业农村厅厅长", "en": "director-general of the provincial Department of Agriculture and Rural Affairs", "organisation": "省农业农村厅"}]),
            item(
                "查宁",
                "Zha Ning",
                5,
                role="attended",
                posts=[
                    {"zh": "副局长", "en": "deputy director", "organisation": "省通信管理局"},
                    {"zh": "一级巡视员", "en": "level-one inspector"},
                ],
            ),
            item("任海燕", "Ren Haiyan", 5, role="attended", posts=[{"zh": "桐湾县委书记", "en": "secretary of the CPC Tongwan County Committee"}]),
            item("仇晓", "Qiu Xiao", 3, role="editor", posts=[]),
        ],
        "places": [item("桐湾县", "Tongwan County", 5, level="county"), item("平岗县", "Pinggang County", 8, level="county")],
        "programmes": [item("“一张图”", "“one map”", 6, kind="slogan")],
        "agreements": [],
        "numbers": [
            item("近400个行政村", "nearly 400 administrative villages", 6, surface="近400个", value="400", unit_zh="个", kind="count"),
        ],
        "statements": [
            item("不能搞“一刀切”", "there must be no “one size fits all”", 7, speaker="解云飞", mode="indirect"),
        ],
    },
    {
        5: "On 28 March, a provincial on-site meeting on building digital villages was held in Tongwan County. Xie Yunfei, "
        "director-general of the provincial Department of Agriculture and Rural Affairs, attended and spoke. Zha Ning, deputy "
        "director and level-one inspector of the provincial Communications Administration, Ren Haiyan, secretary of the CPC "
        "Tongwan County Committee, and others took part.",
        6: "It was pointed out at the meeting that in recent years the province has made solid progress with its “one map” of "
        "digital villages and kept improving infrastructure; nearly 400 administrative villages now have 5G coverage, and many "
        "townships have built e-commerce service stations.",
        7: "Xie Yunfei said that measures should suit local conditions, that formalism should be prevented, and that there must be no "
        "“one size fits all”. All localities should basically complete county-level data platforms by the end of the 14th "
        "Five-Year Plan period and try to bring more farm produce out of the mountains.",
        8: "At the meeting, five counties including Tongwan and Pinggang shared their experience. Participants also visited the smart "
        "tea garden and the drone crop protection service centre in Tongwan County.",
        9: "It was also reported that online retail sales of farm produce in Tongwan County reached 760 million yuan last year, "
        "up by more than 20 percent year on year.",
    },
)

ALL = {"bridge": BRIDGE, "notice": NOTICE, "company": COMPANY, "meeting": MEETING}


def correct(name: str) -> dict[str, Any]:
    """A copy to make errors in."""
    return copy.deepcopy(ALL[name])


def read(data: dict[str, Any]) -> Result:
    return Result.model_validate(data)
