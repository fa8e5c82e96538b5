"""A whole data folder of made-up offices, and the city that they belong to."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from gongkai.demo.administration import (
    charges,
    dataset_submissions,
    decisions,
    disputes,
    hotline_cases,
    meetings,
    organisation,
    power_items,
    proposals,
)
from gongkai.demo.faults import ABSENT, fault_of
from gongkai.demo.folder import own_texts, write_text, write_year
from gongkai.demo.office import CITY, CITY_CODE, MARK, NOTE, Office, offices
from gongkai.demo.publication import disclosures, documents, engagements
from gongkai.demo.requests import Row, requests
from gongkai.errors import UsageError
from gongkai.records.clock.workdays import known_years

_MAKERS: Final[tuple[Callable[[Office, int], Iterator[Row]], ...]] = (
    disclosures, documents, engagements, requests, disputes, decisions, power_items, charges,
    dataset_submissions, hotline_cases, proposals, meetings, organisation,
)  # fmt: skip
_FIRST_YEAR: Final = 2008
_ASSESSMENT: Final = (
    "将政府信息公开纳入年度工作考核，并组织社会评议，公众对公开工作总体认可。"
    "全年没有因违反《条例》规定被追究责任的情形（虚构）。\n"
)
_AGENCY: Final = """# A made-up office: nothing in this folder is real.
code = "{code}"
name = "{name}"
short_name = "{short}"
level = "{level}"
parent = "{parent}"
site = "http://{host}.example/"
site_name = "{name}"
report_place = "政府信息公开-年度报告"
city_catalogue_name = "市政府信息公开目录网"
{members}
[contact]
address = "{city}示范路1号（虚构）"
postcode = "000000"
phone = "0000-0000000"
email = "gongkai@{host}.example"
"""


def write_demo(
    root: Path,
    number: int,
    years: range,
    *,
    seed: int = 1,
    city: bool = False,
    faults: bool = False,
) -> tuple[int, int]:
    """Return how many offices and years were written below a data folder.

    The same arguments give the same bytes. With ``faults`` about one year in seven has a fault,
    which the office's README names. UsageError for years without a working calendar.
    """
    allowed = range(_FIRST_YEAR, known_years().stop)
    if not years or years.start not in allowed or years[-1] not in allowed:
        raise UsageError(f"年度应在 {allowed.start} 至 {allowed[-1]} 之间，先小后大。")
    made = offices(number, seed)
    written = sum(_write_office(root / office.code, office, years, faults) for office in made)
    if city:
        _write_city(root / CITY_CODE, made, years)
        written += len(years)
    return len(made) + city, written


def _write_office(folder: Path, office: Office, years: range, faults: bool) -> int:
    told = []
    written = 0
    for year in years:
        fault = fault_of(office, year) if faults else None
        if fault:
            told.append(f"- {year}年度：{fault.told}")
            if fault.told == ABSENT:
                continue
        ledgers = {make.__name__: list(make(office, year)) for make in _MAKERS}
        if fault:
            fault.spoil(ledgers, office, year)
        published = f"{year + 1}-01-{'15' if year >= 2019 else '25'}"
        absent = fault.absent if fault else ()
        texts = own_texts(year, first=year == years.start)
        write_year(folder / str(year), ledgers, published, NOTE, texts, absent=absent)
        written += 1
    folder.mkdir(parents=True, exist_ok=True)
    _describe(folder, office.name, "我局", "department")
    _readme(folder, office.name, "有意放入的差错：\n\n" + "\n".join(told) if told else "")
    return written


def _write_city(folder: Path, members: Sequence[Office], years: range) -> None:
    for year in years:
        given = own_texts(year, first=year == years.start)
        texts = {"problems": "".join(text.strip() for text in given.values()) + "\n"}
        if year >= 2019:
            texts["assessment"] = _ASSESSMENT
        absent = [make.__name__ for make in _MAKERS]
        write_year(folder / str(year), {}, f"{year + 1}-03-20", NOTE, texts, absent=absent)
    name = f"{CITY}人民政府{MARK}"
    codes = "\n".join(f'  "{office.code}",' for office in members)
    _describe(folder, name, "我市", "government", f"members = [\n{codes}\n]\n")
    _readme(folder, name, f"本级政府的报告由 {len(members)} 个虚构机关的台账汇总。")


def _describe(folder: Path, name: str, short: str, level: str, members: str = "") -> None:
    text = _AGENCY.format(
        code=folder.name, name=name, short=short, level=level, city=CITY, members=members,
        parent="" if members else f"{CITY}人民政府{MARK}", host=folder.name.replace("_", "-"),
    )  # fmt: skip
    write_text(folder / "agency.toml", text)


def _readme(folder: Path, name: str, more: str) -> None:
    text = f"# {name}\n\n**{NOTE}。**由 `gongkai demo` 用固定种子生成；台账中的人名、证件和联系方式均为虚构。\n"
    write_text(folder / "README.md", text + (f"\n{more}\n" if more else ""))
