"""What claims and plans share: 均 or a count, a rate only over a base that carries it, and whole passages."""

from typing import Final

from gongkai.narrative.claims.names import PASSAGE_NAMES
from gongkai.narrative.verdict import Verdict


def both(count: str, word: str = "已") -> str:
    """Return 均 where there are two or more, else ``word``: one case is not all of them."""
    return f"{{% if 有('{count}', 2) %}}均{{% else %}}{word}{{% endif %}}"


def rated(rate: str, words: str) -> str:
    """Return the words and a rate, for a base that is large enough; else nothing."""
    return f"{{% if 可列比率('{rate}') %}}，{words}{{{{ 数字('{rate}') }}}}{{% endif %}}"


def rate_or(rate: str, words: str, otherwise: str) -> str:
    """Return the words and a rate, for a base that is large enough; else what stands in its place."""
    large = f"{{% if 可列比率('{rate}') %}}{words}{{{{ 数字('{rate}') }}}}"
    return f"{large}{{% else %}}{otherwise}{{% endif %}}"


# Where all stands in one place, that is said first, and what stands elsewhere too beside it.
_CHANNELS: Final = (
    "{% set 渠道 = [('在各机关网站' if whose else '在本机关网站', 'disclosed_own_site'),"
    " ('在' ~ city_catalogue_name, 'disclosed_city_catalogue'), ('在政府公报', 'disclosed_gazette'),"
    " ('通过政务微博', 'disclosed_weibo'), ('通过政务微信', 'disclosed_wechat'),"
    " ('通过其他方式', 'disclosed_other')] %}"
    "{% set 全 %}{% for 词, 名 in 渠道 if 等于(名, 'disclosed_total') %}并{{ 词 }}{% endfor %}{% endset %}"
    "{% set 各 %}{% for 词, 名 in 渠道 if 有(名) and not 等于(名, 'disclosed_total') %}"
    "、{{ 词 }}公开{{ 数字(名) }}{% endfor %}{% endset %}"
    "{% if 全 %}，{% if 有('disclosed_total', 2) %}均{% endif %}{{ 全[1:] }}公开"
    "{% if 各 %}，其中同时{{ 各[1:] }}{% endif %}{% elif 各 %}，其中{{ 各[1:] }}{% endif %}"
)
_STAFF: Final = (
    "{% if 等于('staff_full_time', 'staff_total') %}专职从事政府信息公开工作人员{{ 数字('staff_total') }}"
    "{% elif 等于('staff_part_time', 'staff_total') %}兼职从事政府信息公开工作人员{{ 数字('staff_total') }}"
    "{% else %}从事政府信息公开工作人员{{ 数字('staff_total') }}"
    "（专职{{ 数字('staff_full_time') }}、兼职{{ 数字('staff_part_time') }}）{% endif %}"
)
_HANDLED: Final = (
    "{% set 已 %}{% if (掌握('hotline_replied') or not 掌握('hotline_due')) and 有('hotline_replied') %}，{{ 断言('hotline_feedback') }}{% endif %}"
    "{% if (掌握('hotline_closed_on_time') or not 掌握('hotline_due')) and 有('hotline_closed_on_time') %}，{{ 断言('hotline_on_time') }}{% endif %}{% endset %}"
    "{% if not 等于('hotline_due', 'hotline_cases') %}，本年应办结{{ 数字('hotline_due') }}{% endif %}"
    "{% if 成立('hotline_feedback') and 成立('hotline_on_time') and not 可列比率('hotline_on_time_rate') %}，"
    + both("hotline_due", "")
    + "已反馈并按时办结{% else %}{{ 已 }}{% endif %}"
)
# A duty is written of where it was done throughout; what was left out of it is a finding, and no sentence.
_REVIEWS: Final = (
    "{% set 手续 %}{% if 成立('approvals_complete') %}，{{ 断言('approvals_complete') }}{% endif %}"
    "{% if 成立('secrecy_complete') %}，{{ 断言('secrecy_complete') }}{% endif %}{% endset %}"
    "{% if 手续 and 有('disclosed_total') %}主动公开的信息{{ 手续 }}。{% endif %}"
)
# What the year's ledgers show to have been done, by the words of a first chapter.
_WORKS: Final = (
    "{% set 工作 %}{% for 词, 名 in [('主动公开', 'disclosed_total'), ('依申请公开', 'accepted_total'),"
    " ('规范性文件管理', 'normative_documents_in_force'), ('政策解读', 'interpretation_articles'), ('回应关切', 'hot_topics'),"
    " ('行政许可和行政处罚公示', 'publicity_total'), ('业务培训', 'trainings')] if 掌握(名) and 有(名) %}"
    "、{{ 词 }}{% endfor %}{% endset %}"
    "{% if '、' in 工作[1:] %}{{ 工作[1:] }}等{% else %}政府信息公开各项{% endif %}工作"
)
# Table two counts every decision, the list made public what is to be: a reader sees both numbers. Where it was
# made public is not said: an export of the platform rarely says so itself.
_DECIDED: Final = (
    "{% if year|int > 2020 and 掌握('licence_decisions') and 掌握('penalty_decisions') and 掌握('publishable_decisions')"
    " and 有('publishable_decisions')"
    " and not ((等于('publicity_licences', 'licence_decisions') or not 有('licence_decisions'))"
    " and (等于('publicity_penalties', 'penalty_decisions') or not 有('penalty_decisions'))) %}"
    "全年作出{% if 有('licence_decisions') %}行政许可决定{{ 数字('licence_decisions') }}{% endif %}"
    "{% if 有('licence_decisions') and 有('penalty_decisions') %}、{% endif %}"
    "{% if 有('penalty_decisions') %}行政处罚决定{{ 数字('penalty_decisions') }}{% endif %}"
    "{% if not (掌握('publicity_timely_rate') and 掌握('publicity_rate') and 有('publicity_timely'))"
    " or 等于('publicity_timely', 'publishable_decisions') %}"  # else what follows says it beside those published
    "，其中应当公示的{{ 数字('publishable_decisions') }}{% endif %}。{% endif %}"
)
_PUBLICITY: Final = (
    "{% if 有('publicity_total') and (掌握('publicity_total') or not 掌握('publishable_decisions')) %}"
    + _DECIDED
    + "{% endif %}"
    "{% if 有('publicity_total') and (掌握('publicity_total') or not 掌握('publishable_decisions')) %}全年发布"
    "{% if 有('publicity_licences') %}行政许可信息{{ 数字('publicity_licences') }}{% endif %}"
    "{% if 有('publicity_licences') and 有('publicity_penalties') %}、{% endif %}"
    "{% if 有('publicity_penalties') %}行政处罚信息{{ 数字('publicity_penalties') }}{% endif %}"
    "{% if 有('publicity_licences') and 有('publicity_penalties') %}，累计{{ 数字('publicity_total') }}{% endif %}"
    "{% if 掌握('publicity_timely_rate') and 掌握('publicity_rate')"
    " and (有('publicity_timely') or not 有('publishable_decisions')) %}，{{ 断言('publicity_timely') }}{% endif %}。"
    "{% elif 掌握('publicity_total') and 有('publishable_decisions') %}"
    "全年作出应当公示的行政许可和行政处罚决定{{ 数字('publishable_decisions') }}，尚待公示。{% endif %}"
)


