"""Units to exchange, texts of all kinds, and the structure that the standards prescribe."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from summarizer.exchange import FORMATS, Remark, State, Unit
from summarizer.exchange.unit import UNSOUND

STATES: tuple[State, ...] = ("translated", "needs-review", "reviewed", "withheld", "failed")
UNITS = (
    Unit(
        "页面/a b.html",
        "7",
        "云岭县<1>水务局</1>拨款120万元<2/>。",
        "The <1>Water Bureau</1> of Yunling County allotted 1.2 million yuan<2/>.",
        state="needs-review",
        remarks=(Remark("error", "The figure “120万” & its unit differ."), Remark("note", "Checked <once>.")),
        terms=(("云岭县", "Yunling County"), ("水务局", "Water Bureau")),
    ),
    Unit("页面/a b.html", "8", "  他说:“好。”\n\t第二行 ", "  He said: “Good.”\n\tSecond line "),
    Unit("b.txt", "3", "新闻", "News", state="reviewed"),
    Unit("b.txt", "4", "乙", "", state="withheld"),
    Unit("b.txt", "10", "丙", "", state="failed"),
)

# What other tools are told by a file, taken from the specifications: only what is used here.
TMX_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv (seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA|bpt|ept|ph)*>
<!ELEMENT bpt (#PCDATA)> <!ATTLIST bpt i CDATA #REQUIRED x CDATA #IMPLIED>
<!ELEMENT ept (#PCDATA)> <!ATTLIST ept i CDATA #REQUIRED>
<!ELEMENT ph (#PCDATA)> <!ATTLIST ph x CDATA #IMPLIED>
"""
XLIFF_12 = """
<element name="xliff" ns="urn:oasis:names:tc:xliff:document:1.2" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <attribute name="version"><value>1.2</value></attribute>
 <oneOrMore><element name="file">
  <attribute name="original"/><attribute name="source-language"><data type="language"/></attribute>
  <attribute name="target-language"><data type="language"/></attribute>
  <attribute name="datatype"><value>plaintext</value></attribute>
  <attribute name="tool-id"/>
  <element name="header"><element name="tool">
   <attribute name="tool-id"/><attribute name="tool-name"/></element></element>
  <element name="body"><oneOrMore><element name="trans-unit">
   <attribute name="id"/><attribute name="xml:space"><value>preserve</value></attribute>
   <optional><attribute name="approved"><choice><value>yes</value>
    <value>no</value></choice></attribute></optional>
   <element name="source"><ref name="inline"/></element>
   <element name="target">
    <attribute name="state"><choice><value>needs-review-translation</value><value>needs-translation</value>
     <value>signed-off</value></choice></attribute>
    <optional><attribute name="state-qualifier"><choice><value>mt-suggestion</value>
     <data type="string"><param name="pattern">x-[^\\s]+</param></data></choice></attribute></optional>
    <ref name="inline"/></element>
   <zeroOrMore><choice>
    <element name="context-group"><attribute name="purpose"><value>information</value></attribute>
     <element name="context"><attribute name="context-type">
      <data type="string"><param name="pattern">x-[^\\s]+</param></data></attribute>
       <text/></element></element>
    <element name="note"><optional><attribute name="from"/></optional>
     <attribute name="priority"><data type="positiveInteger">
      <param name="maxInclusive">10</param></data></attribute>
     <attribute name="annotates"><choice><value>source</value><value>target</value></choice></attribute>
     <text/></element>
   </choice></zeroOrMore>
  </element></oneOrMore></element>
 </element></oneOrMore>
</element>
"""
XLIFF_21 = """
<element name="xliff" ns="urn:oasis:names:tc:xliff:document:2.0" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <attribute name="version"><value>2.1</value></attribute>
 <attribute name="srcLang"/><attribute name="trgLang"/>
  <attribute name="xml:space"><value>preserve</value></attribute>
 <oneOrMore><element name="file">
  <attribute name="id"><data type="NMTOKEN"/></attribute><attribute name="original"/>
  <attribute name="canResegment"><value>no</value></attribute>
  <oneOrMore><element name="unit">
   <attribute name="id"><data type="NMTOKEN"/></attribute>
   <zeroOrMore><element><nsName ns="urn:oasis:names:tc:xliff:glossary:2.0"/>
    <zeroOrMore><choice><text/><ref name="any"/></choice></zeroOrMore></element></zeroOrMore>
   <element name="metadata" ns="urn:oasis:names:tc:xliff:metadata:2.0"><element name="metaGroup">
    <attribute name="category"/><element name="meta"><attribute name="type"/><text/>
     </element></element></element>
   <optional><element name="notes"><oneOrMore><element name="note">
    <optional><attribute name="category"/></optional>
    <attribute name="priority"><data type="positiveInteger">
     <param name="maxInclusive">10</param></data></attribute>
    <attribute name="appliesTo"><value>target</value></attribute>
     <text/></element></oneOrMore></element></optional>
   <element name="segment">
    <attribute name="state"><choice><value>initial</value><value>translated</value><value>reviewed</value>
     <value>final</value></choice></attribute>
    <optional><attribute name="subState">
     <data type="string"><param name="pattern">[^\\s:]+:[^\\s:]+</param></data></attribute></optional>
    <element name="source"><ref name="inline"/></element>
    <element name="target"><ref name="inline"/></element>
   </element>
  </element></oneOrMore>
 </element></oneOrMore>
</element>
"""
_INLINE = """
<define name="inline"><zeroOrMore><choice><text/>
 <element name="{pair}"><attribute name="id"/><ref name="inline"/></element>
 <element name="{alone}"><attribute name="id"/></element></choice></zeroOrMore></define>
<define name="any"><element><anyName/>
 <zeroOrMore><choice><text/><ref name="any"/></choice></zeroOrMore></element>
</define>
"""


