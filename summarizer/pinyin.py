"""How Chinese personal names are written in English: surname first, the given name as one word.

The libraries read characters, not names: they make Shan Wei (单伟) "Dan Wei". So surnames have a table of
their own here, made from general knowledge; given names may take any reading their characters have.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from itertools import product

# Surnames of one character that name a Chinese person when one or two characters follow.
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
    "姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向"
    "汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    "裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戴"
    "岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟"
    "邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井"
    "祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆"
    "茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由折丘宓贲郦滑褚郗"
    "钮钭逄甯寻占闾撒黑洗藏晟句繁寿郇眭芈贠员逢暴雒蔚越夔隗仉殳牧郏佴种过竺笪缑祭召莘乜秘谯"
    "习荀桓蒯庾訾璩暨糜贡怀蓟郤邴宦"
)
# How characters of surnames are written in Taiwan, Hong Kong and Macao, and as the tables here have them.
TRADITIONAL = str.maketrans(
    "陳劉張黃楊趙吳孫馬鄭羅謝許鄧馮韓蕭葉蔣蘇呂盧鍾鐘譚範陸韋鄒賈顧龔萬錢嚴湯溫莊魯龐顏聶齊喬賴關蘭紀閻閆龍賀寧單駱藍遊鮑華饒陽時農簡繆車項連蘆麥婁竇黨費"
    "應閔鄔師欒叢鞏遲鄺談榮勞諶藺樓盤滿聞厲闞權帥練國豐賁計門雲來儲閭譙鈕酈衛強筆尋塗淩樂荊諸東獨軒轅臺離長鮮顓揚畢歐嶽岡會貝縱儀賽慶塚紅邊薩興種過員買鳳嶺",
    "陈刘张黄杨赵吴孙马郑罗谢许邓冯韩萧叶蒋苏吕卢钟钟谭范陆韦邹贾顾龚万钱严汤温庄鲁庞颜聂齐乔赖关兰纪阎闫龙贺宁单骆蓝游鲍华饶阳时农简缪车项连芦麦娄窦党费"
    "应闵邬师栾丛巩迟邝谈荣劳谌蔺楼盘满闻厉阚权帅练国丰贲计门云来储闾谯钮郦卫强笔寻涂凌乐荆诸东独轩辕台离长鲜颛扬毕欧岳冈会贝纵仪赛庆冢红边萨兴种过员买凤岭",
)
# Surnames of two characters.
DOUBLE_SURNAMES = {
    "欧阳": "Ouyang", "太史": "Taishi", "端木": "Duanmu", "上官": "Shangguan", "司马": "Sima",
    "东方": "Dongfang",
    "独孤": "Dugu", "南宫": "Nangong", "万俟": "Moqi", "闻人": "Wenren", "夏侯": "Xiahou", "诸葛": "Zhuge",
    "尉迟": "Yuchi", "公羊": "Gongyang", "赫连": "Helian", "澹台": "Tantai", "皇甫": "Huangfu",
    "宗政": "Zongzheng",
    "濮阳": "Puyang", "公冶": "Gongye", "申屠": "Shentu", "公孙": "Gongsun", "慕容": "Murong",
    "钟离": "Zhongli",
    "长孙": "Zhangsun", "司徒": "Situ", "令狐": "Linghu", "宇文": "Yuwen", "呼延": "Huyan", "司空": "Sikong",
    "闾丘": "Lvqiu", "轩辕": "Xuanyuan", "淳于": "Chunyu", "单于": "Chanyu", "鲜于": "Xianyu",
    "拓跋": "Tuoba",
    "百里": "Baili", "东郭": "Dongguo", "西门": "Ximen", "南门": "Nanmen", "第五": "Diwu", "纳兰": "Nalan",
    "亓官": "Qiguan", "漆雕": "Qidiao", "梁丘": "Liangqiu", "公户": "Gonghu", "钟吾": "Zhongwu",
    "巫马": "Wuma", "左丘": "Zuoqiu", "公良": "Gongliang", "申徒": "Shentu", "仲孙": "Zhongsun",
    "叔孙": "Shusun", "公西": "Gongxi", "谷梁": "Guliang", "穀梁": "Guliang", "段干": "Duangan",
    "乐正": "Yuezheng", "相里": "Xiangli", "子车": "Ziju", "颛孙": "Zhuansun", "太叔": "Taishu",
    "宰父": "Zaifu", "即墨": "Jimo", "夹谷": "Jiagu", "羊舌": "Yangshe", "第二": "Dier", "完颜": "Wanyan",
    "耶律": "Yelv", "叶赫": "Yehe", "微生": "Weisheng", "南荣": "Nanrong",
}  # fmt: skip
# Surnames whose reading is not the first one of their character, or that have two; the preferred one first.
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "朴": "piao",
    "盖": "ge gai",
    "乐": "yue le", "翟": "zhai", "覃": "qin tan", "任": "ren", "华": "hua", "纪": "ji", "燕": "yan",
    "种": "chong",
    "缪": "miao", "瞿": "qu", "折": "she zhe", "那": "na", "都": "du", "薄": "bo", "贾": "jia", "盛": "sheng",
    "柏": "bai bo", "牟": "mu mou", "阚": "kan", "叶": "ye", "万": "wan", "车": "che", "宿": "su", "卜": "bu",
    "殳": "shu", "寻": "xun", "俞": "yu", "贠": "yun", "员": "yun", "秘": "bi mi", "洗": "xian", "冼": "xian",
    "尉": "wei yu", "召": "shao zhao", "乜": "nie", "佴": "nai", "逄": "pang", "郗": "xi chi",
    "郇": "xun huan",
    "应": "ying", "宁": "ning", "甯": "ning", "沈": "shen", "谌": "chen shen", "莘": "shen xin",
    "相": "xiang",
    "隗": "wei kui", "黑": "he hei", "过": "guo", "祭": "zhai ji", "藏": "zang", "句": "gou", "能": "nai",
    "行": "xing hang", "曲": "qu", "宓": "mi fu", "佘": "she", "余": "yu", "石": "shi", "陈": "chen",
    "许": "xu",
    "于": "yu", "时": "shi", "费": "fei", "葛": "ge", "兴": "xing", "吕": "lü", "闾": "lü", "强": "qiang",
    "繁": "po", "称": "chen", "重": "chong", "晟": "cheng sheng", "长": "chang zhang", "占": "zhan",
    "伍": "wu",
    "哈": "ha", "褚": "chu", "臧": "zang", "郝": "hao", "眭": "sui", "厍": "she", "撒": "sa", "难": "nan",
    "仉": "zhang", "芈": "mi", "笪": "da", "缑": "gou", "亓": "qi", "阙": "que", "郦": "li", "娄": "lou",
    "邸": "di",
    "夏": "xia", "柴": "chai", "冯": "feng", "尹": "yin", "江": "jiang", "何": "he", "杜": "du", "欧": "ou",
    "和": "he", "戚": "qi", "干": "gan", "鲜": "xian",
}  # fmt: skip
# Other spellings of surnames: Taiwan, Hong Kong and Macao, South-East Asia, Korea, Viet Nam.
OTHER_SURNAMES = {
    "安": "ahn an", "蔡": "tsai choi chua", "曹": "tsao tso cho", "曾": "tseng tsang", "陈": "chan tan tran",
    "程": "cheng ching", "池": "chi ji", "崔": "choi tsui", "邓": "teng tang", "丁": "ting chung",
    "范": "pham fan",
    "方": "fong pang bang", "冯": "fung phung", "高": "kao ko", "郭": "kuo kwok quek", "韩": "han hon",
    "何": "ho ha",
    "洪": "hung hong", "胡": "hu woo ho", "黄": "wong ng hwang huynh hoang", "简": "chien kan",
    "江": "chiang kong",
    "姜": "kang chiang", "蒋": "chiang tseung", "金": "kim chin kam", "柯": "ko", "赖": "lai", "黎": "lai le",
    "李": "lee rhee li yi ly", "梁": "leung liang yang", "廖": "liao liu", "林": "lam lim lin im",
    "刘": "lau liu yoo",
    "柳": "ryu yoo", "卢": "lu lo roh noh", "陆": "luk yuk", "吕": "lui lu yeo lyu", "罗": "lo law",
    "马": "ma",
    "莫": "mok", "潘": "pan poon ban phan", "朴": "park bak pak", "邱": "chiu khoo", "阮": "nguyen yuen",
    "沈": "shen sham sim shim", "施": "shih sze", "宋": "soong song sung", "苏": "su so soh to",
    "孙": "sun suen son",
    "谭": "tam tan", "唐": "tang tong", "王": "wang wong ong vuong", "魏": "wei ngai", "文": "moon man mun",
    "吴": "wu ng goh oh ngo", "武": "vo vu", "萧": "hsiao siu", "谢": "hsieh tse tse",
    "徐": "hsu tsui seo suh",
    "许": "hsu hui heo koh", "薛": "hsueh sit", "严": "yen yim", "杨": "yang yeung yeoh duong",
    "姚": "yao yiu",
    "叶": "yeh ip yip", "尹": "yoon yun wan", "余": "yu yee", "张": "chang cheung jang teo truong",
    "赵": "chao chiu cho jo trieu", "郑": "cheng chung jeong jung tay trinh", "钟": "chung",
    "周": "chou chow joo chew chau",
    "朱": "chu choo joo", "庄": "chuang chong", "卓": "cho cheuk", "申": "shin", "石": "shih shek ishi",
    "田": "tien tin",
    "白": "pai pak baek", "车": "cha", "南": "nam", "裴": "bae", "权": "kwon", "禹": "woo", "玄": "hyun",
    "成": "sung",
}  # fmt: skip
# Characters of given names that are read otherwise than the dictionary's first reading.
GIVEN_READINGS = {
    "长": "chang", "珩": "heng", "晟": "sheng", "茜": "qian", "乐": "le", "行": "xing", "泊": "bo",
    "勒": "le", "琢": "zhuo", "隽": "jun", "曾": "zeng", "厦": "xia", "焯": "zhuo",
}  # fmt: skip
# Characters that transliterations are made of and given names hardly: two of them make a name foreign.
TRANSLITERATION = frozenset(
    "克斯尔特朗普拉德顿姆兰莱诺罗巴卡亚维奥迪勒菲伯瑟蒂切坎纳布夫基托洛奇弗什赫阿比里塔默伊"
)

HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
SYLLABLE = re.compile(
    r"(?:[bp](?:[oaei]|ai|ei|a[on]|ang|en|eng|i(?:ao|e|n|ng)|u|ou)"
    r"|m(?:[aoeiu]|ai|ei|ao|ou|an|en|ang|eng|i(?:ao|e|u|an|n|ng))"
    r"|f(?:[aou]|ei|ou|an|en|ang|eng)"
    r"|[dt](?:[aeiu]|ai|ei|ao|ou|an|en|ang|eng|ong|i(?:a|ao|e|u|an|n|ng)|u(?:i|an|n|o))"
    r"|[nl](?:[aeiouv]|ai|ei|ao|ou|an|en|ang|eng|ong|i(?:a|ao|e|u|an|n|ang|ng)|u(?:an|n|o|e)|yu|yue|ve)"
    r"|[gkh](?:[aeu]|ai|ei|ao|ou|an|en|ang|eng|ong|u(?:a|ai|i|an|n|ang|o))"
    r"|[jqx](?:[iu]|i(?:a|ao|e|u|an|n|ang|ng|ong)|u(?:e|an|n))"
    r"|(?:zh|ch|sh|[zcs])(?:[aeiu]|ai|ei|ao|ou|an|en|ang|eng|ong|u(?:a|ai|i|an|n|ang|o))"
    r"|r(?:[eiu]|ao|ou|an|en|ang|eng|ong|u(?:a|i|an|n|o))"
    r"|y(?:[aeiou]|ai|ao|ou|an|in|ang|ing|ong|u(?:e|an|n))"
    r"|w(?:[aou]|ai|ei|an|en|ang|eng)"
    r"|[ae]|ai|ei|ao|ou|an|en|ang|eng|er)"
)
LONGEST_SYLLABLE = 6
DOTS = "\u0308"
# After a surname, how somebody is addressed: to be translated, and no given name.
ADDRESSES = frozenset({
    "先生", "女士", "小姐", "太太", "夫人", "老师", "教授", "博士", "医生", "大夫", "护士", "师傅",
    "老板", "经理", "律师", "警官", "法官", "主任", "阿姨", "大爷", "大妈", "大娘", "大叔", "大姐",
    "大哥", "同学", "同志", "奶奶", "爷爷", "伯伯", "婆婆", "总",
})  # fmt: skip
WITHHELD = "某"  # "a certain": a report keeps the given name to itself
MOST_GIVEN = 3  # characters of a given name whose readings are multiplied out


@lru_cache(maxsize=8192)
def is_chinese_name(zh: str) -> bool:
    """Whether `zh` looks like the name of a Chinese person: a known surname and one or two characters.

    Names of foreigners (with a middle dot, or made of the characters of transliterations) are not;
    Japanese and Korean names that begin with a Chinese surname cannot be told apart by their characters.
    """
    if not HAN_NAME.fullmatch(zh):
        return False
    surname, given = split(zh)
    known = simple(surname) in DOUBLE_SURNAMES or simple(surname) in COMMON_SURNAMES
    # A doubled character (王兰兰) is a pet name, no transliteration.
    foreign = len(given) == 2 and given[0] != given[1] and all(char in TRANSLITERATION for char in given)
    return known and 1 <= len(given) <= 2 and not foreign and given not in ADDRESSES


def split(zh: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name."""
    size = 2 if simple(zh[:2]) in DOUBLE_SURNAMES and len(zh) > 2 else 1
    return zh[:size], zh[size:]


