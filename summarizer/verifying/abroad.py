"""Whether an article says of what country somebody or something is."""

from __future__ import annotations

import re

from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places

# Countries whose people have names that are written like Chinese ones.
ABROAD = (
    "(?:俄罗斯?|美国?|英国?|法国?|德国?|日本|韩国|朝鲜|越南|印度"
    "|意大利|西班牙|加拿大|澳大利亚|巴西|欧盟|联合国"
    "|马来西亚|泰国|新加坡|印尼|印度尼西亚|菲律宾|柬埔寨|老挝|缅甸|蒙古国|文莱|东帝汶|巴基斯坦|孟加拉国|斯里兰卡|尼泊尔"
    "|阿富汗|伊朗|伊拉克|叙利亚|黎巴嫩|以色列|巴勒斯坦|沙特|也门|阿曼|阿联酋|卡塔尔|科威特|巴林|土耳其|埃及|阿尔及利亚"
    "|乌克兰|白俄罗斯|波兰|荷兰|瑞士|瑞典|挪威|丹麦|芬兰|奥地利|希腊|匈牙利|塞尔维亚|葡萄牙|比利时|爱尔兰|捷克|罗马尼亚"
    "|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦|土库曼斯坦|格鲁吉亚|阿塞拜疆|南非|尼日利亚|肯尼亚|埃塞俄比亚|坦桑尼亚"
    "|墨西哥|古巴|阿根廷|智利|秘鲁|哥伦比亚|委内瑞拉|新西兰|斐济|巴布亚新几内亚)"
)
ABROAD_FIRST = re.compile(ABROAD)
# No pinyin has these.
FOREIGN_LETTER = re.compile("[ãõñçâêôîûëïöäåøæßłşžščřčœ]", re.IGNORECASE)
# Where names are romanised in other ways: Da Nang, Lei Yue Mun.
ELSEWHERE = re.compile(
    "越南|[韩韓]|朝[鲜鮮]|日本|新加坡|[马馬][来來]|香港|港|澳[门門]|[台臺]|缅甸|泰国|柬埔寨|老挝|蒙古"
)
READ_OTHERWISE = re.compile(
    "越南|[韩韓][国國]|朝[鲜鮮]|日本|日方|新加坡|[马馬][来來]西|香港|港府|澳[门門]|[台臺](?:湾|灣|北|中|方)|两岸|兩岸|蒙古[国國]"
)
# Posts that nobody of the mainland holds: 候任副总统彭斯
_POST = "[总總][统統]|首相|[国國][务務]卿|[参參众眾][议議][员員]|白[宫宮]发言人|白宮發言人|美[联聯][储儲]主席"
_BEFORE, _WITHIN = re.compile(rf"(?:{ABROAD}[{HAN}]{{0,6}}|{_POST})\Z"), 10  # characters at most


def is_from_abroad(zh: str, shown: str) -> bool:
    """Whether a country, or a post of other ones, stands just before a name in a text: 俄罗斯总统普京."""
    return any(_BEFORE.search(shown, max(0, at - _WITHIN), at) for at in all_places(zh, shown))
