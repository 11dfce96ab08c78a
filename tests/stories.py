"""Invented pages of one site: each tells a story of its own, and all end with the same promotion."""

from __future__ import annotations

from pathlib import Path

PROMOTION = "云岭日报社的同仁每天清晨都会把当天的报纸送到读者手里，风雨无阻，已经坚持了三十年。"
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def village(number: int) -> str:
    """A name that no other story has."""
    return _STEMS[number % 22] + _STEMS[number // 22 % 22] + "村"


def story(number: int, *, below: str = PROMOTION, inside: str = "", above: str = "") -> str:
    """The page of story `number`; others differ in letters, because a line is known by its letters."""
    name = village(number)
    rows = [
        f"{name}新修的水渠正式启用",
        "",
        "发布时间：2024年5月30日　来源：云岭日报",
        "",
        above,
        f"5月28日，云岭县{name}的村民聚在水渠旁边，看着清水流进自家的田里，大家都说这一天等了很久。",
        f"{name}的水渠总投资1.2亿元，由青河建筑公司承建，历时两年完成，{name}的两千亩田从此不再靠天吃饭。",
        inside,
        f"云岭县教育局局长王建国介绍，{name}的孩子们夏天再也不用去远处挑水，可以安心读书，还会来参观水渠。",
        below,
    ]
    return "\n".join(row for k, row in enumerate(rows) if row or k in (1, 3)) + "\n"


def stories_in(folder: Path, *numbers: int, **changes: str) -> Path:
    """A folder with the pages of these stories."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:03}.txt").write_text(story(number, **changes), encoding="utf-8")
    return folder
