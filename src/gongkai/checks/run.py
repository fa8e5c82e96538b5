"""All checks of a key, in the order of the annex."""

from collections.abc import Sequence

from gongkai.checks.across import check_across
from gongkai.checks.check import Result, State
from gongkai.checks.data import check_findings, of_what_is_written, without_consequences
from gongkai.checks.identities import check_form, check_units
from gongkai.checks.tables import check_era, check_tables
from gongkai.checks.wording.prose import Prose
from gongkai.checks.wording.registry import check_wording
from gongkai.checks.years import LastYear, check_years
from gongkai.findings import Finding
from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.indicators.compute import Indicators


def run(
    form: FilledForm | FilledGrid | NoForm,
    *,
    opening: int | None,
    findings: Sequence[Finding],
    indicators: Indicators,
    last: LastYear | None,
    absent: str,
    prose: Prose,
) -> tuple[Result, ...]:
    """Return every check's result: the form's identities, last year, the date, the data."""
    tables: tuple[Result, ...]
    match form:
        case NoForm():
            tables = (Result("ST-2", State.PASS, form.reason),)
        case FilledGrid():
            tables = (check_era(prose.year, form.form.id), *check_tables(form.form, form.numbers))
        case FilledForm():
            tables = (
                check_era(prose.year, form.form.id),
                *check_form(form, opening),
                check_units(form, indicators),
            )
    return (
        *without_consequences(tables, findings),
        *check_across(indicators, prose.level),
        *check_years(indicators, last, absent),
        *of_what_is_written(check_wording(prose), findings),
        *check_findings(findings),
    )