def problems(form: str, data: bytes) -> list[str]:
    """What the structure of a format has to say against a file."""
    root = etree.fromstring(data)
    if form == "tmx":
        schema: Any = etree.DTD(StringIO(TMX_DTD))
    else:
        start, names = (XLIFF_12, ("g", "x")) if form == "xliff" else (XLIFF_21, ("pc", "ph"))
        space = root.tag.partition("}")[0][1:]
        grammar = (
            f'<grammar ns="{space}" xmlns="http://relaxng.org/ns/structure/1.0"><start>{start}</start>'
            + _INLINE.format(pair=names[0], alone=names[1])
            + "</grammar>"
        )
        schema = etree.RelaxNG(etree.fromstring(grammar))
    return [] if schema.validate(root) else [str(error) for error in schema.error_log]


def told(unit: Unit) -> Unit:
    """A unit as it comes back from a format: terms are for people, the fingerprint is the file's."""
    return replace(unit, terms=(), written="")


def kept(form: str, units: tuple[Unit, ...]) -> list[Unit]:
    """The units that a format carries: a memory only those with a translation."""
    return [told(unit) for unit in units if form != "tmx" or unit.target.strip()]


def returned(form: str, units: tuple[Unit, ...]) -> list[Unit]:
    """The units as they come back through a format."""
    made = FORMATS[form]
    return [told(unit) for unit in made.read(made.write(units), f"x{made.suffix}")]


# Any text, and what is hard: tags in and out of order, markup, blanks at the ends, other directions, emoji.
HARD = st.sampled_from(
    [
        *(
            "<1>",
            "</1>",
            "<2/>",
            "<01>",
            "<2>",
            "</2>",
            "]]>",
            "&amp;",
            "&",
            "<",
            "<!--",
            "=1+1",
            "+",
            "-",
            "@",
        ),
        *("\u202e", "\u200f", "שלום", "👩\u200d👧", "\n", "\r\n", "\t", " ", "\u2028", "\x85", "\u3000"),
        *("_x000D_", "_x0041_", "'", "\x00", "\ud800", "\ufffe", "\U0001fffe", "\x7f", "水", "The "),
    ]
)
TEXT = st.one_of(st.text(max_size=30), st.lists(HARD, max_size=12).map("".join))
SOUND_TEXT = TEXT.map(lambda text: UNSOUND.sub("", text))
