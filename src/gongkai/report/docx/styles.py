"""The paragraph styles of GB/T 9704, declared once, each with its East Asian font.

Fonts are named and never shipped; for each the names by which Word, WPS or another system has
the same or the nearest face stand beside it.
"""

from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from gongkai.report.docx.words import RED, element

PITCH: Final = 560  # twentieths of a point, 固定值28磅: 22 lines stand in 225 mm
_SPACING: Final = -5  # twentieths of a point: 28 characters fill its 156 mm

FONTS: Final = (
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong"),
    ("仿宋_GB2312", "仿宋,FangSong,华文仿宋,STFangsong"),
    ("楷体_GB2312", "楷体,KaiTi,华文楷体,STKaiti"),
    ("黑体", "SimHei,微软雅黑,Microsoft YaHei"),
    ("宋体", "SimSun,新宋体,NSimSun"),
)
TITLE_FONT, BODY_FONT, KAI, HEI, SONG = (name for name, _ in FONTS)


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style: font, size in points, alignment, first-line indent in characters.

    ``grid`` keeps the line pitch of the type area; off it, lines are as high as what stands in
    them. ``outline`` is the level in Word's navigation.
    """

    id: str
    name: str
    font: str
    size: float
    align: str = "both"
    indent: float = 2
    grid: bool = True
    before: int = 0
    keep_next: bool = False
    bold: bool = False
    outline: int | None = None
    colour: str = ""


STYLES: Final = (
    Style("Normal", "Normal", BODY_FONT, 16),
    Style("Title", "Title", TITLE_FONT, 22, "center", 0),
    Style("Heading1", "heading 1", HEI, 16, "left", keep_next=True, outline=0),
    Style("Heading2", "heading 2", KAI, 16, "left", keep_next=True, outline=1),
    Style("Heading3", "heading 3", BODY_FONT, 16, "left", keep_next=True, bold=True, outline=2),
    Style("AnnexHeading", "附件标题", HEI, 16, "left", 0, keep_next=True, outline=0),
    Style("Notice", "编制说明", KAI, 14),
    Style("Item", "列举", BODY_FONT, 16),
    Style("TableCaption", "表题", HEI, 12, "center", 0, False, 6, True),
    Style("TableNote", "表注", SONG, 9, "left", 0, False),
    Style("Cell", "表内文字", SONG, 10.5, "left", 0, False),
    Style("ChartCaption", "图题", HEI, 12, "center", 0, False, 8, True),
    Style("Chart", "图", SONG, 10.5, "center", 0, False),
    Style("ChartNote", "图注", SONG, 10.5, "center", 0, False),
    Style("Attachment", "附件说明", BODY_FONT, 16, "left"),
    Style("Seal", "落款", BODY_FONT, 16, "right", 0, keep_next=True),
    Style("Break", "分节", SONG, 1, "left", 0, False),
    Style("Header", "header", HEI, 22, "center", 0, colour=RED),
    Style("Footer", "footer", SONG, 14, "right", 0, False),
)  # fmt: skip


def apply_styles(document: Document) -> None:
    """Replace every style of the library's template by the declared ones, and name the fonts."""
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    sheet.append(_defaults())
    for style in STYLES:
        sheet.append(_style(style))
    sheet.append(
        element(
            "style",
            element("name", val="Normal Table"),
            element("tblPr", element("tblInd", w=0, type="dxa")),
            type="table",
            styleId="TableNormal",
            default=1,
        )
    )


def font_properties(font: str) -> Element:
    """Return the run property that names a font for every script."""
    return element("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def sized(size: float) -> tuple[Element, Element]:
    """Return the run properties of a size in points."""
    half_points = round(size * 2)
    return element("sz", val=half_points), element("szCs", val=half_points)


def _defaults() -> Element:
    # Digits and addresses are no Chinese: LibreOffice would end a line within them.
    language = element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    words = element("rPr", font_properties(BODY_FONT), *sized(16), language)
    return element(
        "docDefaults", element("rPrDefault", words), element("pPrDefault", element("pPr"))
    )


def _style(style: Style) -> Element:
    made = element("style", element("name", val=style.name), type="paragraph", styleId=style.id)
    if style.id == "Normal":
        made.set(qn("w:default"), "1")
    else:
        made.append(element("basedOn", val="Normal"))
    made.append(element("qFormat"))
    made.append(_paragraph(style))
    made.append(_words(style))
    return made


def _paragraph(style: Style) -> Element:
    made = element("pPr")
    if style.keep_next:
        made.append(element("keepNext"))
    made.append(element("widowControl", val=int(style.grid)))
    for switch in ("autoSpaceDE", "autoSpaceDN"):  # no extra room between digits and characters
        made.append(element(switch, val=0))
    made.append(element("snapToGrid", val=0))
    if style.grid:
        spacing = element("spacing", before=0, after=0, line=PITCH, lineRule="exact")
    else:
        spacing = element("spacing", before=style.before * 20, after=0, line=240, lineRule="auto")
    made.append(spacing)
    advance = style.size * 20 + (_SPACING if style.grid else 0)
    made.append(
        element(
            "ind",
            firstLineChars=round(style.indent * 100),
            firstLine=round(style.indent * advance),
        )
    )
    made.append(element("jc", val=style.align))
    if style.outline is not None:
        made.append(element("outlineLvl", val=style.outline))
    return made


def _words(style: Style) -> Element:
    made = element("rPr", font_properties(style.font))
    if style.bold:
        made.append(element("b"))
    if style.colour:
        made.append(element("color", val=style.colour))
    if style.grid:
        made.append(element("spacing", val=_SPACING))
    made.extend(sized(style.size))
    return made


def font_table() -> bytes:
    """Return the part that names for each font what may stand in for it."""
    made = element("fonts")
    for name, others in FONTS:
        made.append(
            element(
                "font",
                element("altName", val=others),
                element("charset", val="86"),
                element("family", val="auto"),
                element("pitch", val="variable"),
                name=name,
            )
        )
    return serialize_part_xml(made)
