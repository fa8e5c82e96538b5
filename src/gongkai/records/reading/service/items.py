"""What the sheets 机关, 声明, 成员单位 and 审核意见 ask: their headings and items, as a clerk sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

OFFICE_SHEET, DECLARED_SHEET = "机关", "声明"
MEMBERS_SHEET, ANSWERS_SHEET = "成员单位", "审核意见"
ITEM_HEAD: Final = ("项目", "填写", "怎样填")
MEMBER_HEAD: Final = ("机关代码", "单位名称", "首个报告年度", "最后报告年度", "数据文件")
ANSWER_HEAD: Final = ("问题", "说明人", "理由", "有效期至")
HEADS: Final = {
    OFFICE_SHEET: ITEM_HEAD,
    DECLARED_SHEET: ITEM_HEAD,
    MEMBERS_SHEET: MEMBER_HEAD,
    ANSWERS_SHEET: ANSWER_HEAD,
}


class How(StrEnum):
    """How an item is filled in."""

    TEXT = "文字"
    LIST = "几项之间用顿号隔开"
    CHOICE = "从下拉列表中选"
    DATE = "日期"
    COUNT = "整数"
    RELATIONS = "机关代码和最后报告年度"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a sheet: the setting's own ``name``, how and with what it is filled in."""

    label: str
    name: str
    about: str
    how: How = How.TEXT
    choices: tuple[tuple[str, str], ...] = ()  # what the list shows, and what it sets

    @property
    def shown(self) -> Mapping[str, str]:
        """Return by value what the list shows for it."""
        return {value: label for label, value in self.choices}


_LEVELS: Final = (("部门", "department"), ("政府", "government"))
_KINDS: Final = (
    ("真实数据", "real"), ("由公布总数重建的示例数据", "rebuilt"), ("虚构的示例数据", "made_up"),
)  # fmt: skip
_MISSING: Final = (("合计写未掌握", "unknown"), ("按其余单位合计", "leave_out"))
OFFICE_ITEMS: Final = (
    Item("机关全称", "name", "印在报告的标题上"),
    Item("正文自称", "short_name", "如“我局”；不填的写“本机关”"),
    Item("级别", "level", "政府部门，或一级人民政府：公布期限和应写的内容不同", How.CHOICE, _LEVELS),
    Item("上级机关", "parent", "如“云杉市人民政府”"),
    Item("所在地区", "region", "如“广西”；当地另有放假安排的要填"),
    Item("网站名称", "site_name", "本机关网站的名称"),
    Item("网址", "site", "本机关网站的地址"),
    Item("公布栏目", "report_place", "报告公布在网站的哪个栏目"),
    Item("市级目录网名称", "city_catalogue_name", "本级政府信息公开目录网的名称"),
    Item("本地依据", "local_basis", "编制报告所依据的本地文件，几个之间用分号隔开", How.LIST),
    Item("公开版用图", "charts", "图名见审阅版，几幅之间用顿号隔开；不用图填“不用图”；不填的由程序选", How.LIST),
    Item("第一部分最多字数", "part_one_limit", "上级有规定的填写", How.COUNT),
    Item("前身机关", "predecessors", "机构改革前的机关代码和它最后的报告年度，如“yslyj 2018”", How.RELATIONS),
    Item("后继机关", "successors", "本机关撤并后的机关代码和本机关最后的报告年度", How.RELATIONS),
    Item("地址", "address", "联系地址，印在报告末尾"),
    Item("邮编", "postcode", "六位数字"),
    Item("电话", "phone", "如 0451-12345678"),
    Item("电子邮箱", "email", "如 ogi@example.gov.cn"),
)  # fmt: skip
DECLARED_ITEMS: Final = (
    Item("公布日期", "published_on", "定下公布日期后填写；部门不迟于次年1月31日，政府不迟于3月31日", How.DATE),
    Item("成员单位未报的", "missing", "有成员单位没有报送时，合计怎样写；都是草稿", How.CHOICE, _MISSING),
    Item("数据性质", "kind", "不填就是真实数据；示例和演练的请选明，报告会注明", How.CHOICE, _KINDS),
    Item("数据说明", "note", "要在报告中对数据说明的话"),
)  # fmt: skip
