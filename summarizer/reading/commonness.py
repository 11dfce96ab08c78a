"""How much a text looks like Chinese: what decides between encodings that accept the same bytes.

The legacy Chinese encodings share most byte pairs, so that a wrong one seldom fails: it yields rare
characters. Running Chinese consists for two thirds of a few hundred characters, a wrongly decoded one
for a tenth. The list below holds the most frequent characters of news and official prose, simplified
and traditional, in no particular order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

COMMON = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对"
    "小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动"
    "方期它头经长回位分爱老因很给名法间知世什两次使身者被高已亲其进此话常与活正感见明问力理点文几定本公特"
    "做外相西果走将月十实向声车全信重三机工物气每并别真打太新比才便再书部水像等体却加电主界门利海受听表德"
    "少代员许先口由性光白或住望教命结色更拉东处让应直字场平报友关放至张认接告入内军候民往何度山觉路带万边"
    "风解叫任金快原变通师立象数四失满战远格士音轻目条呢市政府委党建设展经济社产业技术服务项资管议合组织领"
    "导干科究研制造环保安质量标准人民职育校院培训级省区县镇乡村农城基层合作改革创共推深持强增提升加快促各"
    "类型计划规实施落活参会举办召记稿来源者京华网责编据了根统计同期以上以下万元亿百千二五六七八九零年月日"
    "及其对该项目相关单位负责表示介绍指出要求支持重点群众企司商务投融资财税收入价格市场消费贸易出口专业人"
    "才队伍务党委书主任局长副总理厅处科股案件执审监督检察院法律依条例规定办法通知公告决印请各认真贯彻习近"
    "精神讲话思想主义现代化中央国家全面小康脱贫攻坚振兴疫防控医疗卫健康病药养老儿童妇青少残障住房土交运输"
    "铁航空港路桥水电能源煤油气碳绿色生态污染河湖林草树园景旅游化体育赛奖传承非遗产品牌博览馆图片摄影完整"
    "包括已经由于因此目前今天昨天明天近日期间首先其次最后通过按照围绕坚决确取得效果显著提高水平满足需求广"
    "泛受到欢迎吸引近余名多家约占比率跌涨涉及未即均仅则仍曾应须予且若除另外谈观众影视演播台节频道网络站平"
    "台数据智慧息件系统互联线算模型芯片器备材料装汽车池试验评价考核选择录取招课程题答学习读写语英师德班团"
    "服饰吃饭买卖店铺客户房价楼盘银行贷款保险证券股票基金权益险投者润亏损额季底初半双周末节假晚早午夜春夏"
    "秋冬雨雪热冷温低南北左右朋友爸妈哥姐弟妹王李张刘陈杨赵黄周吴徐孙朱马胡郭何林罗高梁郑谢宋唐邓韩冯许"
    "这们来时个为说国学发会过对着经动长机当业进种产现问门开间见关东车马书风龙鸟鱼应从后里么样无与头见话"
    "這個們來時為說國學發會過對著經動長機當業進種產現問門開間見關東車馬書風應從後裡麼樣無與頭話還點沒實將"
    "體電給邊義員議設區縣鄉農導際場報訊華總統選舉資訊價錢術環護質標準職訓級層創類計劃參辦記網責據統計該項"
    "關負責紹舉務財稅貿專黨書處監檢條規貫徹講話現代讓請認識語誰調論證評試詢課題顯顧願預領頻顏類飛養館驗驚"
    "舊藝蘇蘭處虛號術衛裝製複視親覺覽觀觸計討託許訴診詞詳誌誤誠談請諸講謝變輕輪輸轉農適連週遊運達違遠選遺"
    "邏醫釋銀銷錄鋼錯鐘鐵鎮陣陽階隊隨險雖雙離難雲靈靜響頁順須領額題飯飲馬駐騎驗體髮鬥鬧魚鳥麗黃齊龍灣臺"
    "灣嘅喺佢唔咗哋係冇嚟啲咁嗰咩係對於東應當歲歷數斷書條極構樂樓標樣機權歐決沒況溫準滿漢濟為無熱營爭獨獲"
    "現環產當畫異發盡確礎禮種稱穩積競筆節範簡約紀純級細終組結統經維網線緊練總績織續羅義聞聯聲職聽舉萬節華"
    "葉藝處術補製視規覺親計訂訓設訪評認語說調請論諾講證識變讀讓負財責貨貴買費資賽質賣贊趨車軍軟較輔輛輯農"
    "近述迎返追退送逐通逝速造逢部都配酒釋里重量針長間防阿附院除陸際隊階隨險雄集難雪電需青非面靠革音頂項順"
    "幾麼塊場報壓壞夢夠奪媽學寫實寧審寬對導將專尋層屬歲島師帶幣幫幹廠廣廢張強彈彙後徑從復徵應態憂慮懷戰戶"
    "據損換擊擔據擴攝攬敗敵數斷於時晉暫會東條來極構標樣樂樹橋機檔檢歡歸"
)  # fmt: skip

PUNCTUATION = frozenset(
    "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·　％～－／．＋＝①②③④⑤⑥⑦⑧⑨⑩●○■□◆★※→↓×℃￥〔〕‧•–°"
)
# Common Chinese characters and others, punctuation that is not odd and that is, odd ones, all else.
_KINDS = "crpqon"
_SAMPLE = 60_000  # characters taken from each of the start, the middle and the end of a long text


@dataclass(frozen=True, slots=True)
class Look:
    """What kinds of characters a text has beyond ASCII: counts of characters."""

    common: int = 0
    punctuation: int = 0
    han: int = 0
    odd: int = 0
    total: int = 0

    @property
    def score(self) -> float:
        """-1 to 1: from 0.5 for Chinese prose, below 0.25 for a wrong decoding; 0 for no evidence at all."""
        if not self.total:
            return 0.0
        return (self.common + 0.7 * self.punctuation - 2.0 * self.odd) / self.total


def look(text: str) -> Look:
    """Count the kinds of the non-ASCII characters of `text` (of a sample, if it is long)."""
    kinds = _sample(text).translate(_memo())
    common, rare, marks, odd_marks, odd, others = map(kinds.count, _KINDS)
    total = common + rare + marks + odd_marks + odd + others
    return Look(common, marks + odd_marks, common + rare, odd + odd_marks, total)


def is_han(char: str) -> bool:
    """Say whether `char` is a Chinese character, extensions and compatibility forms included."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003ffff"
        or "\uf900" <= char <= "\ufaff"
        or char == "〇"
    )


