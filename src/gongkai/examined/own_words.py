"""What the office calls its channels, in the counts that charts and notes are made of."""

from dataclasses import replace
from typing import Final

from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Counts
from gongkai.records.agency import Agency

_CHANNELS: Final = "disclosures_by_month_channel"
_OWN_SITE, _EACH_SITE, _CATALOGUE = "本机关网站", "各机关网站", "政府信息公开目录网"


def in_own_words(indicators: Indicators, agency: Agency) -> Indicators:
    """Return the figures with the channels called as the sentences call them."""
    counts = indicators.counts.get(_CHANNELS)
    names = {_CATALOGUE: agency.city_catalogue_name}
    if agency.members_in(indicators.year):
        names[_OWN_SITE] = _EACH_SITE
    if not isinstance(counts, Counts) or all(old == new for old, new in names.items()):
        return indicators
    labels = tuple(tuple(names.get(label, label) for label in one) for one in counts.labels)
    cells = {tuple(names.get(part, part) for part in at): n for at, n in counts.cells.items()}
    renamed = replace(counts, labels=labels, cells=cells)
    return replace(indicators, counts={**indicators.counts, _CHANNELS: renamed})