def simple(surname: str) -> str:
    """A surname in the characters of the mainland: 陳 -> 陈."""
    return surname.translate(TRADITIONAL)


def _splits(zh: str) -> list[tuple[str, str]]:
    """The ways to split a name: 段干城 is of the family 段干, or of the family 段; 段干明远 of 段干."""
    surname, given = split(zh)
    may_be_single = len(surname) == 2 and len(given) == 1 and simple(zh[0]) in COMMON_SURNAMES
    single = [(zh[:1], zh[1:])] if may_be_single else []
    return [(surname, given), *single]


@lru_cache(maxsize=8192)
def propose(name: str) -> str:
    """The preferred English of a Chinese personal name ("Wu Weixing", "Lyu Fang'e"), "" without a reading.

    Of a name that is withheld (李某, 李某某, 李某华) it is the surname: 某 is no given name.
    """
    surname, given = split(name)
    given = "" if WITHHELD in given else given
    first, rest = surname_readings(surname), [_preferred(char) for char in given]
    if not first or not all(rest):
        return ""
    return f"{_passport(first[0]).capitalize()} {_joined(rest) if rest else ''}".strip()


def readings(name: str) -> list[str]:
    """Every accepted English of a Chinese personal name, the preferred one first; [] if it has no reading.

    Surname readings of our table, all readings of the given name's characters, ü as yu, ü, v and u.
    """
    preferred = propose(name)
    surname, given = split(name)
    if not preferred or len(given) > MOST_GIVEN:
        return [preferred] if preferred else []
    choices = [surname_readings(surname), *map(char_readings, given)]
    spelled = [
        f"{_u_form(first, u).capitalize()} {_joined([_u_form(syllable, u) for syllable in rest])}".strip()
        for u in ("yu", "ü", "v", "u")
        for first, *rest in product(*choices)
    ]
    return list(dict.fromkeys([preferred, *spelled]))


