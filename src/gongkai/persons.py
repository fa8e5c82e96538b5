"""What points to a person, wherever it was typed: it is told where it stands, and never repeated."""

import re
import unicodedata
from pathlib import PurePath
from typing import Final

from gongkai.pattern import pattern

DATE: Final = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
IDENTITY: Final = rf"[1-9][0-9]{{5}}{DATE}[0-9]{{3}}[0-9Xx]"
MOBILE: Final = r"1[3-9][0-9]{9}"
HIDDEN: Final = "（含个人信息，已隐去）"
_NUMBER: Final = pattern(rf"(?<!\d)(?:{MOBILE}|{IDENTITY})(?!\d)")
_MANY_DIGITS: Final = pattern(r"(?:\d[^\d]{0,3}){11}")
_REACHED: Final = pattern(r"\d{3,4}[-—]\d{7,8}(?!\d)|[\w.]@\w[\w-]*\.")
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)  # by far the most of the people; a name of others is not known as one
_NAME: Final = pattern(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?:先生|女士|同志)?")
_WEIGHTS: Final = tuple(pow(2, 17 - n, 11) for n in range(17))


def has_person_number(text: str) -> bool:
    """Tell whether an identity number (its check digit valid) or a mobile number is in the text.

    >>> [has_person_number(t) for t in ("230102199001011230", "230102199001011231", "139-0451-0451")]
    [True, False, True]
    """
    found = [number for spelt in _spellings(text) for number in _NUMBER.findall(spelt)]
    return any(len(number) < 18 or _valid_identity(number) for number in found)


def points_to_person(text: str) -> bool:
    """Tell whether a text, quoted, could give a person away: any number of such a shape is in it.

    >>> [points_to_person(t) for t in ("张三 230102199001011231", "哈人防发〔2018〕12号")]
    [True, False]
    >>> points_to_person("13904510451 230102199001011231")  # two beside each other
    True
    """
    return bool(_MANY_DIGITS.search(text)) and any(map(_NUMBER.search, _spellings(text)))


def may_be_personal(cell: str) -> bool:
    """Tell whether a cell that stands in a wrong column may be a person's number, address or name.

    >>> [may_be_personal(t) for t in ("张三丰", "0451-84612345", "a@b.cn", "2018-02-30", "网洛")]
    [True, True, True, False, False]
    """
    text = cell.strip()
    return points_to_person(text) or bool(_REACHED.search(text) or _NAME.fullmatch(text))


def without_persons(text: str) -> str:
    """Return the text, or, where a person's number is in it, a word for it: names stand beside numbers.

    >>> [without_persons(t) for t in ("依申请公开.xlsx", "张三13904510451.xlsx")]
    ['依申请公开.xlsx', '（含个人信息，已隐去）.xlsx']
    """
    return HIDDEN + PurePath(text).suffix[:5] if points_to_person(text) else text


def _spellings(text: str) -> tuple[str, str]:
    """Return the text with full-width signs folded: as it stands, for numbers beside each other, and
    with digits in groups put together."""
    folded = unicodedata.normalize("NFKC", text)
    return folded, re.sub(r"(?<=[\dXx])[\s\-—]+(?=[\dXx])", "", folded)


def _valid_identity(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()
