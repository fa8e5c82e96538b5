"""Characters: placeholders left, garbled text with a probable reading, figures of mixed width."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from gongkai.checks.wording.prose import Prose, Remark
from gongkai.pattern import pattern

_VERBS: Final = r"(?:共|共计|合计|累计|总计|已办结|共收到|收到申请|受理申请|公开信息)"
PLACEHOLDERS: Final = (
    ("留有编写说明", pattern(r"(?:编写|填写|填报|填表|撰写)说明[：:]|（此处[^）]{0,20}）|(?:请在此|在此处)(?:填写|输入)")),
    ("留有待补内容", pattern(r"待(?:补充|填写?|核实|更新|完善后补)(?:$|[，。；）])|TODO|TBD|(?i:lorem ipsum)")),
    ("留有占位符", pattern(r"[X×✕ＸxＯ○〇□＿_＊*]{2,}(?=[件条次个份篇人元年月日号局市县镇乡]|$)|_{3,}|\{\{|\}\}|\$\{|<(?!关于|\d{4}年)[^<>]{1,20}(?<!通知|办法|条例|要点|方案|规定|意见|公告)>")),
    ("缺少数字", pattern(rf"{_VERBS}(?:约|了)?(?:件|条|次|份|篇|项|个)(?=[，。；、]|其中|$)|(?:占比?|达到?|率为?)[%％]|[（]\s*[）](?:件|条|次|个)")),
    ("缺少数字", pattern(r"[\u4e00-\u9fff]{2,12}(?:(?<![头信线链便教金一二两三四五六七八九十百千几多数])条|(?<![一二两三四五六七八九十百千几多数文案事信邮软稿证附部要组条办来急批收物零硬器构元配函])件|(?<![一二两三四五六七八九十百千几多数])篇)(?=[、，][^，。；、（）\d]{2,14}\d+(?:条|件|篇))")),
    ("缺少数字", pattern(r"[\u4e00-\u9fff]{2,12}(?<![事选专奖款强弱单多立分进各每逐几数义缺杂一二两三四五六七八九十百千])项(?=[、，][^，。；、（）\d]{2,14}\d+项)")),
    ("缺少数字", pattern(r"(?:信息|公告|公示|通报|简报|专报|快报|动态|视频|图解|解读|访谈|专刊|指南|手册|资料|案件|文件|培训班|讲座|座谈会|发布会)(?P<unit>期|册|份|场|起|批次|篇|幅)(?=[、，][^，。；、（）\d]{2,14}\d+(?P=unit))")),
    ("缺少数字", pattern(r"(?:召开|举办|开展|组织)[^，。；、\d一二三四五六七八九十两几多数每各历首本此该逐全]{0,16}(?:会议?|班|活动|讲座|培训|检查|督查)(?:场次|次)(?=[，、；][^，。；]{0,12}\d)")),
    ("缺少数字", pattern(r"共(?:收到|受理|接收|办结)[^，。；、\d一二三四五六七八九十两几多数]{0,14}(?:申请|公开|建议|提案)(?:件|份)(?=[，。；])")),
    ("缺少数字", pattern(r"共(?:收到|受理|接收|办结|办理|答复|发布|公开|制发|印发)(?:件|条|份|篇)(?=[\u4e00-\u9fff]{2})(?!条例|条款|条目|件数|件次|份数|篇数)")),
    ("日期没有填写", pattern(r"(?<!\d)年月日|\d{4}年月日|\d{4}年\d{1,2}月日")),
)  # fmt: skip
_KNOWN_GARBLE: Final = pattern(r"锟斤拷|锟斤|烫烫烫|屯屯屯|\ufffd+|ï»¿|â€[\u0080-\u00ff™œ]?")
_RUN: Final = pattern(r"[^\s，。；：！？、“”《》（）,.;!()\"'<>\d]{4,200}")
_LATIN: Final = pattern(
    r"[\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]{6,}"
)
_MIXED: Final = pattern(r"[0-9][０-９]|[０-９][0-9]|[０-９][.,．，]?[0-9]")
_RARE: Final = 0.85  # a shifted run has fewer everyday characters than this
_COMMON: Final = 0.9  # and its probable reading at least so many
_LEAST: Final = 4
_BESIDE: Final = 2  # everyday characters that a garble may begin or end with


def placeholders(prose: Prose) -> Iterator[Remark]:
    """D-5: no template note, placeholder or empty figure is left."""
    if prose.withheld:
        first, *others = prose.withheld
        more = f"等{len(others) + 1}处" if others else ""
        yield Remark(f"留有空缺：“{first.text}”{more}", first, first.text, waivable=False)
    for passage in prose.passages:
        for sentence in passage.sentences:
            for what, words in PLACEHOLDERS:
                match = words.search(sentence)
                if match:
                    yield Remark(f"{what}：“{match[0]}”", passage, sentence)


def garbled(prose: Prose) -> Iterator[Remark]:
    """D-9: no garbled characters, a probable reading beside them; no number of mixed width."""
    for passage in prose.passages:
        for run, reading in garbles(passage.text):
            guess = f"，可能是“{reading}”" if reading else ""
            yield Remark(f"文字像是乱码：“{run}”{guess}，请对照原稿改正", passage, run)
        for match in _MIXED.finditer(passage.text):
            yield Remark(
                "数字全角半角混用", passage, passage.text[max(0, match.start() - 6) :][:14]
            )


def garbles(text: str) -> Iterator[tuple[str, str]]:
    """Yield each garbled run with its probable reading, empty where none can be given.

    >>> list(garbles("数据锟斤拷缺失"))
    [('锟斤拷', '')]
    >>> [reading for _, reading in garbles("开展" + "政府信息公开".encode().decode("gb18030") + "工作")]
    ['政府信息公开']
    """
    covered: list[tuple[int, int]] = []
    for match in _KNOWN_GARBLE.finditer(text):
        covered.append(match.span())
        yield match[0], ""
    for match in _LATIN.finditer(text):
        if reading := _from_latin(match[0]):
            covered.append(match.span())
            yield match[0], reading
    for match in _RUN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in covered):
            continue
        yield from _from_gbk(match[0])


def _from_latin(run: str) -> str:
    """Return the Chinese words whose bytes were read as Latin letters, or nothing."""
    for read_as in ("cp1252", "latin-1"):
        for meant in ("utf-8", "gb18030"):
            try:
                reading = run.encode(read_as).decode(meant)
            except UnicodeError:
                continue
            if len(reading) > 1 and _everyday(reading) >= _COMMON:
                return reading
    return ""


def _from_gbk(run: str) -> Iterator[tuple[str, str]]:
    """Yield what of a run is UTF-8 read as GBK, or GBK read from the wrong byte on."""
    for start, end in _strange_stretches(run):
        for reading in (_as_utf8(run[start:end]), _shifted(run[start:end])):
            if reading:
                yield run[start:end], reading
                return
    strange = sum(not _is_everyday(char) for char in run)  # one rare character is a word's: 浏览
    if strange > 1 and _everyday(run) < _RARE and (reading := _shifted(run)):
        yield run, reading


def _strange_stretches(run: str) -> Iterator[tuple[int, int]]:
    """Yield stretches from about the first to about the last rare character, the longest first."""
    rare = [n for n, char in enumerate(run) if not _is_everyday(char)]
    if len(rare) < 2:
        return
    for end in range(min(len(run), rare[-1] + 1 + _BESIDE), rare[-1], -1):
        for start in range(max(0, rare[0] - _BESIDE), rare[0] + 1):
            if end - start >= _LEAST:
                yield start, end


def _as_utf8(run: str) -> str:
    try:
        reading = run.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return ""
    return reading if _everyday(reading) >= _COMMON else ""


def _shifted(run: str) -> str:
    """Return the words of a GBK text that was read one byte too early or too late, or nothing."""
    try:
        data = run.encode("gbk")
    except UnicodeError:
        return ""
    if _everyday(run) >= _RARE or len(run) < _LEAST:
        return ""
    reading = data[1:-1].decode("gbk", errors="ignore")
    return reading if len(reading) >= len(run) - 2 and _everyday(reading) >= _COMMON else ""


def _everyday(text: str) -> float:
    """Return the share of everyday characters: GB 2312's first level, which is ordered by use."""
    return sum(map(_is_everyday, text)) / len(text)


@lru_cache(maxsize=32_768)
def _is_everyday(char: str) -> bool:
    if char.isascii():
        return True
    try:
        data = char.encode("gb2312")
    except UnicodeError:
        return False
    return len(data) == 2 and (0xA1 <= data[0] <= 0xA3 or 0xB0 <= data[0] <= 0xD7)
