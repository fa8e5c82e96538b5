"""The manifest says enough of a report that nobody need open its ledgers again."""

import json
from pathlib import Path
from typing import Any

from samples import sample_report

from gongkai.examined.examine import Report, build
from gongkai.indicators.registry import BY_ID
from gongkai.report.publication.manifest import manifest_text


def manifest(report: Report) -> dict[str, Any]:
    made = json.loads(manifest_text(report, {}, []))
    assert isinstance(made, dict)
    return made


def test_figures_findings_and_the_office_stand_in_the_manifest() -> None:
    made = manifest(sample_report("hrbrfb", 2018))
    assert made["agency"] == "hrbrfb"
    assert made["name"] == "哈尔滨市人民防空办公室"
    assert made["data_kind"] == "rebuilt"
    assert made["figures"]["publicity_licences"] == "549"
    assert made["figures"]["requests_on_time_rate"] == "29/29"
    assert made["findings"] == {"error": 0, "warning": 0, "info": 1}
    late = manifest(sample_report("yunshan", 2017))
    assert late["state"] == "draft"
    assert late["findings"]["error"] == 1  # a late reply, and not what follows from it


def test_an_unknown_figure_is_null_and_a_cell_of_a_table_is_left_out(sample: Path) -> None:
    (sample / "hrbrfb" / "2018" / "hotline_cases.csv").unlink()
    made = manifest(build("hrbrfb", 2018, sample))["figures"]
    assert made["hotline_cases"] is None
    assert not any(BY_ID[name].only_in_table for name in made)
    assert "t3_new_total" not in made
