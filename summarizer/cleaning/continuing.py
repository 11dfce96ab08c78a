"""Where a body goes on although its lines do not look like prose: ordinals, and lines of label and value.

Notices, announcements and papers have parts that the models of lines take for a site's lists. What shows that
they belong to the text is their order: after "one," comes "two,", and a contact stands right below a notice.
"""

from __future__ import annotations

import re

from summarizer.cleaning import endings
from summarizer.cleaning.context import Sheet

_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(r"第?([一二三四五六七八九十]{1,3})[、章条节.]")
_ITEM = re.compile(r"\(?(\d{1,2})[.、)](?!\d)")
_REACH = 15  # units among which the next ordinal is looked for; the first must be near
_NEAR = 3
_LABEL = 8  # characters of a label
_CELL = " | "  # between the cells of a row; see `text.Document`
_BAR = "|"
_COLUMNS = 3  # columns that spaces stand between
_LONGEST = 200  # characters of a line of columns
_CAPTIONS, _ROWS = 2, 2  # lines between a body and a table at most; least rows
_ALL, _MOST = 4, 3  # votes of a unit that all extractors name, or most of them; see `context.Sheet`
_TITLE = 8  # characters from which a cell may be the title of a story
_TABLE = re.compile(r"如下|见?(?:下|附|上)表|一览表?\Z|(?:详见|见)表|表 ?\d")
_CAPTION = re.compile(r"\(?(?:附?表|附件|单位:)")
_ANNEXED = re.compile(r"附[件表录图]|附后|附:|见附")
_ANNEX = re.compile(r"附[件表录图]?\s*[\d一二三四五六七八九十]{0,2}[.:]?")  # alone on a line: its heading
_NOTES = ("注:", "注释:", "备注:", "说明:", "数据来源:", "资料来源:")
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"[\dⅠ-Ⅻ①-⑳]")
_WIDEST = 40  # size of a line of label and value
# Labels that a site's footer does not have ...
_OWN = (
    *(
        "联系人",
        "报名电话",
        "报名邮箱",
        "咨询电话",
        "咨询邮箱",
        "监督电话",
        "监督邮箱",
        "投递邮箱",
        "投稿邮箱",
        "受理电话",
    ),
    *(
        "关键词",
        "中图分类号",
        "文献标识码",
        "DOI",
        "doi",
        "基金项目",
        "作者简介",
        "收稿日期",
        "通信作者",
        "通讯作者",
    ),
    *("参考文献", "引用格式", "证券代码", "证券简称", "股票代码", "公告编号"),
)
# ... and those that it may have, which count only below one of the former.
_SHARED = (
    "电话",
    "联系电话",
    "联系方式",
    "手机",
    "传真",
    "邮箱",
    "电子邮箱",
    "E-mail",
    "Email",
    "地址",
    "邮编",
)


def below(sheet: Sheet, start: int, stop: int) -> int:
    """Where the body that the units `start` to `stop` begin ends: at `stop` or below."""
    last, seen, reached = 0, start, -1
    while reached != stop:
        last = max(last, *(ordinal(sheet.texts[k]) for k in range(seen, stop)), 0)
        seen = reached = stop
        stop = _past_items(sheet, _past_ordinal(sheet, last, stop))
        stop = _past_rows(sheet, _past_labels(sheet, _past_pairs(sheet, stop)))
        stop = _past_annexes(sheet, start, stop)
    return stop


def above(sheet: Sheet, start: int) -> int:
    """`start`, or the salutation right above it ("To all departments:")."""
    if not start:
        return start
    text, shape = sheet.texts[start - 1], sheet.shapes[start - 1]
    addressed = text.startswith("各") and shape.last == 4 and shape.size <= _WIDEST and not shape.ends
    return start - 1 if addressed else start


def end(sheet: Sheet, stop: int) -> int:
    """`stop`, or below the lines that follow directly and are labelled, rows of a table, signature or date.

    It is for a text without anything of a site below it, where nothing else than the text can go on.
    """
    while stop < len(sheet.texts) and _is_closing(sheet, stop):
        stop += 1
    return stop


def _is_closing(sheet: Sheet, k: int) -> bool:
    signed = endings.is_date(sheet, k) or endings.is_issuer(sheet.texts[k])
    return signed or is_labelled(sheet, k) or is_row(sheet, k)


