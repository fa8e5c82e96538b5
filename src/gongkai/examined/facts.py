"""The facts of an examined year."""

from gongkai.examined.examine import Examined
from gongkai.examined.rollup import standing
from gongkai.facts.facts import FactSet, facts_of
from gongkai.forms.era import form_for


def fact_set(examined: Examined) -> FactSet:
    """Return every figure of the year as a fact, with how its records stand; no row is in it."""
    records = examined.records
    state = standing(records, examined.members)
    return FactSet(
        state.code,
        state.name,
        examined.key.year,
        bool(examined.blocking),
        state.errors,
        state.unknown,
        state.sha256,
        records.declarations.kind,
        facts_of(examined.indicators, form_for(examined.key.year)),
    )
