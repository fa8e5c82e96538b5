"""An examined year of which a broken ledger takes only what depends on it."""

from dataclasses import replace

from gongkai.examined.examine import Examined, refuse_stopping
from gongkai.examined.soundness import sound_records
from gongkai.forms.era import NoForm, form_for
from gongkai.forms.fill import filled
from gongkai.indicators.compute import compute


def sound(examined: Examined) -> Examined:
    """Return what was examined with each figure and cell of a broken ledger unknown, and why.

    DataError where what is broken is no ledger's own, or figures of several offices are added up.
    """
    if not examined.records.stopping:
        return examined
    records = sound_records(examined.records)
    if records is None:
        refuse_stopping(examined)
        return examined
    indicators, form = compute(records), form_for(examined.key.year)
    tables = form if isinstance(form, NoForm) else filled(form, indicators.values)
    return replace(examined, indicators=indicators, form=tables)
