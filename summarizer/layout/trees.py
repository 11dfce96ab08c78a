"""Parts of a workbook as trees, where a few elements of them change."""

from __future__ import annotations

from typing import Any

from summarizer.reading.opening import damaged


def tree(content: bytes) -> Any:
    """Parse a part; nothing is fetched or expanded. Raises UnreadableDocument for what is no XML."""
    from lxml import etree  # noqa: PLC0415 (not needed for texts)

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged("The workbook holds broken XML.") from error


def serialised(root: Any) -> bytes:
    """A tree, or a part of one, as bytes."""
    from lxml import etree  # noqa: PLC0415

    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, with_tail=False)
    )
