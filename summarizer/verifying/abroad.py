"""Whether an article says of what country somebody or something is."""

from __future__ import annotations

import re

from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places

# Countries whose people have names that are written like Chinese ones.
ABROAD = (
    "(?:俄罗斯?|美国?|英国?|法国?|德国?|日本|韩国|朝鲜|越南|印度"
    "|意大利|西班牙|加拿大|澳大利亚|巴西|欧盟|联合国)"
)
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
