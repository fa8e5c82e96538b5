"""All relations of a paragraph, in the order in which they stand."""

from functools import lru_cache

from gongkai.statements.relations.balances import read_balances
from gongkai.statements.relations.dates import read_dates
from gongkai.statements.relations.each import read_each
from gongkai.statements.relations.growth.averages import read_averages, read_trends
from gongkai.statements.relations.growth.beside import read_beside
from gongkai.statements.relations.growth.changes import read_changes
from gongkai.statements.relations.growth.durations import read_durations
from gongkai.statements.relations.growth.multiples import read_multiples
from gongkai.statements.relations.growth.named_years import read_named_years
from gongkai.statements.relations.growth.ranks import read_places, read_ranks
from gongkai.statements.relations.growth.reached import read_reached
from gongkai.statements.relations.growth.stocks import read_stocks
from gongkai.statements.relations.parts.again import read_again, read_beyond
from gongkai.statements.relations.parts.answered import read_answered
from gongkai.statements.relations.parts.complements import read_complements
from gongkai.statements.relations.parts.exclusive import read_exclusive, read_within
from gongkai.statements.relations.parts.listed import read_listed
from gongkai.statements.relations.parts.mixed import read_mixed
from gongkai.statements.relations.parts.named import read_named
from gongkai.statements.relations.parts.posts import read_posts, read_restated
from gongkai.statements.relations.parts.rests import read_left, read_rests
from gongkai.statements.relations.parts.saved import read_saved
from gongkai.statements.relations.products import read_in_words, read_periods, read_products
from gongkai.statements.relations.relation import Relation
from gongkai.statements.relations.shares.achieved import read_achieved
from gongkai.statements.relations.shares.among import with_partly
from gongkai.statements.relations.shares.counted import read_counted
from gongkai.statements.relations.shares.joint import read_joint
from gongkai.statements.relations.shares.rates import read_bases, read_rates
from gongkai.statements.relations.shares.ratios import read_ratios
from gongkai.statements.relations.shares.shares import read_shares
from gongkai.statements.relations.shares.untold import read_untold
from gongkai.statements.relations.sums import read_sums
from gongkai.statements.relations.totals import read_totals
from gongkai.statements.text.interval import Judgement
from gongkai.statements.text.paragraph import Paragraph


@lru_cache(maxsize=1024)  # claims, tables and shares ask for the same paragraphs
def relations_of(paragraph: Paragraph) -> tuple[Relation, ...]:
    """Return what a paragraph states between its own figures, each judged.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.state.value) for r in relations_of(parse("公开信息127条，其中网站89条、公报37条。"))]
    [('127=89+37', 'fails')]
    """
    if len(paragraph.figures) < 2:
        alone = read_changes(paragraph) if paragraph.figures else ()
        return (
            *alone,
            *read_durations(paragraph),
            *read_in_words(paragraph),
            *read_beyond(paragraph),
            *read_dates(paragraph),
        )
    found = (
        *read_balances(paragraph),
        *read_sums(paragraph),
        *read_stocks(paragraph),
        *read_totals(paragraph),
        *read_listed(paragraph),
        *read_shares(paragraph),
        *read_joint(paragraph),
        *read_bases(paragraph),
        *read_rates(paragraph),
        *read_changes(paragraph),
        *read_multiples(paragraph),
        *read_averages(paragraph),
        *read_trends(paragraph),
        *read_durations(paragraph),
        *read_ranks(paragraph),
        *read_products(paragraph),
        *read_periods(paragraph),
        *read_in_words(paragraph),
        *read_achieved(paragraph),
        *read_named_years(paragraph),
        *read_beside(paragraph),
        *read_places(paragraph),
        *read_posts(paragraph),
        *read_restated(paragraph),
        *read_ratios(paragraph),
    )
    found = (
        *found,
        *read_left(paragraph),
        *read_each(paragraph),
        *read_saved(paragraph),
        *read_mixed(paragraph),
        *read_named(paragraph),
        *read_answered(paragraph),
        *read_counted(paragraph),
        *read_reached(paragraph),
        *read_beyond(paragraph),
        *read_again(paragraph),
        *read_dates(paragraph),
    )
    summed = {at for r in found if r.kind in ("sum", "balance") for at in r.used}
    found = (
        *found,
        *read_rests(paragraph, summed),
        *read_complements(paragraph, summed),
        *read_exclusive(paragraph, summed),
        *read_within(paragraph),
    )
    settled = {at for r in found if r.state is not Judgement.NOT_ASSESSABLE for at in r.used}
    found = (*found, *read_untold(paragraph, settled))
    found = tuple(with_partly(paragraph, r) for r in found)
    return tuple(sorted(found, key=lambda r: r.at))
