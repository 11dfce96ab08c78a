"""A point of the compass that became another one."""

from __future__ import annotations

import pytest

from summarizer.verifying.compass import turned


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("水闸在渡口东侧。", "The sluice is on the western side of the ferry."),
        (
            "岛东部、湖东部和镇东北部降雨。",
            "Rain on the western isle, the eastern lake and the north-east of the town.",
        ),
        ("码头在镇北五公里。", "The wharf is five kilometres south of the town."),
        ("船队进入市中心。", "The boats entered the south of the city."),
        (
            "渡口在北纬31度，东经118度。",
            "The ferry is at 31 degrees south latitude and 118 degrees east longitude.",
        ),
    ],
)
def test_a_point_for_another_one_is_found(zh: str, en: str) -> None:
    assert [problem.code for problem in turned(zh, en)] == ["direction"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("水闸在渡口东侧。", "The sluice is on the eastern side of the ferry."),
        ("韩国船队驶往北京。", "The South Korean boats left for Beijing."),
        ("山东船队驶往欧美。", "The boats of Shandong left for Western countries."),
        ("船队从中部南下。", "The boats went south from the middle."),
        (
            "东岸和西岸的码头停用，西岸的明天复航。",
            "The wharves on the east and west banks are idle; the western one reopens.",
        ),
        ("东部停航。西部复航。", "The east is idle. In the west they sail; the western ferries, too."),
    ],
)
def test_what_may_be_told_so_is_none(zh: str, en: str) -> None:
    assert list(turned(zh, en)) == []
