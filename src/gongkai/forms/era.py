"""Which form a reporting year has."""

from dataclasses import dataclass
from typing import Final

from gongkai.forms.form import Form, load_form
from gongkai.forms.grid import GridForm, load_grid

FIRST_NATIONAL_YEAR: Final = 2014
LIST_FORMS: Final = ("form_2014",)
GRID_FORMS: Final = ("form_2019", "form_2021")


@dataclass(frozen=True, slots=True)
class NoForm:
    """A year without a national form, and the sentence that says so."""

    reason: str


def form_for(year: int) -> Form | GridForm | NoForm:
    """Return the form of a reporting year, or why there is none.

    >>> form_for(2018).id, form_for(2020).id, form_for(2024).id
    ('form_2014', 'form_2019', 'form_2021')
    >>> form_for(2012).reason
    '2012年度尚无全国统一的统计表（统一表式自2014年度起施行），本报告只列指标。'
    """
    forms: tuple[Form | GridForm, ...] = (
        *map(load_form, LIST_FORMS),
        *map(load_grid, GRID_FORMS),
    )
    for form in forms:
        if form.since <= year <= form.until:
            return form
    return NoForm(
        f"{year}年度尚无全国统一的统计表（统一表式自{FIRST_NATIONAL_YEAR}年度起施行），"
        "本报告只列指标。"
    )