def is_labelled(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a label of up to eight characters, a colon, and a value ("Next meeting: 9 May")."""
    label, colon, value = sheet.texts[k].partition(":")
    return bool(colon and value) and 2 <= len(label) <= _LABEL and not label.isascii()


def is_row(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` has as many cells as the row above it or the one below."""
    text = sheet.texts[k]
    cells = _cells(text)
    if not cells:
        return False
    beside = sheet.texts[max(0, k - 1) : k] + sheet.texts[k + 1 : k + 2]
    alike = [other for other in beside if _cells(other) == cells]
    if _CELL in text or text[0] == _BAR:
        return bool(alike)
    return bool(alike) and has_figures(text, *alike)


def is_columned(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a row, also of a table whose cells stand between spaces, if that has figures."""
    if is_row(sheet, k):
        return True
    text = sheet.texts[k]
    columns = _columns(text)
    if columns < _COLUMNS:
        return False
    beside = sheet.texts[max(0, k - 1) : k] + sheet.texts[k + 1 : k + 2]
    alike = [other for other in beside if _columns(other) == columns]
    return bool(alike) and has_figures(text, *alike)


def _columns(text: str) -> int:
    return len(text.split()) if len(text) <= _LONGEST else 0


def has_figures(*texts: str) -> bool:
    """Whether one of the lines that look like rows has a figure: two lines of a menu have none."""
    return any(map(_FIGURE.search, texts))


def _cells(text: str) -> int:
    """How many bars stand between the cells of a row: those at both ends, as in Markdown, are not counted."""
    bars = text.count(_BAR)
    if not bars:
        return 0
    framed = bars > 2 and text[0] == text[-1] == _BAR
    return bars - 2 if framed else bars


def _past_rows(sheet: Sheet, stop: int) -> int:
    """`stop`, or below the table that follows, if the body announces it or extractors name it, and below
    its notes.
    """
    near = range(stop, min(len(sheet.texts), stop + _CAPTIONS + 1))
    first = next((k for k in near if is_columned(sheet, k)), len(sheet.texts))
    end = first
    while end < len(sheet.texts) and is_columned(sheet, end):
        end += 1
    captions = range(stop, min(first, len(sheet.texts)))
    if end - first < _ROWS or not all(_is_caption(sheet, k) for k in captions):
        return stop
    if not (_announced(sheet, stop, first) or _is_named(sheet, stop, end)):
        return stop
    while end < len(sheet.texts) and sheet.texts[end].startswith(_NOTES):
        end += 1
    return end


def _is_named(sheet: Sheet, start: int, stop: int) -> bool:
    """Whether all extractors name the rows; or most, and no cell is as long as the title of a story."""
    least = min(sheet.votes[start:stop])
    if least >= _ALL:
        return True
    return least >= _MOST and not any(map(_has_title, sheet.texts[start:stop]))


def may_list(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is the row of a table that may list other stories: not all extractors name it."""
    return sheet.votes[k] < _ALL and is_row(sheet, k) and _has_title(sheet.texts[k])


def _has_title(text: str) -> bool:
    """Whether one of the cells of a row is as long as the title of a story."""
    return any(len(cell.strip()) >= _TITLE for cell in text.split(_BAR))


def _past_annexes(sheet: Sheet, start: int, stop: int) -> int:
    """`stop`, or below the annexes that an official document speaks of: lists of members, tables, forms."""
    if not any(map(_ANNEXED.search, sheet.texts[start:stop])):
        return stop
    end = _past_named(sheet, stop) if any(sheet.votes) else _past_headed(sheet, start, stop)
    return end if end - stop >= _ROWS else stop


def _past_named(sheet: Sheet, stop: int) -> int:
    """Below what most extractors name; the headings of annexes are often left out."""
    end = k = stop
    while k < len(sheet.texts) and k <= end + _CAPTIONS and not _is_sites(sheet, k):
        k += 1
        if sheet.votes[k - 1] >= _MOST:
            end = k
    return end


def _past_headed(sheet: Sheet, start: int, stop: int) -> int:
    """Where the site begins below the heading of an annex to a signed document, if most lines above that read
    like an annex's.
    """
    low = endings.signed(sheet, start, stop)
    first = max(low, stop)
    if not low or not any(map(_ANNEX.fullmatch, sheet.texts[low : first + _CAPTIONS + 1])):
        return stop
    below = range(first, len(sheet.texts))
    end = next((k for k in below if _is_turn(sheet, k)), len(sheet.texts))
    told = sum(_is_annexed(sheet, k) for k in range(first, end))
    return end if 2 * told >= end - first else stop


def _is_turn(sheet: Sheet, k: int) -> bool:
    """Whether a site begins with unit `k`; a sentence under a label may use its words."""
    told = sheet.shapes[k].last == 1 and is_labelled(sheet, k)
    return endings.is_turn(sheet, k) or (_is_sites(sheet, k) and not told)


def _is_annexed(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a sentence, an item, a number, or in columns: no headline of another story."""
    text = sheet.texts[k]
    listed = is_labelled(sheet, k) or is_columned(sheet, k) or "  " in text or not _LETTER.search(text)
    return bool(sheet.shapes[k].ends or listed or ordinal(text) or _item(text))


def _announced(sheet: Sheet, stop: int, first: int) -> bool:
    """Whether the last line of the body above unit `stop`, or a caption, says that a table comes."""
    texts = sheet.texts[stop - 1 : first]
    return any(map(announces, texts))


def announces(text: str) -> bool:
    """Whether a line says that a list or a table comes below it."""
    return text[-1] == ":" or bool(_TABLE.search(text[-_LONGEST:]))


def _is_caption(sheet: Sheet, k: int) -> bool:
    """Whether unit `k`, between a body and a table, announces the table, or is its caption or measure."""
    text, shape = sheet.texts[k], sheet.shapes[k]
    if shape.size > _WIDEST or _is_wall(sheet, k):
        return False
    return announces(text) or bool(_CAPTION.match(text))


def _past_ordinal(sheet: Sheet, last: int, stop: int) -> int:
    """`stop`, or below the heading with the ordinal that is next after the body's `last` one."""
    for k in range(stop, min(len(sheet.texts), stop + (_REACH if last else _NEAR))):
        if ordinal(sheet.texts[k]) == last + 1:
            return _past_sentences(sheet, k + 1)
        if _is_wall(sheet, k):
            break
    return stop


def _past_items(sheet: Sheet, stop: int) -> int:
    """Below the items that follow directly and go on counting, if they end like sentences."""
    while 0 < stop < len(sheet.texts) and sheet.shapes[stop].last == 1 and not _is_wall(sheet, stop):
        number = _item(sheet.texts[stop])
        if number < 2 or _item(sheet.texts[stop - 1]) != number - 1:
            break
        stop += 1
    return stop


def _item(text: str) -> int:
    """The number of an item like "3." or "(3)", 0 for other texts."""
    found = _ITEM.match(text)
    return int(found[1]) if found else 0


def _past_sentences(sheet: Sheet, stop: int) -> int:
    """Below the lines that follow directly and end like sentences; a heading has at least one line."""
    first = stop
    while stop < len(sheet.texts) and not _is_wall(sheet, stop):
        if stop > first and sheet.shapes[stop].last != 1:
            break
        stop += 1
    return stop


def _past_pairs(sheet: Sheet, stop: int) -> int:
    """`stop`, or below the full sentence that follows after some lines like "Post: librarian"."""
    for k in range(stop, min(len(sheet.texts), stop + _REACH)):
        if _is_wall(sheet, k):
            break
        if k >= stop + 2 and sheet.columns["prose"][k] and sheet.shapes[k].last == 1:
            return k + 1
        if not _is_pair(sheet, k):
            break
    return stop


def _is_pair(sheet: Sheet, k: int) -> bool:
    label, colon, value = sheet.texts[k].partition(":")
    return bool(colon and value) and 2 <= len(label) <= 6 and sheet.shapes[k].size <= _WIDEST


def _past_labels(sheet: Sheet, stop: int) -> int:
    """Below the lines of label and value that follow directly, if the first is not one of a site's."""
    if stop >= len(sheet.texts) or not _has_one_of(sheet, stop, _OWN):
        return stop
    while stop < len(sheet.texts) and _has_one_of(sheet, stop, (*_OWN, *_SHARED)):
        stop += 1
    return stop


def _has_one_of(sheet: Sheet, k: int, labels: tuple[str, ...]) -> bool:
    text = sheet.texts[k].lstrip("[【(")
    head = text[:12]
    return (
        sheet.shapes[k].size <= _WIDEST * 3
        and text.startswith(labels)
        and any(mark in head for mark in ":]】")
    )


def ordinal(text: str) -> int:
    """The number of a heading like "二、", 0 for other texts."""
    found = _HEADING.match(text)
    if not found:
        return 0
    tens, ten, ones = found[1].rpartition("十")
    units = _NUMERALS.find(ones) + 1 if ones else 0
    return units + (10 * (_NUMERALS.find(tens) + 1 if tens else 1) if ten else 0)


def _is_wall(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a site's, so that nothing below it belongs to what stands above."""
    return _is_sites(sheet, k) or sheet.columns["bare_run"][k] > _REACH


def _is_sites(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a line of a site's header, menu or rules."""
    return any(sheet.columns[name][k] == 0 for name in ("since_header", "since_rule", "since_menu"))
