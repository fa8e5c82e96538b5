"""Every year of the made-up office becomes a page, in all three eras."""

import pytest
from samples import review_of, sample_notebook, sample_report
from test_followed import marks, words

from conftest import SAMPLE

KEYS = [*(("yunshan", year) for year in range(2016, 2025)), ("yunshan_old", 2018)]


@pytest.mark.parametrize(("agency", "year"), KEYS)
def test_a_year_renders_and_says_that_it_is_made_up(agency: str, year: int) -> None:
    report = sample_report(agency, year)
    assert report.state == ("草稿" if year == 2017 else "核对通过"), report.blocking
    page = review_of(sample_notebook(agency, year))
    text = words(page)
    assert "虚构" in text
    assert "未掌握" not in text
    if year >= 2019:
        for heading in (
            "总体情况",
            "主动公开政府信息情况",
            "收到和处理政府信息公开申请情况",
            "政府信息公开行政复议、行政诉讼情况",
            "存在的主要问题及改进情况",
            "其他需要报告的事项",
        ):
            assert heading in text
        assert "信息处理费" in text
        assert 'id="chart-trend_refusals"' in page
        assert "口径不同，不可比" in text
        found = marks(page)
        for key, cell in report.form.cells.items():
            assert any(shown == cell.text for _, shown in found[cell.indicator]), key
    else:
        assert "政府信息公开情况统计表" in text


def test_the_life_of_the_office_shows_in_its_tables() -> None:
    def value(year: int, name: str) -> str:
        return str(sample_report("yunshan", year).indicators[name].number)

    for year in (2018, 2019, 2022, 2023):
        assert value(year, "requests_open_at_end") == "1"
        # The predecessor left one more at the end of 2018.
        assert value(year + 1, "requests_carried_in") == ("2" if year == 2018 else "1")
    assert value(2017, "requests_overdue") == "1"
    assert value(2020, "requests_closed_extended") == "1"
    assert value(2022, "fees_yuan") == "100.00"
    assert value(2021, "t4_after_pending") == value(2022, "t4_after_upheld") == "1"
    assert value(2019, "listed_licence_change") == "1"


def test_the_generator_writes_the_same_bytes(tmp_path) -> None:
    import filecmp
    import subprocess
    import sys

    program = SAMPLE / "yunshan" / "generate.py"
    subprocess.run([sys.executable, str(program), str(tmp_path)], check=True)
    made = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    assert len(made) > 100
    assert filecmp.cmpfiles(SAMPLE, tmp_path, map(str, made), shallow=False)[0] == [
        str(p) for p in made
    ]
