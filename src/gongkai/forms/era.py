"""Which form a reporting year has."""

from dataclasses import dataclass
from typing import Final

from gongkai.forms.form import Form, load_form

FIRST_NATIONAL_YEAR: Final = 2014
FORMS: Final = ("form_2014",)


@dataclass(frozen=True, slots=True)
class NoForm:
    """A year without a form here, and the sentence that says why."""

    reason: str
    blocks: bool


def form_for(year: int) -> Form | NoForm:
    """Return the form of a reporting year, or why there is none.

    >>> form_for(2018).id
    'form_2014'
    >>> form_for(2012).reason
    '2012年度尚无全国统一的统计表（统一表式自2014年度起施行），本报告只列指标。'
    """
    if year < FIRST_NATIONAL_YEAR:
        return NoForm(
            f"{year}年度尚无全国统一的统计表（统一表式自{FIRST_NATIONAL_YEAR}年度起施行），"
            "本报告只列指标。",
            blocks=False,
        )
    for name in FORMS:
        form = load_form(name)
        if form.since <= year <= form.until:
            return form
    return NoForm(f"{year}年度的法定统计表尚未收入本程序，统计表需另行填报。", blocks=True)
