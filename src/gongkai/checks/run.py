"""All checks of a key, in the order of the annex."""

import datetime as dt
from collections.abc import Sequence

from gongkai.checks.check import Result, State
from gongkai.checks.data import check_findings
from gongkai.checks.identities import check_form
from gongkai.checks.publication import check_publication
from gongkai.findings import Finding
from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledForm


def run(
    form: FilledForm | NoForm,
    *,
    opening: int | None,
    findings: Sequence[Finding],
    year: int,
    level: str,
    published_on: dt.date | None,
) -> tuple[Result, ...]:
    """Return every check's result: the form's identities, the publication date, the data."""
    if isinstance(form, NoForm):
        state = State.NOT_ASSESSABLE if form.blocks else State.PASS
        tables: tuple[Result, ...] = (Result("ST-2", state, form.reason, blocks=form.blocks),)
    else:
        tables = check_form(form, opening)
    return (*tables, check_publication(year, level, published_on), *check_findings(findings))