@lru_cache(maxsize=16384)
def accepts(name_zh: str, english: str) -> bool:
    """Whether `english` is a reading of the Chinese personal name `name_zh`, surname first.

    Case, tones, hyphens, apostrophes and blanks within the given name do not matter. The given name
    first ("Weixing Wu") is not accepted, nor is another spelling than pinyin (see `other_spelling`). The
    surname alone will do for a name that is withheld.
    """
    return _is_withheld_alike(name_zh, english) or any(
        first in _keys(surname_readings(surname)) and _reads(given, rest)
        for surname, given in _splits(name_zh)
        for first, rest in _cuts(english)
    )


def _is_withheld_alike(name_zh: str, english: str) -> bool:
    """Whether both give no more than a surname: 李某某 and "Li"."""
    surname, given = split(name_zh)
    return WITHHELD in given and letters(english) in _keys(surname_readings(surname))


def accepts_reversed(name_zh: str, english: str) -> bool:
    """Whether `english` is a reading of `name_zh` with the given name first."""
    surname, given = split(name_zh)
    return any(
        last in _keys(surname_readings(surname)) and _reads(given, first)
        for first, last in _cuts(english, deepest=6)
    )


def other_spelling(name_zh: str, english: str) -> bool:
    """Whether `english` may be how a person outside the mainland spells the name: Tsai Ing-wen, Kim Jong-un.

    Told by the surname alone, at either end, in a name that is not all pinyin; an English first name may be
    pinyin by chance before a surname that is none of the mainland: Ben Chan, Linda Wong.
    """
    words = _words(english)
    if not words:
        return False
    surname = simple(split(name_zh)[0])
    elsewhere, here = {*OTHER_SURNAMES.get(surname, "").split()}, _keys(surname_readings(surname))
    if all(map(is_pinyin, words)):
        return len(words) == _FIRST_AND_LAST and words[-1] in elsewhere - here
    return bool((elsewhere | here) & {words[0], words[-1]})


