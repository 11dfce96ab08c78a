"""Set phrases that shut each other out, in the terms of `contraries`: 首次 and "last time".

Words by themselves may tell much else ("last" and 后 most of all); in such phrases they tell one thing.
"""

from __future__ import annotations

import re

from summarizer.verifying.contraries import Kind, sides

_ANYWHERE = "(?!)"  # told by nothing else: such a phrase is wrong wherever nothing explains it
_AFTER = (
    r"\b(?:after\w*|following|since|once|upon|on \w+ing|on completion|when\w*|later|then|until|till"
    r"|post\w*)\b"
)
_EVENT = (
    "(?:[束竣毕][业工]?|完成|成功|公布|发布|发[帖表]|通车|闭幕|获批|接任|上任|讨论|听取|上市|投产)"
    "[^，。；、]{0,6}[之以]?"
)
_OCCASIONS = sides(
    (
        "首次|首度|第一次|初次",
        "first",
        r"\bfor the (?:very )?first time\b",
        "首|初|第一|先|头|原|从[未来没]|没有?过|前所未|创|破天荒|开|时隔|再",
        _ANYWHERE,
    ),
    (
        "最后一[次回]|末次",
        "last",
        r"\bfor the (?:very )?last time\b",
        "最后|末|上[一]?[次回]|终|告别|绝",
        _ANYWHERE,
    ),
)
_PARTS = "step|phase|batch|stage|round|part|section|half"
_STEPS = sides(
    (
        "(?:第一|首)(?:步|期|批|阶段|轮|部分|节)|上半[场部篇程]|前半",
        "first",
        rf"\bfirst (?:{_PARTS})\b",
        "一|首|初|先|头|前|上|开|1|[Ii]",
        _ANYWHERE,
    ),
    (
        "最后(?:一|的)?(?:步|期|批|阶段|轮|部分|节)|末[期批轮节]|下半[场部篇程]|后半",
        "last",
        rf"\blast (?:{_PARTS})\b",
        "最|末|终|尾|[上前](?:一|两|几)?(?:步|期|批|阶段|轮|部分|节)|收官|压轴|去年|[下后]半|后[一几]",
        _ANYWHERE,
    ),
)
_LATITUDES = sides(
    ("北纬", "north", r"\bnorth(?:ern)? latitude\b|\bdegrees? north\b", "北", r"\bnorth\w*|°\W*n\b|\bn\b"),
    ("南纬", "south", r"\bsouth(?:ern)? latitude\b|\bdegrees? south\b", "南", r"\bsouth\w*|°\W*s\b|\bs\b"),
)
_LONGITUDES = sides(
    ("东经", "east", r"\beast(?:ern)? longitude\b|\bdegrees? east\b", "东", r"\beast\w*|°\W*e\b|\be\b"),
    ("西经", "west", r"\bwest(?:ern)? longitude\b|\bdegrees? west\b", "西", r"\bwest\w*|°\W*w\b|\bw\b"),
)
_EVER = sides(
    (
        "越来越(?![少小低弱慢轻短冷难薄淡窄差远坏贫穷稀软疲浅暗僵不没无])",
        "more",
        r"\bmore and more\b",
        "越|更|多|愈|日益|渐|不断",
        (
            r"\b(?:more|increas\w*|grow\w*|ever|rising|rose|rise\w*|\w+er and \w+er|better"
            r"|further|progressive\w*|becom\w*|stead\w*|constant\w*|gradual\w*|great\w*|deep\w*|rapid\w*)\b"
        ),
    ),
    (
        "越来越[少小低弱慢轻短冷难薄淡窄差]",
        "less fewer",
        r"\b(?:less and less|fewer and fewer|less and more|fewer and more|more and less)\b",
        "少|小|低|弱|慢|轻|短|冷|薄|淡|不|没|无|减|降|缺|差|难|疏|疲|衰|松",
        (
            r"\b(?:less\w*|fewer|dwindl\w*|declin\w*|decreas\w*|fall\w*|shrink\w*|\w+er and \w+er|hard\w*"
            r"|difficult\w*)\b"
        ),
    ),
)
_LOSSES = sides(
    (
        "损失",
        "loss losses",
        r"\b(?:economic|direct|property|crop|heavy|huge|total) loss(?:es)?\b",
        "损|失|亏|耗|灾|害|赔|减|丧|折",
        r"\b(?:loss\w*|lost|los\w+|damag\w*|cost\w*|harm\w*|toll|waste\w*|wast\w*|destr\w*|injur\w*|worth|ruin\w*)\b",
    ),
    (
        "收益|盈利|获利|增值",
        "gain gains profits",
        r"\b(?:gains|profits)\b",
        "益|盈|利|获|得|增|赚|收|涨|升|进|成果|成效",
        r"\b(?:gain\w*|profit\w*|earn\w*|return\w*|yield\w*|benefit\w*|revenue|income|increas\w*|appreciat\w*)\b",
    ),
)
_EVENTS = sides(
    (
        f"{_EVENT}后(?![期续来果方备台勤世代人天面者年])",
        "after",
        r"\bafter\b",
        "后|继|随|完|毕|自|以来|起|了|经|再|逐|时",
        _AFTER,
    ),
    (
        f"{_EVENT}前",
        "before",
        r"\bbefore\b(?! (?:the )?(?:\w+ )?(?:court|tribunal|judge))",
        "前|先|未|没|早|预|才|曾|还|直|当面|临|等|尚|不|出庭|受审",
        r"\b(?:before\w*|prior|until|till|by|ahead|pre\w*|not|no|yet|earlier|first|when|as|in|upon|previous\w*)\b",
    ),
)

KINDS = (
    Kind(
        frozenset("首初末后"),
        re.compile("首[次度]|第一次|初次|最后一|末次"),
        ("first time", "last time"),
        _OCCASIONS,
        "direction",
    ),
    Kind(
        frozenset("首一末后半"),
        re.compile("第一|首[步期批阶轮部节]|上半|前半|最后|末[期批轮节]|[下后]半"),
        ("first ", "last "),
        _STEPS,
        "direction",
    ),
    Kind(
        frozenset("纬"), re.compile("[南北]纬"), ("north", "south", "North", "South"), _LATITUDES, "direction"
    ),
    Kind(frozenset("经"), re.compile("[东西]经"), ("east", "west", "East", "West"), _LONGITUDES, "direction"),
    Kind(frozenset("越"), re.compile("越来越"), (" and ",), _EVER, "direction"),
    Kind(
        frozenset("损益盈获增"),
        re.compile("损失|收益|盈利|获利|增值"),
        ("gain", "profit", "loss"),
        _LOSSES,
        "direction",
    ),
    Kind(
        frozenset("后前"),
        re.compile("[束竣毕成功布帖表车幕批任论取市产][^，。；]{0,8}[后前]"),
        ("before", "Before", "after", "After"),
        _EVENTS,
        "direction",
    ),
)
