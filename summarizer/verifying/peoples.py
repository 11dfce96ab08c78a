"""Countries, continents, peoples and regions by all the words that English has for them.

中国 is "China", but also "Chinese" and "PRC"; 美国 is "US", "American", "Washington". A rendering is right
with any of them. In Chinese a country may be a single character beside another word: 对华, 中方, 美企.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import takewhile
from types import MappingProxyType

from summarizer.scripts import simplified

# Names in Chinese, split by "/", "=", words of what they are in English: "_" is a blank, "*" any ending,
# capitals are meant as such.
_KNOWN = """
中国/中华人民共和国/中华=chin* sino* PRC mainland domestic* national* nation country*
美国/美利坚合众国/美利坚=united_states US USA U.S* america* washington stateside
英国/联合王国/大不列颠=united_kingdom UK U.K* brit* england english great_britain london
法国/法兰西=france french* parisian*  德国/德意志=german* berlin  日本=japan* nippon* tokyo
韩国/南韩/大韩民国=korea* south_korea* rok seoul  朝鲜/北韩=korea* north_korea* dprk pyongyang
俄罗斯/俄国/俄联邦/俄罗斯联邦=russia* moscow kremlin  苏联=soviet* ussr  印度=india* delhi
意大利=ital* rome  西班牙=spain spani* madrid  葡萄牙=portug* lusophone lisbon
荷兰=netherlands dutch* holland  比利时=belgi*  卢森堡=luxemb*  瑞士=swiss switz* bern  瑞典=swed*
挪威=norw*  丹麦=denmark danish dane*  芬兰=finland finn*  冰岛=iceland*  爱尔兰=ireland irish*
奥地利=austria*  希腊=gree* hellenic athens  波兰=poland polish pole* warsaw  捷克/捷克共和国=czech*
斯洛伐克=slovak*  匈牙利=hungar* budapest  罗马尼亚=romania*  保加利亚=bulgaria*  塞尔维亚=serb*
克罗地亚=croat*  斯洛文尼亚=sloven*  波黑/波斯尼亚和黑塞哥维那=bosnia* bih  黑山=montenegr*
北马其顿/马其顿=macedonia*  阿尔巴尼亚=albania*  科索沃=kosov*  乌克兰=ukrain* kyiv kiev
白俄罗斯=belarus*  摩尔多瓦=moldov*  立陶宛=lithuania*  拉脱维亚=latvia*  爱沙尼亚=estonia*  马耳他=malt*
塞浦路斯=cypr*  摩纳哥=mona* monegasque*  安道尔=andorra*  列支敦士登=liechtenstein*
圣马力诺=san_marin* sammarinese  梵蒂冈/教廷=vatican holy_see  土耳其=turk* türki*  格鲁吉亚=georgia*
亚美尼亚=armenia*  阿塞拜疆=azerbaijan* azeri*  哈萨克斯坦=kazak*  乌兹别克斯坦=uzbek*
吉尔吉斯斯坦=kyrgyz* kirg*  塔吉克斯坦=tajik*  土库曼斯坦=turkmen*  蒙古/蒙古国=mongol*
越南=vietnam* viet_nam* hanoi  老挝=lao*  柬埔寨=cambodia* khmer*  泰国=thai* bangkok  缅甸=myanmar* burm*
马来西亚/大马=malaysia* malay*  新加坡=singapor*  印度尼西亚/印尼=indonesia* jakarta
菲律宾=philippin* filipin* manila  文莱=brunei*  东帝汶=timor*  巴基斯坦=pakistan* islamabad
孟加拉国/孟加拉=banglad* bengal*  斯里兰卡=sri_lank* lankan*  尼泊尔=nepal*  不丹=bhutan*
马尔代夫=maldiv*  阿富汗=afghan* kabul  伊朗=iran* tehran  伊拉克=iraq*  叙利亚=syria*  黎巴嫩=leban*
约旦=jordan*  以色列=israel* jerusalem  巴勒斯坦=palestin*  沙特阿拉伯/沙特=saudi* riyadh  也门=yemen*
阿曼=oman*  阿联酋/阿拉伯联合酋长国=emirat* UAE U.A.E*  卡塔尔=qatar* doha  科威特=kuwait*  巴林=bahrain*
埃及=egypt* cairo  利比亚=libya*  突尼斯=tunis*  阿尔及利亚=algeria*  摩洛哥=morocc*
西撒哈拉=saha* sahrawi  苏丹=sudan*  南苏丹=south_sudan*  埃塞俄比亚=ethiopia*  厄立特里亚=eritrea*
吉布提=djibout*  索马里=somal*  肯尼亚=kenya* nairobi  乌干达=uganda*  坦桑尼亚=tanzania*  卢旺达=rwanda*
布隆迪=burundi*  刚果/刚果（金）/刚果（布）/刚果民主共和国=congo* drc  喀麦隆=cameroon*  加蓬=gabon*
赤道几内亚=equatorial_guinea*  中非共和国/中非=central_african sino-african china-africa*  乍得=chad*
尼日尔=niger*  尼日利亚=nigeria*  贝宁=benin*  多哥=togo*  加纳=ghana*  科特迪瓦=ivor* côte cote
利比里亚=liberia*  塞拉利昂=sierra_leone*  几内亚=guinea*  几内亚比绍=guinea-bissau* bissau*
冈比亚=gambia*  塞内加尔=senegal*  马里=mali*  布基纳法索=burkin*  毛里塔尼亚=mauritania*
佛得角=cape_verd* cabo_verd*  圣多美和普林西比=são_tomé sao_tome*  安哥拉=angola*  赞比亚=zambia*
津巴布韦=zimbabwe*  莫桑比克=mozambi*  马拉维=malawi*  博茨瓦纳=botswana*  纳米比亚=namibia*
南非=south_africa* pretoria  莱索托=lesotho basotho  斯威士兰=swazi* eswatini
马达加斯加=madagasca* malagasy  毛里求斯=mauriti*  塞舌尔=seychell*  科摩罗=comor*  加拿大=canad* ottawa
墨西哥=mexic*  危地马拉=guatemala*  伯利兹=beliz*  洪都拉斯=hondur*  萨尔瓦多=salvador* el_salvador
尼加拉瓜=nicaragua*  哥斯达黎加=costa_rica*  巴拿马=panama*  古巴=cuba* havana  牙买加=jamaica*
海地=haiti*  多米尼加/多米尼加共和国=dominica*  多米尼克=dominica*  巴哈马=baham*  巴巴多斯=barbad* bajan*
特立尼达和多巴哥=trinidad* tobago*  圣卢西亚=lucia*  格林纳达=grenad*  哥伦比亚=colombia*
委内瑞拉=venezuela*  圭亚那=guyan*  苏里南=surinam*  厄瓜多尔=ecuador*  秘鲁=peru*  玻利维亚=bolivia*
智利=chile*  阿根廷=argentin*  乌拉圭=uruguay*  巴拉圭=paraguay*  巴西=brazil* brasil*
澳大利亚/澳洲=australia* aussie* canberra  新西兰/纽西兰=new_zealand* kiwi* wellington
巴布亚新几内亚/巴新=papua* png  斐济=fiji*  萨摩亚=samoa*  汤加=tonga*  瓦努阿图=vanuatu*
所罗门群岛=solomon*  密克罗尼西亚=micronesia*  马绍尔群岛=marshall*  帕劳=palau*  瑙鲁=nauru*
图瓦卢=tuvalu*  基里巴斯=kiribati  库克群岛=cook_island*  纽埃=niue*  亚洲=asia*  欧洲=europ*
非洲=africa*  美洲=america*  北美/北美洲=north_america* US canad*  南美/南美洲=south_america* latin*
拉美/拉丁美洲=latin_america* latin*  大洋洲=oceania*  南极/南极洲=antarctic*  北极=arctic*
东亚=east_asia*  南亚=south_asia*  东南亚=southeast_asia* south-east* southeast* asean  中亚=central_asia*
西亚=west_asia* western_asia*  中东=middle_east*  东欧=east* europ*  西欧=west* europ*
北欧=nord* scandinavia* north*  南欧=south* europ*
中欧=central_europ* sino-europ* china-eu* china-europ* eu  巴尔干=balkan*  波罗的海=baltic*
加勒比=caribbean*  欧盟=eu european_union europ* brussels bloc*  东盟=asean  北约=nato alliance
联合国=UN U.N* united_nations  阿拉伯=arab*  伊斯兰=islam* muslim*  西方=west*  东方=east* orient*
台湾/臺灣/中国台湾=taiwan* taipei* strait* island*  香港/中国香港/香江=hong_kong* hk* hksar
澳门/中国澳门=maca*  西藏=tibet* xizang  新疆=xinjiang* uyg*  内蒙古=inner_mongolia* mongol*
广西=guangxi zhuang  宁夏=ningxia hui  广东=guangdong cantonese  上海=shanghai*
北京=beijing* peking* capital*  海南=hainan*  维吾尔=uyg* uighur*  藏=tibet*  蒙古族=mongol*
汉族=han chinese  满族=manchu*  回族=hui  壮族=zhuang  华人/华侨/华裔=chin*  犹太/犹太人=jew* hebrew*
罗姆人=roma*  库尔德/库尔德人=kurd*  英格兰=england english*  苏格兰=scot*  威尔士=wales welsh*
北爱尔兰=northern_ir* irish*  格陵兰=greenland*  夏威夷=hawaii*  加州/加利福尼亚=california* calif.
得州/得克萨斯=texa*  佛罗里达=florid*  纽约=new_york* NY NYC  伦敦=london*  巴黎=paris*
莫斯科=moscow* muscovite* kremlin  柏林=berlin*  罗马=rome roman*  东京=tokyo*  首尔=seoul*  维也纳=vienn*
日内瓦=genev*  米兰=milan*  威尼斯=veni* venetian*  佛罗伦萨=floren*  慕尼黑=munich*  科隆=cologne*
布鲁塞尔=brussels*  哥本哈根=copenhag*  华沙=warsaw*  华盛顿=washington*
"""
# One character for a country, as it stands beside another word: 对华, 中方, 美日.
_SHORT = MappingProxyType(
    {
        "中国": "中华",
        "美国": "美",
        "英国": "英",
        "法国": "法",
        "德国": "德",
        "日本": "日",
        "韩国": "韩",
        "朝鲜": "朝",
        "俄罗斯": "俄",
        "印度": "印",
        "意大利": "意",
        "西班牙": "西",
        "加拿大": "加",
        "澳大利亚": "澳",
        "澳洲": "澳",
        "巴西": "巴",
        "越南": "越",
        "泰国": "泰",
        "新加坡": "新",
        "马来西亚": "马",
        "菲律宾": "菲",
        "印度尼西亚": "印",
        "缅甸": "缅",
        "蒙古国": "蒙",
        "以色列": "以",
        "伊朗": "伊",
        "乌克兰": "乌",
        "欧盟": "欧",
        "欧洲": "欧",
        "非洲": "非",
        "台湾": "台",
        "香港": "港",
        "澳门": "澳",
    }
)
_ANY = "中华美英法德日韩朝俄印意西加澳巴越泰新马菲缅蒙以伊乌欧非台港"
_BEFORE = f"[对在访来驻赴旅援反亲涉留抵离入抗侨全{_ANY}]"
_AFTER = f"[方媒企军商资元股债籍裔侨人总驻队族语文式货{_ANY}]"


@cache
def countries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The countries of the table, no continents: their Chinese names, their English words."""
    entries = (entry.partition("=") for entry in re.split(r"\n|  ", _KNOWN.strip()))
    known = ((tuple(names.split("/")), tuple(words.split())) for names, _, words in entries)
    return tuple(takewhile(lambda country: country[0][0] != "亚洲", known))


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for English words as the table has them."""
    return re.compile(rf"\b(?:{'|'.join(map(_written, words))})(?![a-z])")


def names_with(zh: str) -> tuple[str, ...]:
    """The Chinese names that a country goes by, of which `zh` is one."""
    return next((names for names, _ in countries() if zh in names), (zh,))


def short_of(names: Iterable[str]) -> str:
    """The single characters for a country of these names."""
    return "".join(_SHORT.get(name, "") for name in names)


def times_meant(zh: str, text: str) -> int:
    """How often a text in simplified characters has the single character for a country: 对华, 中方, 美企."""
    rest = text
    for name in (known := names_with(zh)):
        rest = rest.replace(name, "\n")
    short = short_of(known)
    told = sum(len(_beside(char).findall(rest)) for char in short if char in rest)
    return told if short else rest.count(f"{zh[0]}方")


def told_by(zh: str, en: str) -> list[str]:
    """The words by which an English text tells of a known country."""
    return _table()[zh].findall(en)


@cache
def _table() -> Mapping[str, re.Pattern[str]]:
    """Chinese name -> a pattern for what it is called in English."""
    found: dict[str, re.Pattern[str]] = {}
    for entry in re.split(r"\n|  ", _KNOWN.strip()):
        names, _, words = entry.partition("=")
        found.update(dict.fromkeys(names.split("/"), pattern_of(words.split())))
    return MappingProxyType(found)


def _written(word: str) -> str:
    """A pattern for a word of the table."""
    pattern = re.escape(word).replace(r"\*", r"\w*").replace("_", "[ -]")
    return pattern if word[:2].isupper() or word[:2] in ("U.", "u.") else f"(?i:{pattern})"


def is_known(zh: str) -> bool:
    """Whether something is a country, a people or a region whose words are known."""
    return simplified(zh) in _table()


def is_told(zh: str, en: str) -> bool:
    """Whether an English text has any of the words for a known country, people or region."""
    return _table()[simplified(zh)].search(en) is not None


def times_told(zh: str, en: str) -> int:
    """How often an English text has one of the words for a known country, people or region."""
    return len(_table()[simplified(zh)].findall(en))


def foreign(zh: str, en: str) -> str:
    """A country or region that an English text tells of and a Chinese text does not, or ""."""
    text = simplified(zh)
    told = (name for name, pattern in _table().items() if pattern.search(en))
    return next((name for name in told if name not in text and not is_meant(name, text)), "")


def is_meant(zh: str, text: str) -> bool:
    """Whether a Chinese text speaks of a country by a single character: 对华, 中方, 美企."""
    known, within = _SHORT.get(simplified(zh), ""), simplified(text)
    return any(_beside(char).search(within) for char in known if char in within)


# Characters that hardly stand in a text but for the country, or that stand for one everywhere.
_SURELY = frozenset("港澳台英韩朝俄越泰菲缅蒙伊乌欧柬葡匈埃叙瑞挪芬捷")


def is_hinted_at(zh: str, text: str) -> bool:
    """Whether a Chinese text may mean a country by a character of its name: 柬新政府, 陆续运港."""
    name, within = simplified(zh), simplified(text)
    chars = [char for char in (*_SHORT.get(name, ""), *name[:1]) if char in _SURELY and char in within]
    if not (chars and is_known(name)):
        return False
    others = _any_country().sub("、", within)
    return any(char in others for char in chars)


@cache
def _any_country() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_table(), key=len, reverse=True)))


@cache
def tells_of_any(word: str) -> bool:
    """Whether an English word tells of any country, people or region."""
    return any(pattern.search(word) for pattern in _table().values())


def named_in(zh: str) -> list[str]:
    """The countries, peoples and regions whose names a Chinese text has."""
    return _any_country().findall(simplified(zh))


@cache
def _beside(char: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}{char}|{char}{_AFTER}")
