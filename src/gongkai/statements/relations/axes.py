"""Whether what is listed shares what it counts: 党员86人次、女干部47人次 are of one and the same people."""

from collections.abc import Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.paragraph import Paragraph

# What tells two things of one another's axis apart; of different axes, something may be both.
_AXES: Final = (
    pattern(r"党员|团员|民主党派|无党派"),
    pattern(r"女|男"),
    pattern(r"民族|汉族"),
    pattern(r"新入职|新任|新进|新录用|新聘"),
    pattern(r"[科处厅乡正副]级|领导|中层|负责人|班子"),
    pattern(r"研究生|本科|大专|硕士|博士|学历"),
    pattern(r"周?岁|青年|老年|老人|未成年|残疾"),
    pattern(r"原创|转载|首发|自采|采编"),
    pattern(r"配有?|附有?|带有|含有|图文|图片|视频|动漫|音频|图解"),
    pattern(r"被|获|入选|采用|采纳|点赞|评为"),
    pattern(r"重复|首次|多次|再次"),
    pattern(r"匿名|实名|联名"),
    pattern(r"网上|网络|线上|线下|现场|电话|信函|当面|窗口"),
    pattern(r"按时|按期|当场|当日|提前|限时|逾期|延期|超期|即时"),
    pattern(r"涉企|涉农|涉民|民生|惠企|惠民"),
    pattern(r"重点|重大|紧急|疑难"),
)
_QUALITY: Final = pattern(r"^(?:其中|，|且|还|另)*(?:配|附|带|含|被|获|入选|经|已|有)")


def are_of_axes(labels: Sequence[str]) -> bool:
    """Tell whether of listed kinds one may be another too: they are told apart by different things.

    >>> are_of_axes(["党员", "女干部", "新入职人员"]), are_of_axes(["男", "女"]), are_of_axes(["网站", "微博"])
    (True, False, False)
    >>> are_of_axes(["原创信息", "配有图片的信息"])
    True
    """
    axes = [{n for n, axis in enumerate(_AXES) if axis.search(label)} for label in labels]
    told = [found for found in axes if found]
    if len(told) > 1 and not set.intersection(*told):
        return len(told) == len(labels) or any(_QUALITY.search(label) for label in labels)
    return bool(_QUALITY.search(labels[-1])) and not all(map(_QUALITY.search, labels))


def are_other_years(labels: Sequence[str], before: str) -> bool:
    """Tell whether a bracket tells what earlier years had, each its own: 新收12件（2022年9件、2021年15件）.

    >>> are_other_years(("2022年", "2021年"), "新收"), are_other_years(("2022年", "2021年"), "两年累计")
    (True, False)
    """
    return all(map(_A_YEAR_S.fullmatch, labels)) and not _OF_YEARS.search(before)


_A_YEAR_S: Final = pattern(r"(?:其中)?(?:上年|去年|前年|20\d\d年)度?(?:为|是|有|收到|受理)?")
_OF_YEARS: Final = pattern(
    r"累计|历年|[两二三四五六七八九十]年|近几年|20\d\d年?[-—–~～至到]+20\d\d"
)


def all_on_one(totals: Sequence[Figure], items: Sequence[Figure]) -> bool:
    """Tell whether one channel has all there is and others some of it: 300条，其中网站300条、微信180条.

    >>> from gongkai.statements.text.figure import figures_of
    >>> total, *items = figures_of("信息300条，网站300条、微信180条")
    >>> all_on_one((total,), items), all_on_one((total,), items[1:])
    (True, False)
    """
    if len(items) < 2 or not all(_CHANNEL.search(item.label) for item in items):
        return False
    numbers = [item.number for item in items]
    return all(numbers) and any(t.number in numbers for t in totals)


_CHANNEL: Final = pattern(
    "网站|网页|微信|微博|公众号|客户端|公报|公[告示]栏|平台|报[刊纸]|广播|电视|电子屏|APP|抖音|媒体|橱窗"
)


BY: Final = pattern(
    r"(?:(?:按照?|从)[^，。；：（）\d]{2,12}(?:分|看|划分|分类|来看)|按(?:来源|类别|类型|性质|内容|渠道|方式|层级|地区|领域|主题))[，：]"
)


def before_all(
    paragraph: Paragraph, totals: Sequence[Figure], start: int, end: int
) -> tuple[Figure, ...]:
    """Return the total of lists by one aspect after another, which stands before the first: 12件；按方式分，…；按内容分，…."""
    first = BY.search(paragraph.text, start, end)
    before = [f for f in totals if first is not None and start <= f.start < first.start()]
    # 41件，市级9件、区级32件；按性质分，…
    split = (
        f for n, f in enumerate(before) if n > 1 and sum(g.number for g in before[:n]) == f.number
    )
    return tuple([*split, *before][:1])
