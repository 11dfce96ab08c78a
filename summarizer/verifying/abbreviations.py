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
    "漳": "zhangzhou", "莞": "dongguan", "昌": "nanchang", "洪": "nanchang", "榕": "fuzhou", "邕": "nanning",
    "筑": "guiyang", "鹭": "xiamen", "潭": "xiangtan", "庐": "hefei", "申": "shanghai", "通": "nantong",
    "连": "dalian",
}  # fmt: skip
# After the first character of a place: its university, works, airline, exchange ("北师大", "武钢", "深交所").
ABBREVIATED = "大师医农理工科交航邮钢铁铝药酒电财外政汽图博"
BESIDE = "".join(SHORT_FORMS) + "".join(AMBIGUOUS_FORMS) + "东南西北中商籍援入进赴驻"
# Cities by what else they are called, and by what is named after them for short.
NICKNAMES = {
    "shanghai": ("上证", "上交所", "上期所", "上汽", "申城", "北上广", "浦发"),
    "shenzhen": ("深证", "深市", "深交所", "鹏城", "深发展"),
    "hunan": ("两湖", "湖广"), "hubei": ("两湖", "湖广"), "guangdong": ("两广", "大湾区", "广发"),
    "guangxi": ("两广",),
    "guangzhou": ("羊城", "花城", "北上广"), "jinan": ("泉城",), "wuhan": ("江城",), "kunming": ("春城",),
    "haerbin": ("冰城",), "harbin": ("冰城",), "fuzhou": ("榕城",),
    "changsha": ("星城", "长株潭"), "nanjing": ("金陵",),
    "suzhou": ("姑苏",), "qingdao": ("岛城",), "chongqing": ("山城",), "chengdu": ("蓉城",),
    "nanning": ("邕城",),
    "jiangsu": ("江浙",), "shanxi": ("秦腔",), "guiyang": ("筑城",), "jingdezhen": ("瓷都",),
    "changchun": ("车城",), "dongying": ("胜利油田",), "songhua": ("松江",), "qingming": ("明前",),
    "zhujiang": ("珠三角",), "changjiang": ("长三角", "引江", "沿江", "跨江", "江淮", "江汉"),
    "zhuzhou": ("长株潭",), "xiangtan": ("长株潭",),
    # the capital stands for the country, as Washington does
    "beijing": ("首都", "京城", "中方", "中美", "美中", "中国", "中國"),
    # as they have long been written
    "kuliang": ("鼓岭",), "kuling": ("牯岭",), "chiang": ("清迈", "清莱"), "luang": ("琅勃拉邦",),
    "changhua": ("彰化",), "jiaotong": ("交大",), "fosun": ("复星",), "alibaba": ("阿里",),
    "guizhou": ("茅台",), "sichuan": ("华西医院",),
}  # fmt: skip
# What runs between two cities is named after the first characters of both: 郑万高铁, 京广、徐兰高铁.
BETWEEN = "高铁|铁路|高速|城际|客专|动车|专线|线|两地|一体化|都市圈|经济圈|城市群|走廊|大通道|同城"
# What is named after two places or more, besides: 沪渝蓉高铁武宜段, 安池铜跨江发展.
AMONG = (
    f"{BETWEEN}|段|通道|大桥|公路|隧道|航线|班列|铁|客运|联络|经济带|快线|快速|干线|管道|片区|毗邻|合作|都市|枢纽|协同"
    "|联动|[两三四五][省市地]|新区|示范|跨[江省市河]|[输引调]水"
)
# Cities that are abbreviated to their first characters, and provinces (重庆 is never 重).
CITIES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城
朔州 晋中 运城 忻州 临汾 吕梁 包头 乌海 赤峰 通辽 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州
营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 白城 延边 哈尔滨
大庆 鹤岗 鸡西 双鸭山 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通
连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州
丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安
宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城
滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳
周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃
潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州
韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山
潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安
达州 雅安 巴中 资阳 万州 涪陵 开州 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山
昭通 丽江 普洱 临沧 楚雄 红河 文山 大理 德宏 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林
安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川
石嘴山 吴忠 固原 中卫
"""
PROVINCES = """
河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州
云南 陕西 甘肃 青海 宁夏 新疆 西藏 北京 上海 天津
"""
# First characters of cities that are common in any text: they are short for one only beside another such.
COMMON = (
    "七万三上东中临丹乐九云保信六内包北十南双台合同周商四固大天太威安定宜宝宣延开张恩成扬承揭攀文新无日景曲普朝本来永江池"
    "海清百益盘石福红自茂营许贵资连运通达金铁银镇长防阳随雅驻黄黑龙平常广德怀惠吉佛佳深青河马湖酒盐济鸡玉泉烟焦丽武庆宁"
    "泰藏甘嘉台臺昌洪筑潭申"
)
# People who are often meant by their office, or by another name.
OTHERWISE_NAMED = {
    "xi jinping": ("总书记", "国家主席", "习主席"), "mao zedong": ("毛主席",), "li qiang": ("国务院总理",),
    "zhou enlai": ("周总理",), "deng xiaoping": ("小平",), "jiang zemin": ("江主席", "江总书记"),
    "hu jintao": ("胡主席", "胡总书记"), "zhu rongji": ("朱总理",), "wen jiabao": ("温总理",),
    "hang seng": ("恒生", "恒指", "恆生", "恆指"), "wen wei": ("文汇", "文匯"),  # read in Cantonese
    "wei po": ("文汇报", "文匯報"), "ming pao": ("明报", "明報"), "panchen": ("班禅", "班禪"),
    "pudong": ("浦发", "浦發"), "luang": ("皇家", "琅", "銮", "鑾"),
    "chiang": ("中正", "蒋", "蔣"),
    "kong qiu": ("孔子",), "zhu xi": ("朱子", "朱文公"), "wang shouren": ("阳明",), "sun wu": ("孙子",),
    "zhuang zhou": ("庄子",), "xun kuang": ("荀子",), "mo di": ("墨子",), "li er": ("老子",),
    "yan hui": ("颜子",), "zeng shen": ("曾子",), "cheng hao": ("二程",), "cheng yi": ("二程",),
    "qu yuan": ("屈子",), "yue fei": ("岳武穆",), "wu chun": ("吴尊", "吳尊"),
    "meng ke": ("孟子",), "zhuge liang": ("孔明", "武侯"), "cao cao": ("孟德", "魏武"),
    "guan yu": ("关公", "关帝", "云长"), "liu bei": ("玄德",), "bao zheng": ("包公", "包青天"),
    "li bai": ("太白", "诗仙"), "du fu": ("少陵", "诗圣"), "su shi": ("东坡",), "lu xun": ("周树人",),
}  # fmt: skip
