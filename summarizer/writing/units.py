"""Units of figures in English: 千瓦时 is "kWh"; measure words (个, 台, 名) say nothing that English needs."""

from __future__ import annotations

from summarizer.scripts import simplified

_UNITS = """
元 yuan|人民币 yuan|块 yuan|块钱 yuan|美元 US dollars|欧元 euros|日元 yen|日圆 yen|英镑 pounds sterling
港元 Hong Kong dollars|港币 Hong Kong dollars|台币 New Taiwan dollars|新台币 New Taiwan dollars|韩元 won
韩圆 won|卢布 roubles|加元 Canadian dollars|澳元 Australian dollars|新元 Singapore dollars
瑞士法郎 Swiss francs|公里 km|千米 km|米 m|厘米 cm|毫米 mm|微米 μm|纳米 nm|英里 miles
海里 nautical miles|英尺 feet|英寸 inches|平方公里 km²|平方千米 km²|平方米 m²|公顷 ha|亩 mu|英亩 acres
立方米 m³|升 litres|毫升 ml|加仑 gallons|吨 tonnes|万吨级 × 10,000 tonnes|公斤 kg|千克 kg|克 g|毫克 mg
斤 jin|盎司 ounces|千瓦时 kWh|兆瓦时 MWh|千瓦 kW|兆瓦 MW|吉瓦 GW|瓦 W|千伏 kV|千伏安 kVA|伏 V|毫安时 mAh
摄氏度 °C|分贝 dB|兆帕 MPa|千帕 kPa|百帕 hPa|焦耳 J|千焦 kJ|兆焦 MJ|字节 bytes|比特 bits|年 years
个年头 years|岁 years of age|周岁 years of age|个月 months|月 months|月龄 months of age|周 weeks
星期 weeks|个星期 weeks|天 days|日 days|个工作日 working days|工作日 working days|小时 hours
个小时 hours|分钟 minutes|秒 seconds|秒钟 seconds|学期 terms|课时 class hours|学时 class hours
学分 credits|季度 quarters|个季度 quarters|百分点 percentage points|个百分点 percentage points
基点 basis points|个基点 basis points|倍 times|人 people|人次 visits|架次 flights|车次 trips
班次 services|场次 sessions|例 cases|户 households|标箱 TEU
"""
_ENGLISH = dict(one.split(" ", 1) for line in _UNITS.split("\n") for one in line.split("|") if one)
_OF_ONE = {
    "people": "person", "feet": "foot", "inches": "inch", "pounds sterling": "pound sterling",
    "months of age": "month of age", "years of age": "year of age",
}  # fmt: skip


def unit_in_english(unit: str, *, one: bool = False) -> str:
    """A unit as English has it; "" for measure words and what is not known, which is shown as written.

    >>> [unit_in_english(unit) for unit in ("元", "元/吨", "台", "%", "TEU", "天")]
    ['yuan', 'yuan per tonne', '', '%', 'TEU', 'days']
    """
    parts = [_ENGLISH.get(part, "") if _is_chinese(part) else part for part in simplified(unit).split("/")]
    if not all(parts):
        return ""
    first, *others = parts
    return " per ".join([_of_one(first) if one else first, *map(_of_one, others)])


def _of_one(unit: str) -> str:
    """The singular: "hour" for "hours", "US dollar" for "US dollars"; symbols have none."""
    return _OF_ONE.get(unit) or (unit if len(unit) < len("days") else unit.removesuffix("s"))


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)
