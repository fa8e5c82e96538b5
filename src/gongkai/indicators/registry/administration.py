from typing import Final

import polars as pl

from gongkai.indicators.indicator import Indicator, Ratio, Total, Unit
from gongkai.indicators.registry.formulas import distinct, equals, rows, total

_PUBLICITY = "国办发〔2015〕51号；发改电〔2015〕557号"
_TABLE2 = "国办公开办函〔2021〕30号 表二"
_POWER = "权力清单制度"
_OPEN_DATA = "政府数据开放平台报送要求"
_MONTHS = 12
_PUBLISHED = pl.col("published_in_year")
_LISTED = pl.col("in_list")


def _decided(kind: str, word: str) -> Indicator:
    return Indicator(
        f"{kind}_decisions",
        f"{word}处理决定数",
        Unit.CASE,
        f"年内作出的{word}决定，公开与否均计",
        _TABLE2,
        rows("decisions", equals("kind", kind) & pl.col("decided_in_year")),
    )


INDICATORS: Final = (
    _decided("licence", "行政许可"),
    _decided("penalty", "行政处罚"),
    _decided("coercion", "行政强制"),
    Indicator(
        "publicity_licences",
        "行政许可公示信息数",
        Unit.ITEM,
        "年内公示的行政许可（按公示日期）",
        _PUBLICITY,
        rows("decisions", equals("kind", "licence") & _PUBLISHED),
    ),
    Indicator(
        "publicity_penalties",
        "行政处罚公示信息数",
        Unit.ITEM,
        "年内公示的行政处罚（按公示日期）",
        _PUBLICITY,
        rows("decisions", equals("kind", "penalty") & _PUBLISHED),
    ),
    Indicator(
        "publicity_total",
        "双公示信息合计",
        Unit.ITEM,
        "行政许可公示信息数与行政处罚公示信息数之和",
        _PUBLICITY,
        Total(("publicity_licences", "publicity_penalties")),
    ),
    Indicator(
        "publicity_timely",
        "七个工作日内公示数",
        Unit.ITEM,
        "公示日期不晚于作出决定后第7个工作日的公示信息",
        _PUBLICITY,
        rows("decisions", equals("kind", "licence", "penalty") & _PUBLISHED & pl.col("timely")),
    ),
    Indicator(
        "publicity_judged",
        "已能判定及时与否的公示数",
        Unit.ITEM,
        "双公示信息中，及时与否不待放假安排公布即可判定的",
        _PUBLICITY,
        rows(
            "decisions",
            equals("kind", "licence", "penalty") & _PUBLISHED & ~pl.col("undetermined"),
        ),
    ),
    Indicator(
        "publicity_timely_rate",
        "双公示及时率",
        Unit.PERCENT,
        "七个工作日内公示数÷双公示信息合计（及时与否待放假安排公布后确定的除外）",
        _PUBLICITY,
        Ratio("publicity_timely", "publicity_judged"),
    ),
    Indicator(
        "publishable_decisions",
        "应当公示的决定数",
        Unit.CASE,
        "年内作出、应当公示的行政许可和行政处罚",
        _PUBLICITY,
        rows(
            "decisions",
            equals("kind", "licence", "penalty")
            & pl.col("decided_in_year")
            & pl.col("publishable"),
        ),
    ),
    Indicator(
        "publishable_published",
        "应当公示且已公示的决定数",
        Unit.CASE,
        "应当公示的决定中已经公示的",
        _PUBLICITY,
        rows(
            "decisions",
            equals("kind", "licence", "penalty")
            & pl.col("decided_in_year")
            & pl.col("publishable")
            & pl.col("published_on").is_not_null(),
        ),
    ),
    Indicator(
        "publicity_rate",
        "双公示公示率",
        Unit.PERCENT,
        "应当公示且已公示的决定数÷应当公示的决定数",
        _PUBLICITY,
        Ratio("publishable_published", "publishable_decisions"),
    ),
    Indicator(
        "power_items",
        "权力事项数",
        Unit.ENTRY,
        "年末权力清单中的事项，已取消的不计",
        _POWER,
        rows("power_items", _LISTED),
    ),
    Indicator(
        "power_item_categories",
        "权力事项类别数",
        Unit.CLASS,
        "权力清单中事项所属的类别",
        _POWER,
        distinct("power_items", "category", _LISTED),
        categories_of="power_items_by_category",
    ),
    Indicator(
        "power_items_confirmed",
        "本年确认的权力事项数",
        Unit.ENTRY,
        "年内再次确认的事项",
        _POWER,
        rows("power_items", _LISTED & pl.col("confirmed_on").is_not_null()),
    ),
    Indicator(
        "power_items_with_flowchart",
        "有流程图的权力事项数",
        Unit.ENTRY,
        "流程图完善的事项",
        _POWER,
        rows("power_items", _LISTED & pl.col("has_flowchart")),
    ),
    Indicator(
        "power_items_entered",
        "已录入平台的权力事项数",
        Unit.ENTRY,
        "已录入指定系统平台的事项",
        _POWER,
        rows("power_items", _LISTED & pl.col("entered_on").is_not_null()),
    ),
    Indicator(
        "power_item_entry_rate",
        "权力事项录入率",
        Unit.PERCENT,
        "已录入平台的权力事项数÷权力事项数",
        _POWER,
        Ratio("power_items_entered", "power_items"),
    ),
    Indicator(
        "charges_yuan",
        "行政事业性收费金额",
        Unit.YUAN,
        "年内行政事业性收费合计（不是信息处理费）",
        _TABLE2,
        total("charges", "amount_yuan", equals("kind", "charge")),
    ),
    Indicator(
        "procurements",
        "政府集中采购项目数",
        Unit.ENTRY,
        "年内集中采购项目",
        "国办公开办函〔2019〕60号 表二",
        rows("charges", equals("kind", "procurement")),
    ),
    Indicator(
        "procurement_yuan",
        "政府集中采购总金额",
        Unit.YUAN,
        "年内集中采购金额合计",
        "国办公开办函〔2019〕60号 表二",
        total("charges", "amount_yuan", equals("kind", "procurement")),
    ),
    Indicator(
        "open_data_sets",
        "开放数据集数",
        Unit.ENTRY,
        "按月报送的数据集",
        _OPEN_DATA,
        distinct("dataset_submissions", "dataset"),
    ),
    Indicator(
        "open_data_submissions",
        "数据集报送次数",
        Unit.TIME,
        "已报送的数据集月份",
        _OPEN_DATA,
        rows("dataset_submissions", pl.col("submitted_on").is_not_null()),
    ),
    Indicator(
        "open_data_expected",
        "数据集应报送次数",
        Unit.TIME,
        "每个数据集每月应报送一次，全年十二个月",
        _OPEN_DATA,
        distinct("dataset_submissions", "dataset", times=_MONTHS),
    ),
    Indicator(
        "open_data_delivery_rate",
        "数据集报送率",
        Unit.PERCENT,
        "数据集报送次数÷数据集应报送次数",
        _OPEN_DATA,
        Ratio("open_data_submissions", "open_data_expected"),
    ),
)
