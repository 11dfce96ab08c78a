"""Names of people and places as they are spelled in Hong Kong and Macao: Wu Chi-wai, Sha Tin, Wan Chai.

Each character has a few spellings, of the registers of births and of street signs; there is no system, but
nobody spells 志 otherwise than "chi". Many of them happen to be syllables of pinyin, so that such a name
looks like one of the mainland that nothing in the article is read like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from summarizer import pinyin
from summarizer.scripts import TO_SIMPLIFIED, is_traditional, simplified
from summarizer.verifying.places import all_places

# The characters of surnames, frequent given names and places by how they are spelled. Macao's spellings that
# Hong Kong does not have ("Kou", "Weng", "Iong") stand among them.
_SPELLED = """
a 亚阿 ah 亚阿 ai 蔼 ap 鸭 au 欧区坳 bing 秉 bo 宝 cha 茶 chai 仔齐斋柴 chak 泽择则 cham 湛沉斩
chan 陈灿赞珍振 chau 周邹洲秋筹舟州畴 che 车谢者輋 chek 赤 cheng 郑正程 cheong 张昌祥畅场翔章长象
cheuk 卓焯绰灼 cheung 张章长祥翔彰昌璋畅涨象 chi 志智芝知之慈池持治致枝姿稚迟至紫祉 chik 直植绩 chim 詹
chin 展钱前千 ching 贞程晴清正静精晶祯澄菁成政青桢情征呈婧 chio 超赵昭 chit 哲捷 chiu 赵超照朝昭钊潮肇焦
cho 祖曹早佐初楚助 choi 蔡彩才财采材 chong 庄创壮藏床 chor 楚佐础 chou 祖曹周 chow 周邹 choy 蔡 chu 朱珠诸
chuen 全泉存川传荃铨村钻 chui 徐崔翠 chuk 祝竹烛筑 chun 俊春骏秦进津珍臻振晋隽真镇震准浚琼
chung 钟中忠聪宗仲松从充冲涌 dick 迪 fa 花 fai 辉晖徽快挥 fan 范芬帆凡勋繁粉分 fat 发法 fau 浮 fei 飞菲妃
fo 火科 fok 霍 fong 方芳房放舫凤 foo 富傅符夫孚 fu 傅富符扶芙夫虎府辅 fuk 福 fun 欢宽 fung 冯凤丰峰锋枫封逢风
ha 夏霞下厦 hak 黑克 ham 咸磡 han 韩 hang 恒杭幸行衡亨坑杏姮 hau 厚侯口效孝巧后候校 hei 希禧熹曦喜晞熙起僖戏
heng 轻衡庆杏坑兴恒 heung 香乡向享湘响 hin 轩显宪献牵 hing 兴庆卿馨 hiu 晓 ho 何浩豪好皓贺颢昊灏可荷河濠蚝
hoi 海凯开恺 hok 学鹤 hom 磡 hon 汉翰瀚韩侃 hong 康航匡巷项雄 hou 浩何豪好濠 hue 墟 huen 圈 hui 许墟
hung 洪雄鸿红孔熊虹空 ieong 杨洋 in 贤燕 iong 容勇 ip 叶 ka 家嘉加珈卡 kai 佳启鸡计继楷溪阶 kam 金甘锦鉴琴今淦
kan 简勤间根芹靳 kar 家嘉 kat 吉 kau 九球求滘蛟 kay 琪 kei 基纪其琪奇祺淇棋麒旗记期岐箕企 keng 镜径琼敬景颈
keung 强姜疆 ki 琪其基 kin 健建坚虔干 king 景敬经琼劲竞 kip 硖硤 kit 杰洁结 kiu 娇桥乔翘侨荞 ko 高古篙
kok 角觉阁 kong 江港刚康岗讲龚 koo 古顾鼓 koon 冠观管官宽馆 kou 高古 ku 古 kuen 娟权涓绢 kui 居巨渠 kuk 谷菊
kun 官观冠 kung 公恭功龚宫弓贡 kuok 郭国 kwa 瓜 kwai 贵桂葵归季 kwan 君关筠均军坤钧群昆 kwo 果 kwok 国郭
kwong 光广邝 kwu 古罟鼓 kwun 观管 lai 黎赖丽礼励荔 lam 林蓝琳霖临淋榄 lan 兰栏 lao 刘柳 lap 立 lau 刘柳楼流留
law 罗 lee 李利 lei 李利理莉梨鲤脷篱 lek 沥 leng 靓岭 leong 梁良 leung 梁良亮 li 李莉理 lik 力 lim 廉濂
lin 莲年练连 ling 玲凌灵宁龄翎岭令领菱苓铃绫 lit 列烈 liu 廖了 lo 罗卢老劳路露螺 loi 来 lok 乐洛诺骆落
lon 伦麟 long 朗浪琅塱龙 lou 卢罗老 lu 吕 lui 吕雷蕾 luk 陆六绿鹿 lun 伦麟邻轮 lung 龙隆珑 ma 马玛妈码麻
mah 马 mai 米 mak 麦 man 文民敏雯曼万汶珉旻蔓 mang 孟盟 mau 茂谋 mei 美薇眉媚微尾 meng 明铭 mik 觅 min 棉勉绵
ming 明铭鸣名 miu 妙苗 mo 武毛巫无务慕舞帽 mok 莫 mong 望旺芒 moon 满门 mou 武毛巫 mui 梅妹 muk 木睦穆
mun 门满敏 na 娜 nai 泥 nam 南楠男 ng 吴伍五 nga 雅牙 ngai 魏艺毅 ngan 颜银雁 ngau 牛 ngo 娥敖 ngok 岳鄂
ngong 昂 nin 年 ning 宁 nok 诺 nui 女 o 澳 oi 爱 on 安鞍 pak 柏白伯北百 pan 斌彬品 pang 彭鹏 pat 毕八 pau 鲍包
pei 皮 peng 平坪萍 pik 碧璧壁 pin 边 ping 平萍屏秉炳坪冰 piu 标彪 po 宝保步布波葆坡埔甫普埗砵蒲 pok 博薄
pong 邦庞 poon 潘盘 pou 宝保普 pui 培佩沛贝珮蓓杯倍 pun 潘盆本 sai 西世细誓 sam 三心深 san 新山辛身 sang 生笙
sau 秀修寿守苏 see 思 sek 锡石 seng 成胜 seung 常尚湘双上裳嫦 sha 沙砂 sham 沈深岑 shan 珊山 shap 十
shau 筲受秀 she 蛇 shek 石硕赤 sheung 上 shing 成城承盛圣胜乘诚丞星 shiu 邵少兆韶绍小萧 shu 树书舒 shue 树书舒
shuen 船 shui 水瑞 shuk 淑叔 shum 岑沈 shun 顺信纯淳舜 si 施司史思诗 sik 识适锡 sin 先倩善冼仙
sing 星升成声胜城 sio 萧小少 sit 薛 siu 萧小少兆肇邵笑韶绍 so 苏素扫 sok 索 sou 苏素 suen 孙宣选旋萱璇 suet 雪
sui 瑞水隋 suk 淑 sum 心芯岑沁深 sun 新信顺孙辛 sung 崇嵩宋 sze 施思司诗史师士斯四 ta 打 tai 大太泰戴帝弟娣第
tak 德 tam 谭谈潭 tan 丹炭滩 tang 邓登腾藤 tap 塔 tat 达 tau 头 tei 地 teng 丁婷廷 tik 迪 tim 甜添恬
tin 田天钿 ting 丁婷廷庭霆汀挺定鼎亭 tip 蝶 tiu 调 to 杜陶道涛多图滔桃涂土渡 toi 台代 tong 唐汤堂棠塘当童
tou 杜陶道 tsai 梓 tsan 赞 tsang 曾增 tse 谢 tseng 井 tseung 将蒋 tsim 尖詹 tsing 青清程 tsiu 蕉 tso 曹左祖
tsoi 蔡 tsuen 荃泉全村 tsui 徐崔翠咀嘴 tsun 俊晋秦 tsz 子芷梓慈紫之词孜 tuen 屯段端 tuk 笃 tun 屯
tung 东董童同冬彤通桐栋洞峒 uk 屋 un 源元 vai 伟惠慧 vong 黄王 wa 华 wah 华桦 wai 伟慧惠威围怀为维卫蕙炜韦唯
wan 云尹温环湾韵运允蕴 wang 宏泓弘横 wat 屈笏 weng 荣永颖 wing 荣永颖咏泳嵘 wo 和禾窝 wong 王黄旺皇汪煌 woo 胡
wu 胡湖邬乌蝴 wui 会 yam 任荫钦 yan 恩欣仁昕茵殷人甄因忻寅 yat 一日逸溢 yau 游优友有邱丘柔佑由油攸
yee 怡儿仪义宜余颐绮而懿 yeuk 跃 yeung 杨阳洋扬 yi 怡仪宜衣二 yick 易益 yik 易益翊奕翼亿 yim 严艳炎盐
yin 贤燕妍言然彦延嫣 ying 英莹瑛盈樱影凝应迎营 yip 叶业 yiu 姚耀瑶尧遥饶曜 yu 余于如宇俞渔瑜雨裕榆儒愉誉鱼
yue 如茹鱼宇瑜渔 yuen 袁阮元远婉苑源原媛园圆玄完 yuet 月悦越粤 yuk 玉育旭煜郁毓浴钰 yun 润恩闰
yung 容蓉翁勇榕雍庸融
"""
_ABOUT = re.compile("香港|澳门|澳門|港[元人府岛島铁鐵澳区區股]|[立法]会[议議]员|特首|九龙|九龍|新界")
_PARTS = re.compile("[a-z]+")


@cache
def _chars() -> Mapping[str, str]:
    """How simplified characters are spelled -> the characters."""
    words = _SPELLED.split()
    return MappingProxyType(dict(zip(words[::2], words[1::2], strict=True)))


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """A simplified character -> how it is spelled."""
    found: dict[str, list[str]] = {}
    for spelled, chars in _chars().items():
        for char in chars:
            found.setdefault(char, []).append(spelled)
    return MappingProxyType({char: tuple(spellings) for char, spellings in found.items()})


def names_so(english: str, shown: str) -> bool:
    """Whether an article of there has a name that is spelled so, wholly or its beginning: "Wu Chi-wai"."""
    parts = _PARTS.findall(pinyin.letters(english))
    text = _text_of(shown) if parts else ""
    first = (char for one, chars in _chars().items() if parts[0].startswith(one) for char in chars)
    return bool(text) and any(_reads_at(parts, text, at) for char in first for at in all_places(char, text))


@lru_cache(maxsize=16)
def _text_of(shown: str) -> str:
    """An article in simplified characters if it may be of Hong Kong, of Macao or of people there, else ""."""
    return simplified(shown) if is_traditional(shown) or _ABOUT.search(shown) else ""


def is_of_hongkong(zh: str, english: str) -> bool:
    """Whether the name of a person is spelled as there, surname first: 胡志偉, Wu Chi-wai."""
    name = zh.translate(TO_SIMPLIFIED)
    parts = _PARTS.findall(pinyin.letters(english))
    return len(parts) == len(name) and _reads_at(parts, name, 0)


def has_surname(zh: str, english: str, shown: str) -> bool:
    """Whether somebody in an article of there goes by a surname as there: 岑子安, Edward Shum Chi-on."""
    surnames = _of(zh.translate(TO_SIMPLIFIED), 0)
    return not {*surnames}.isdisjoint(_PARTS.findall(pinyin.letters(english))) and bool(_text_of(shown))


def _reads_at(parts: list[str], text: str, at: int) -> bool:
    """Whether the characters from a place on are spelled so, one after the other.

    Two parts may be written as one word: "Shatin".
    """
    if len(parts) == 1:
        return any(
            parts[0][len(one) :] in _of(text, at + 1) for one in _of(text, at) if parts[0].startswith(one)
        )
    return all(part in _of(text, at + beyond) for beyond, part in enumerate(parts))


def _of(text: str, at: int) -> tuple[str, ...]:
    return _spellings().get(text[at : at + 1], ())
