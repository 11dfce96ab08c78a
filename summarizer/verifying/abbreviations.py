"""What single characters stand for in Chinese: provinces and cities (沪, 苏锡常), and what follows them."""

from __future__ import annotations

# Provinces and cities that one character stands for: those of little other use, and those that count only
# beside another such character or a point of the compass ("苏南", "苏锡常").
SHORT_FORMS = {
    "京": "beijing", "津": "tianjin", "沪": "shanghai", "渝": "chongqing", "冀": "hebei", "豫": "henan",
    "皖": "anhui", "浙": "zhejiang", "闽": "fujian", "赣": "jiangxi", "鲁": "shandong", "湘": "hunan",
    "鄂": "hubei",
    "粤": "guangdong", "琼": "hainan", "黔": "guizhou", "滇": "yunnan", "陇": "gansu", "辽": "liaoning",
    "桂": "guangxi", "甬": "ningbo", "穗": "guangzhou", "杭": "hangzhou", "疆": "xinjiang",
}  # fmt: skip
AMBIGUOUS_FORMS = {
    "秦": "shanxi", "陕": "shanxi", "蜀": "sichuan", "台": "taiwan", "臺": "taiwan", "蒙": "neimenggu",
    "苏": "jiangsu suzhou", "锡": "wuxi", "常": "changzhou", "宁": "nanjing ningxia", "川": "sichuan",
    "云": "yunnan", "贵": "guizhou", "甘": "gansu", "青": "qinghai", "新": "xinjiang", "藏": "xizang",
    "晋": "shanxi",
    "吉": "jilin", "黑": "heilongjiang", "汉": "wuhan", "深": "shenzhen", "成": "chengdu", "昆": "kunming",
    "郑": "zhengzhou",
    "洛": "luoyang", "兰": "lanzhou", "哈": "harbin", "蓉": "chengdu", "温": "wenzhou", "嘉": "jiaxing",
    "湖": "huzhou", "绍": "shaoxing", "泰": "taizhou", "扬": "yangzhou", "徐": "xuzhou", "厦": "xiamen",
    "漳": "zhangzhou", "莞": "dongguan",
}  # fmt: skip
# After the first character of a place: its university, works, airline, exchange ("北师大", "武钢", "深交所").
ABBREVIATED = "大师医农理工科交航钢铁铝药酒电财外政汽图博"
BESIDE = "".join(SHORT_FORMS) + "".join(AMBIGUOUS_FORMS) + "东南西北中商籍援入进赴驻"
# Cities by what else they are called, and by what is named after them for short.
NICKNAMES = {
    "shanghai": ("上证", "上交所", "上期所", "上汽", "申城"), "shenzhen": ("深证", "深市", "深交所", "鹏城"),
    "hunan": ("两湖", "湖广"), "hubei": ("两湖", "湖广"), "guangdong": ("两广", "大湾区"),
    "guangxi": ("两广",),
    "guangzhou": ("羊城", "花城"), "jinan": ("泉城",), "wuhan": ("江城",), "kunming": ("春城",),
    "haerbin": ("冰城",), "harbin": ("冰城",), "fuzhou": ("榕城",),
    "changsha": ("星城", "长株潭"), "nanjing": ("金陵",),
    "suzhou": ("姑苏",), "qingdao": ("岛城",), "chongqing": ("山城",), "chengdu": ("蓉城",),
    "nanning": ("邕城",),
    "jiangsu": ("江浙",), "shanxi": ("秦腔",), "guiyang": ("筑城",), "jingdezhen": ("瓷都",),
    "changchun": ("车城",), "dongying": ("胜利油田",), "songhua": ("松江",), "qingming": ("明前",),
    "zhujiang": ("珠三角",), "changjiang": ("长三角",),
    "zhuzhou": ("长株潭",), "xiangtan": ("长株潭",),
}  # fmt: skip
# What runs between two cities is named after the first characters of both: 郑万高铁, 京广、徐兰高铁.
BETWEEN = "高铁|铁路|高速|城际|客专|动车|专线|线|两地|一体化|都市圈|经济圈|城市群|走廊|大通道|同城"
