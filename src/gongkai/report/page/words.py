"""Words on their way into the page: escaped, with the places where a line may end, and numbers marked."""

import re
from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

from gongkai.pattern import pattern
from gongkai.report.content.review.numbers import told_numbers

_STEPS: Final = pattern(r"https?://[^/.@]*[/.@]?|[^/.@]*(?:/+|[.@])|[^/.@]+")


def escaped(text: str) -> str:
    """Return the text escaped; letters and figures alone, as most cells are, have nothing to escape.

    >>> escaped("12"), str(escaped("1 < 2"))
    ('12', '1 &lt; 2')
    """
    return text if text.isalnum() else escape(text)


def breakable(text: str) -> Markup:
    """Return the text escaped, with places where a long web or mail address may break: none within http://,
    nor behind it.

    >>> print(breakable("见 http://a.cn/b <i>"))
    见 <span class="whole">http://a.</span><wbr/>cn/<wbr/>b &lt;i&gt;
    >>> print(breakable("邮箱：b@a.cn。"))
    邮箱：b@<wbr/>a.<wbr/>cn。
    """
    pieces = re.split(r"(https?://[\w./-]+|[\w.+-]+@[\w.-]+)", text, flags=re.ASCII)
    return Markup("").join(_address(piece) if n % 2 else piece for n, piece in enumerate(pieces))


def _address(address: str) -> Markup:
    first, *rest = _STEPS.findall(address)
    start = (
        Markup('<span class="whole">{}</span>').format(first) if "//" in first else escape(first)
    )
    return Markup("<wbr/>").join([start, *rest])


# No browser knows where a Chinese word ends: in a heading a line may end behind one of these only.
_PHRASES: Final = (
    "政府信息公开", "主动公开", "依申请公开", "不予公开", "政府信息", "收到和处理", "申请", "情况", "行政复议", "行政诉讼",
    "存在的", "主要问题", "改进", "其他", "需要", "报告的", "事项", "工作", "年度报告", "统计表", "人大代表", "政协委员",
    "建议", "提案", "办理", "结果", "相关", "费用", "加强", "发挥", "保障", "机制", "运行", "宣传", "解读", "信息", "载体", "作用",
    "平台", "建设", "监督", "管理", "内容", "本年", "制发", "废止", "处理", "决定", "收费", "金额", "件数", "数量", "现行", "有效",
    "行政", "规范性", "文件", "许可", "处罚", "强制", "事业性", "第二十条",
)  # fmt: skip
_PHRASE: Final = pattern("|".join(sorted(_PHRASES, key=len, reverse=True)))


def phrases(text: str) -> Markup:
    """Return the text escaped, with places between words where a line of a heading may end.

    >>> phrases("存在的主要问题<及改进情况")
    Markup('存在的<wbr/>主要问题<wbr/>&lt;及改进<wbr/>情况')
    """
    pieces = _PHRASE.sub(lambda m: f"{m[0]}\n", text).removesuffix("\n").split("\n")
    return Markup("<wbr/>").join(pieces)


def counted(text: str, marked: object, words: Callable[[str], Markup] = Markup.escape) -> Markup:
    """Return the text of a name or a note, in the review each number in it marked with what it is.

    ``words`` writes what stands between the numbers.

    >>> counted("2018年工作", True)
    Markup('<span class="uncounted" title="日期，不计数">2018年</span>工作')
    """
    if not marked:
        return words(text)
    return Markup("").join(
        Markup('<span class="uncounted" title="{}">{}</span>').format(told, piece)
        if told
        else words(piece)
        for piece, told in told_numbers(text)
    )
