"""What is a name, and whose: several in one string, and words that stand for somebody without naming them.

A rendering that binds a whole folder must be that of one name. "The contractor" is a different one in every
document, and three people who are listed together are three people.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.pinyin import is_chinese_name

# What the names of bodies end with.
_BODY = re.compile(
    r"(?:局|厅|廳|委|部|院|校|处|處|科|室|股|组|組|所|站|馆|館|团|團|队|隊|社|会|會|府|司|行|厂|廠|店|办|辦|联|盟|学|學|党|中心|集团|集團"
    r"|企业|企業|单位|單位|机构|機構|组织|組織|基地|平台|幼儿园|街道|乡|鄉|镇|鎮|村|县|縣|市|省|区|區|旗|州)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
# Countries, provinces and cities that read like the names of people, since they begin like these.
_LANDS = """
韩国 南韩 苏联 印度 卢森堡 黑山 马其顿 马耳他 安道尔 蒙古 蒙古国 越南 印尼 文莱 孟加拉
阿富汗 伊朗 黎巴嫩 沙特 阿曼 阿联酋 巴林 苏丹 南苏丹 吉布提 索马里 乌干达 卢旺达 马里
安哥拉 南非 巴拿马 古巴 海地 巴哈马 苏里南 秘鲁 智利 阿根廷 乌拉圭 巴拉圭 巴西 巴新
汤加 欧洲 南美 南美洲 南极 南极洲 南亚 南欧 巴尔干 欧盟 苏格兰 夏威夷 巴黎 莫斯科 柏林
罗马 米兰 慕尼黑 华沙 华盛顿 吉林 黑龙江 江苏 安徽 江西 海南 云南 甘肃 宁夏 石家庄
唐山 秦皇岛 邢台 张家口 衡水 阳泉 晋城 晋中 吕梁 包头 乌海 沈阳 盘锦 白山 白城 哈尔滨
伊春 黑河 南京 徐州 常州 苏州 南通 连云港 宿迁 杭州 宁波 温州 金华 马鞍山 安庆 黄山
宿州 池州 宣城 南平 龙岩 宁德 南昌 景德镇 吉安 郑州 平顶山 安阳 焦作 许昌 南阳 商丘
信阳 周口 武汉 黄石 荆门 荆州 黄冈 衡阳 邵阳 岳阳 常德 张家界 怀化 娄底 江门 湛江
惠州 梅州 阳江 揭阳 云浮 南宁 柳州 桂林 玉林 贺州 来宾 海口 成都 乐山 南充 巴中 安顺
毕节 曲靖 玉溪 普洱 安康 商洛 兰州 金昌 白银 武威 张掖 平凉 海东 银川 石嘴山 吴忠
华北 华东 华南 华中 江南 江北 江东 苏北 苏南
"""
_BRACKETS = re.compile(r"[《》〈〉“”「」『』（）()\"]")
_SEPARATORS = re.compile(r"[、；;]")
# A word before a kind of body that says which one is meant, but not its name.
_ROLE = (
    "施工|建设|监理|设计|勘察|生产|经营|使用|申请|申报|主管|责任|牵头|配合|成员|会员|用人|用工|招标|投标|中标|供应|培训"
    "|承办|主办|协办|参建|参与|运营|运维|管理|服务|检验|检测|检查|监督|监管|执法|审批|审核|登记|维保|维护|物业|物业服务"
    "|物业管理|实施|承担|合作|推荐|评审|评估|第三方|专业|社会|行业|其他|下属|所属|直属|相关|有关|当地|本地|地方|行政|教育行政"
    "|项目|业务|技术|财政|教育|公安|民政|卫生|水利|交通|医疗|科研|事业|机关|供水|供电|供气|制造|安装|改造"
)
_KINDS = (
    "单位|企业|部门|機構|机构|公司|集团|学校|院校|医院|组织|团队|小组|专班|機關|机关"
    "|方|商|人|者|人员|負責人|负责人"
)
# Parts of a body: a name only with the body's own before them.
_INSIDE = (
    "财务|人事|人力资源|行政|综合|后勤|总务|教务|科研|科技|保卫|宣传|组织|统战|市场|营销|销售|采购|运营|工程|技术|审计|法务|法规"
    "|信息|资产|基建|招生|就业|学生|学工|党群|党政|安全|生产|质量|企划|规划|客服|投资|战略|计划|纪检|监察|督查|会计|秘书|人才"
)
_GENERAL = re.compile(
    rf"(?:各|有关|相关|全体|其他|所有|上述|全市各|全县各|全省各|全区各).*"
    rf"|(?:(?:{_ROLE})(?:、|和|及)?){{1,3}}(?:{_KINDS})"
    rf"|(?:{_INSIDE})(?:部|科|处|處|室|股|组|部门|办公室|中心)"
    r"|(?:我|本|该|該|贵|貴|两|兩|双|雙|校|院|买|卖|供|需)(?:校|院|局|厅|廳|市|省|县|縣|区|區|镇|乡|村|部|委|会|會|社|所|馆|館|台|厂|行|方|公司"
    r"|集团|集團|单位|單位|企业|企業|协会|協會|中心|部门|機構|机构|学院|学校|医院|项目|事務所|事务所)"
    r"|学校|學校|公司|企业|企業|集团|集團|学院|學院|医院|醫院|单位|單位|部门|部門|政府|协会|協會|中心|机构|機構|市|县|縣|区|區|省|镇|乡|村"
    r"|(?:省|市|县|區|区|镇|鎮|乡|鄉|乡镇|地方|人民|省级|市级|县级|区级|市县|市、县|县（区）|区县|县区)?(?:级)?(?:人民)?政府"
    r"|街道办事处|街道辦事處|街道|社区|社區|居委会|村委会|居民委员会|村民委员会|业主委员会|业委会|业主大会|物业"
    r"|董事会|董事會|监事会|監事會|股东会|股东大会|股東會|理事会|理事會|监事會|职代会|办公室|秘書處|秘书处|党委|党组|党支部|工会|团委"
    r"|董事长|董事長|理事长|理事長|监事长|主席|秘书长|秘書長|总经理|總經理|校长|院长|局长|主任|会长|會長|负责人|主持人|主办方|承办方|[甲乙丙]方"
)


def apart(zh: str, *, people: bool = False) -> list[str]:
    """The names of people or bodies that are joined in one string; one that is no list stays as it is.

    Where it is known that they are `people`, names that look like no Chinese person's are taken apart, too.

    >>> apart("陈柏安、卓一彤"), apart("云岭县发展改革局；财政局"), apart("教育、科学及文化组织")
    (['陈柏安', '卓一彤'], ['云岭县发展改革局', '财政局'], ['教育、科学及文化组织'])
    """
    if not _SEPARATORS.search(zh) or _BRACKETS.search(zh):
        return [zh]
    parts = [part.strip() for part in _SEPARATORS.split(zh)]
    whole = all(len(part) > 1 and (people or is_chinese_name(part) or is_body(part)) for part in parts)
    return parts if whole else [zh]


def is_land(name: str) -> bool:
    """Whether a name that reads like a person's is that of a country, a province or a city.

    >>> is_land("韩国"), is_land("韩国栋")
    (True, False)
    """
    return name in _lands()


@cache
def _lands() -> frozenset[str]:
    return frozenset(_LANDS.split())


def is_body(zh: str) -> bool:
    """Whether a name ends as those of bodies do: bureaus, companies, schools, places that act."""
    return len(zh) > 1 and _BODY.search(zh) is not None


@lru_cache(maxsize=4096)
def is_general(zh: str) -> bool:
    """Whether a word stands for somebody without naming them: "the contractor", "our school", "the finance
    department". One rendering for a whole folder would be wrong.
    """
    return _GENERAL.fullmatch(zh.strip()) is not None
