"""The formats of a report, and what the files of its folder are called."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from gongkai.errors import UsageError
from gongkai.report.content.editions import Edition


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name that asks for it, its file or folder, and the edition that this holds.

    ``needs`` is the package of the optional extra of the same name.
    """

    name: str
    file: str
    edition: Edition
    needs: str = ""


REVIEW: Final = "review"
FORMATS: Final = (
    Format("html", "report.html", Edition.PUBLIC),
    Format(REVIEW, "review.html", Edition.REVIEW),
    Format("xlsx", "statistics.xlsx", Edition.REVIEW),
    Format("tables", "tables.xlsx", Edition.PUBLIC),
    Format("docx", "report.docx", Edition.PUBLIC),
    Format("pdf", "report.pdf", Edition.PUBLIC, needs="typst"),
    Format("cms", "cms", Edition.PUBLIC),
)
DEFAULT: Final = "html,review,xlsx,docx"
NOTEBOOK, MANIFEST = "report.ipynb", "manifest.json"
FACTS: Final = ("facts.json", "facts.csv")


def formats_again(names: str | None, made: Collection[str], *, review: bool) -> tuple[Format, ...]:
    """Return the formats of a report that is made by hand, in the tuple's order.

    Without names it is the usual ones and those that were ``made`` before, so that none of them is left
    behind older ledgers; one whose package is not there stays as it is. The ``review`` goes with every
    public edition, for whoever signs one reads it.

    >>> [f.name for f in formats_again("docx", (), review=True)]
    ['review', 'docx']
    >>> [f.name for f in formats_again(None, ("cms",), review=False)]
    ['html', 'xlsx', 'docx', 'cms']
    """
    chosen = set(formats_named(DEFAULT if names is None else names))
    if names is None:
        chosen |= {f for f in FORMATS if f.file in made and (not f.needs or find_spec(f.needs))}
    public = any(form.edition is Edition.PUBLIC for form in chosen)
    asked = names is not None and REVIEW in {form.name for form in chosen}
    return tuple(
        form
        for form in FORMATS
        if (form in chosen or (form.name == REVIEW and public))
        and (form.name != REVIEW or review or asked)
    )


def formats_named(names: str) -> tuple[Format, ...]:
    """Return the formats that a list like ``html,xlsx`` asks for, in the tuple's order.

    >>> [f.file for f in formats_named("xlsx, html")]
    ['report.html', 'statistics.xlsx']
    >>> formats_named("html,word")
    Traceback (most recent call last):
    gongkai.errors.UsageError: 没有输出格式“word”。可用：html、review、xlsx、tables、docx、pdf、cms，用逗号隔开。
    """
    asked = [name.strip() for name in names.split(",") if name.strip()]
    known = {form.name for form in FORMATS}
    wrong = "、".join(f"“{name}”" for name in asked if name not in known) or "“”" * (not asked)
    if wrong:
        known_names = "、".join(form.name for form in FORMATS)
        raise UsageError(f"没有输出格式{wrong}。可用：{known_names}，用逗号隔开。")
    chosen = tuple(form for form in FORMATS if form.name in asked)
    for form in chosen:
        if form.needs and find_spec(form.needs) is None:
            raise UsageError(
                f"输出 {form.name} 需要 {form.needs}，没有安装。请先运行：pip install 'gongkai[{form.name}]'"
            )
    return chosen