_FIRST_AND_LAST = 2


@lru_cache(maxsize=4096)
def surname_readings(surname: str) -> tuple[str, ...]:
    """Readings of a surname in small letters without tones, ü as ü; preferred first; () if unknown."""
    surname = simple(surname)
    if surname in DOUBLE_SURNAMES:
        return (DOUBLE_SURNAMES[surname].lower().replace("v", "ü"),)
    if surname in SURNAME_READINGS:
        return tuple(SURNAME_READINGS[surname].split())
    return char_readings(surname)[:1] if len(surname) == 1 else ()


@lru_cache(maxsize=8192)
def char_readings(char: str) -> tuple[str, ...]:
    """All readings of a character in small letters without tones, ü as ü, usual one first; () if unknown."""
    marked = _dictionary().get(ord(char), "") if len(char) == 1 else ""
    return tuple(dict.fromkeys(filter(None, map(_toneless, marked.split(",")))))


@cache
def _dictionary() -> Mapping[int, str]:
    """Pypinyin's readings of characters, without its phrases: to load them takes five times as long."""
    package = importlib.util.find_spec("pypinyin")
    spec = PathFinder.find_spec("pinyin_dict", package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415  # a third of a second

        return PINYIN_DICT
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    readings: Mapping[int, str] = module.pinyin_dict
    return readings


def _toneless(syllable: str) -> str:
    """`lǜ` -> `lü`: the dots stay."""
    apart = unicodedata.normalize("NFD", syllable)
    kept = "".join(char for char in apart if char == DOTS or not unicodedata.combining(char))
    return unicodedata.normalize("NFC", kept)


def is_pinyin(word: str) -> bool:
    """Whether `word` can be cut into syllables of pinyin (small letters, without tones)."""
    return word.isascii() and bool(syllables(word))


@lru_cache(maxsize=8192)
def syllables(word: str) -> tuple[str, ...]:
    """`word` (small letters) cut into the fewest syllables of pinyin, or () if it cannot be."""
    best: list[tuple[str, ...] | None] = [(), *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            before = best[start]
            if before is None or not SYLLABLE.fullmatch(word, start, end):
                continue
            if best[end] is None or len(before) < len(best[end] or ()) - 1:
                best[end] = (*before, word[start:end])
    return best[len(word)] or ()


def surname_keys(name_zh: str) -> frozenset[str]:
    """How the surname of `name_zh` may be written in English, in small letters without marks."""
    return _keys(surname_readings(split(name_zh)[0]))


def letters(word: str) -> str:
    """`word` in small letters without tones and marks: "Lǚ" and "lü" become "lu"."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def _surnames_read() -> frozenset[str]:
    every = [*COMMON_SURNAMES, *DOUBLE_SURNAMES]
    return frozenset(key for surname in every for key in _keys(surname_readings(surname)))


def is_surname(word: str) -> bool:
    """Whether `word` reads like a Chinese surname ("Wu", "Ouyang")."""
    return letters(word) in _surnames_read()


@lru_cache(maxsize=8192)
def _keys(syllables: tuple[str, ...]) -> frozenset[str]:
    """The forms in which readings are compared: each spelling of ü."""
    return frozenset(_u_form(one, u) for one in syllables for u in ("yu", "v", "u"))


def _reads(given: str, english: str) -> bool:
    """Whether the joined English letters are a reading of the given name's characters in order."""
    ends = {0}
    for char in given:
        keys = _keys(char_readings(char))
        ends = {at + len(key) for at in ends for key in keys if english.startswith(key, at)}
    return len(english) in ends


def _words(english: str) -> list[str]:
    plain = re.sub(r"['’‘`ʼ·]", "", letters(english))
    return re.findall(r"[^\W\d_]+", plain)


def _cuts(english: str, deepest: int = 2) -> list[tuple[str, str]]:
    """The ways of taking the first words for one name and the rest for the other."""
    words = _words(english)
    if len(words) > 6 or "," in english:
        return []
    return [("".join(words[:at]), "".join(words[at:])) for at in range(1, min(deepest, len(words) - 1) + 1)]


def _u_form(syllable: str, u: str) -> str:
    return syllable.replace("ü", u)


def _passport(syllable: str) -> str:
    """ü as in passports: lü -> lyu, nü -> nyu."""
    return _u_form(syllable, "yu")


def _preferred(char: str) -> str:
    usual = GIVEN_READINGS.get(simple(char)) or next(iter(char_readings(char)), "")
    return _passport(usual) if usual else ""


def _joined(parts: list[str]) -> str:
    """One word; an apostrophe before a syllable that begins with a vowel."""
    head, *rest = parts or [""]
    word = head + "".join(f"'{part}" if part[:1] in ("a", "e", "o") else part for part in rest)
    return word.capitalize()
