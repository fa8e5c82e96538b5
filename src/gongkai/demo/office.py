"""Who the made-up offices are: names that exist nowhere, drawn from declared parts."""

import random
from dataclasses import dataclass
from typing import Final

from gongkai.errors import UsageError

CITY_CODE: Final = "demo_city"
CITY: Final = "澄榆市"
MARK: Final = "（虚构）"
NOTE: Final = "本机关及全部数据均为虚构，用于演示和测试，与任何真实机关无关"

# An office's work: the words of its name, of its document numbers, and what its records are about.
_KINDS: Final = (
    ("教育局", "教", ("义务教育招生", "校园安全", "民办学校年检", "课后服务", "教师招聘")),
    ("民政局", "民", ("社会救助", "养老服务", "社会组织登记", "婚姻登记", "地名管理")),
    ("财政局", "财", ("预决算公开", "政府采购监管", "会计管理", "惠民补贴", "国有资产管理")),
    ("自然资源局", "自然", ("土地供应", "规划许可", "不动产登记", "地质灾害防治", "测绘管理")),
    ("生态环境局", "环", ("环评审批", "排污许可", "空气质量", "水源地保护", "噪声治理")),
    ("住房和城乡建设局", "建", ("保障性住房", "工程质量监督", "老旧小区改造", "物业管理", "燃气安全")),
    ("交通运输局", "交", ("公交线路调整", "道路养护", "客运许可", "网约车管理", "停车设施")),
    ("水务局", "水", ("河道治理", "供水保障", "取水许可", "防汛值守", "污水处理")),
    ("农业农村局", "农", ("高标准农田", "农机补贴", "动物防疫", "农产品质量", "宅基地管理")),
    ("卫生健康局", "卫", ("医疗机构许可", "疫苗接种", "公共场所卫生", "家庭医生", "职业病防治")),
    ("市场监督管理局", "市监", ("食品抽检", "企业登记", "特种设备", "计量检定", "消费维权")),
    ("文化和旅游局", "文旅", ("公共文化服务", "文物保护", "旅行社许可", "演出审批", "景区管理")),
    ("人力资源和社会保障局", "人社", ("就业补贴", "社会保险", "职称评审", "劳动监察", "技能培训")),
    ("应急管理局", "应急", ("安全生产许可", "森林防火", "隐患排查", "应急演练", "救灾物资")),
    ("城市管理局", "城管", ("市容秩序", "垃圾分类", "户外广告", "渣土运输", "路灯照明")),
    ("园林绿化局", "园", ("公园管护", "行道树修剪", "绿地认建认养", "古树名木保护", "绿道建设")),
)  # fmt: skip
_FIRST: Final = "松榆枫桐槐柏梧杉桦楠"
_SECOND: Final = "岚泽屿汀坞崖陂渚岫垌"
_DISTRICTS: Final = tuple(f"{one}{two}区" for two in _SECOND for one in _FIRST)
MOST: Final = len(_KINDS) * (1 + len(_DISTRICTS))


@dataclass(frozen=True, slots=True)
class Office:
    """One made-up office. ``seed`` and ``code`` alone decide every row of its ledgers."""

    code: str
    name: str
    sign: str
    topics: tuple[str, ...]
    seed: int

    def dice(self, year: int, what: str) -> random.Random:
        """Return the office's random numbers of a year for one purpose, the same every time."""
        return random.Random(f"{self.seed}-{self.code}-{year}-{what}")

    def size(self, what: str, least: int, most: int) -> int:
        """Return how large something is at this office in every year."""
        return self.dice(0, what).randint(least, most)


def offices(number: int, seed: int) -> tuple[Office, ...]:
    """Return that many offices: the city's first, then those of one district after another.

    >>> [office.name for office in offices(17, 1)][::16]
    ['澄榆市教育局（虚构）', '澄榆市松岚区教育局（虚构）']
    """
    if not 1 <= number <= MOST:
        raise UsageError(f"虚构机关的个数应为 1 至 {MOST}，现为 {number}。")
    places = (CITY, *(CITY + district for district in _DISTRICTS))
    found = []
    for n in range(number):
        kind, sign, topics = _KINDS[n % len(_KINDS)]
        place = places[n // len(_KINDS)]
        prefix = "澄" if place == CITY else place[len(CITY) : -1]
        found.append(
            Office(f"demo_{n + 1:04d}", f"{place}{kind}{MARK}", f"{prefix}{sign}", topics, seed)
        )
    return tuple(found)