def handled(what: str, total: str, first: str) -> str:
    """Return how many the office was given, and of how many it is the first to answer."""
    return (
        f"{{% if 等于('{first}', '{total}') %}}主办{what}{{{{ 数字('{total}') }}}}"
        f"{{% else %}}承办{what}{{{{ 数字('{total}') }}}}"
        f"{{% if 有('{first}') %}}（其中主办{{{{ 数字('{first}') }}}}）{{% endif %}}{{% endif %}}"
    )


def content(code: str, who: str) -> dict[Verdict, str]:
    """Return what deputies or members thought of the answers."""
    rate = f"proposal_satisfaction_rate_{code}"
    evaluated, satisfied = f"proposals_{code}_evaluated", f"proposals_{code}_satisfied"
    some = f"其中满意{{{{ 数字('{satisfied}') }}}}" + rated(rate, f"{who}满意率")
    told = f"{{% if 有('{satisfied}') %}}，{some}{{% endif %}}"
    return {
        Verdict.TRUE: rate_or(rate, f"{who}满意率达", f"{who}{both(evaluated, '')}表示满意"),
        Verdict.FALSE: f"{who}评价{{{{ 数字('{evaluated}') }}}}{told}",
    }


# What stands in several plans, by name. Within them figures and claims are called as anywhere.
PASSAGES: Final = {
    "channels": _CHANNELS,
    "staff": _STAFF,
    "works": _WORKS,
    "reviews": _REVIEWS,
    "reviews_of_members": _REVIEWS.replace("主动公开的信息", "各部门、各单位主动公开的信息"),
    "publicity": _PUBLICITY,
    "publicity_titled": _PUBLICITY.replace("全年", "公示行政许可和行政处罚信息。全年"),
    "hotlines": "{% if 有('hotline_due') %}" + _HANDLED + "{% endif %}",
    "flowcharts": "{% if 等于('power_items_with_flowchart', 'power_items') %}，"
    + both("power_items", "")
    + "有流程图{% elif 有('power_items_with_flowchart') %}，"
    "其中有流程图的{{ 数字('power_items_with_flowchart') }}{% endif %}",
}
# By id or by Chinese name.
PASSAGES_BY_NAME: Final = PASSAGES | {PASSAGE_NAMES[name]: text for name, text in PASSAGES.items()}