class _Kinds(dict[int, str]):
    """The kind of each character that was met so far, as a letter of `_KINDS`, or " " for one that tells
    nothing: a table for `str.translate`, which looks at a whole text at once.
    """

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(chr(code))
        return kind


@cache
def _memo() -> _Kinds:
    return _Kinds()


def _kind(char: str) -> str:
    if char < "\x80" or char == "\xa0":
        return " "
    if is_han(char):
        return "c" if char in COMMON else "r"
    if char in PUNCTUATION:
        return "q" if _is_odd(char) else "p"
    return "o" if _is_odd(char) else "n"


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]


def _is_odd(char: str) -> bool:
    """Say whether a character is one that wrong decodings produce and Chinese prose does not."""
    return (
        "\x80" <= char <= "\x9f"
        or "\u02b0" <= char <= "\u1fff"  # from spacing modifiers to Greek extended: nothing of ours
        or "\u2500" <= char <= "\u257f"  # boxes
        or "\u3040" <= char <= "\u31ff"  # kana, bopomofo, Korean
        or "\uac00" <= char <= "\ud7a3"
        or "\ue000" <= char <= "\uf8ff"  # private use
        or "\uff61" <= char <= "\uffef"
        or char == "\ufffd"
        or char > "\U0003ffff"
    )
