"""Facts hold everything that was counted: figures, tables and sums made of them are the same."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from conftest import SAMPLE
from gongkai.errors import UnreadableError
from gongkai.facts.fact import FIELDS, NAMES, State, table_schema
from gongkai.facts.facts import FactSet, facts_of, indicators_of
from gongkai.facts.files import csv_text, json_text, read_facts
from gongkai.forms.era import form_for
from gongkai.forms.fill import filled
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm
from gongkai.indicators.compute import compute
from gongkai.indicators.rollup import add_up
from gongkai.keys import Key
from gongkai.records.load import load
from years import random_year, write_year


def facts(root, key: Key) -> FactSet:
    records = load(root, key)
    found = facts_of(compute(records), form_for(key.year))
    return FactSet(key.agency, "某局", key.year, False, 0, (), "", "real", found)


@pytest.mark.parametrize(("seed", "year"), [(1, 2015), (2, 2018), (3, 2019), (4, 2021), (5, 2024)])
def test_figures_and_official_tables_are_made_again_from_facts_alone(tmp_path, seed, year) -> None:
    rows = random_year(seed, year)
    rows["hotline_cases"] = []  # one ledger that nobody can count
    write_year(tmp_path, year, rows, zero=False)
    key = Key("x", year)
    counted = compute(load(tmp_path, key))
    path = tmp_path / "facts.json"
    path.write_text(json_text(facts(tmp_path, key)), encoding="utf-8")
    read = read_facts(path)
    assert read == facts(tmp_path, key)
    assert indicators_of(read) == counted
    form = form_for(year)
    assert isinstance(form, Form | GridForm)
    assert filled(form, indicators_of(read).values) == filled(form, counted.values)
    at = {(f.form, f.row, f.column) for f in read.facts if f.form}
    assert len(at) == (len(form.figures) if isinstance(form, Form) else len(list(form.cells())))


def test_tables_without_a_row_travel_and_are_added_to_others(tmp_path) -> None:
    key = Key("x", 2024)
    rows = random_year(5, 2024)
    write_year(tmp_path / "some", 2024, rows)
    write_year(tmp_path / "none", 2024, {name: [] for name in rows})
    none, some = (compute(load(tmp_path / name, key)) for name in ("none", "some"))
    path = tmp_path / "facts.json"
    path.write_text(json_text(facts(tmp_path / "none", key)), encoding="utf-8")
    travelled = indicators_of(read_facts(path))
    assert travelled == none
    together = add_up({"甲局": travelled, "乙局": some}, (), 2024)
    assert together.counts == some.counts  # and the other way round
    assert add_up({"乙局": some, "甲局": travelled}, (), 2024).counts == some.counts


def test_each_row_of_the_csv_keeps_to_the_schema() -> None:
    found = facts(SAMPLE, Key("yunshan", 2021))
    schema = table_schema()
    rows = list(csv.DictReader(io.StringIO(csv_text(found))))
    assert len(rows) == len(found.facts) > 200
    assert [f["name"] for f in schema["fields"]] == list(NAMES) == [f.name for f in FIELDS]
    for field in schema["fields"]:
        rules = field.get("constraints", {})
        for row in rows:
            cell = row[field["name"]]
            assert cell or not rules.get("required")
            assert not cell or re.fullmatch(rules.get("pattern", ".*"), cell, re.DOTALL)
            assert cell in rules.get("enum", [cell])
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert json.loads(json_text(found))["schema"] == schema


def test_a_text_of_the_office_is_never_a_formula_in_the_csv() -> None:
    found = facts(SAMPLE, Key("hrbrfb", 2018))
    odd = replace(found.facts[0], row="=1+1", reason="@x", state=State.UNKNOWN, value="")
    (row,) = csv.DictReader(io.StringIO(csv_text(replace(found, facts=(odd,)))))
    assert (row["row"], row["reason"]) == ("'=1+1", "'@x")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"gongkai-facts"', '"x"', "不是本程序生成的数据文件"),
        ('"version": 1', '"version": 2', "较新版本"),
        ('"state": "known"', '"state": "sure"', "不是本程序生成的数据文件"),
        ('"period": 2018', '"period": "二〇一八"', "不是本程序生成的数据文件"),
        ("{", "", "不是本程序生成的数据文件"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(tmp_path, old: str, new: str, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(json_text(facts(SAMPLE, Key("hrbrfb", 2018))).replace(old, new, 1), "utf-8")
    with pytest.raises(UnreadableError, match=told):
        read_facts(path)


def test_a_total_that_is_not_its_parts_is_refused() -> None:
    found = facts(SAMPLE, Key("hrbrfb", 2018))
    spoilt = tuple(replace(f, value="137") if f.id == "publicity_total" else f for f in found.facts)
    with pytest.raises(UnreadableError, match="对不上"):
        indicators_of(replace(found, facts=spoilt))
    with pytest.raises(UnreadableError, match="缺少"):
        indicators_of(replace(found, facts=found.facts[1:]))
