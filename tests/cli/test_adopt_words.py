"""A file whose columns the program knows: only the words that nobody knows are asked about."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai.cli.app import app, run
from gongkai.cli.office import adopt as adopt_module
from gongkai.findings import Severity
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount, Unknown
from gongkai.keys import Key
from gongkai.records.load import Records, load

HEAD = "工单编号,诉求渠道,分派时间,办理截止时间,办结时间,工单状态,工单标题"
KEY = Key("x", 2024)


def put(tmp_path: Path, sources: tuple[str, ...], states: tuple[str, ...]) -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True, exist_ok=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    lines = [HEAD]
    for n in range(12):
        source, state = sources[n % len(sources)], states[n % len(states)]
        lines.append(f"G{n},{source},2024-03-01,2024-03-10,2024-03-08,{state},路灯")
    path = year / "热线工单.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(path: Path) -> Records:
    return load(path.parents[2], KEY)


def told(path: Path, rule: str) -> list[str]:
    return [f.message for f in read(path).findings if f.rule == rule]


def answered(path: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
    return CliRunner().invoke(app, ["adopt", str(path)], input=said, standalone_mode=False).output


def test_an_unknown_source_counts_as_what_is_left_over_with_a_warning(tmp_path: Path) -> None:
    path = put(tmp_path, ("甲平台", "微信", "12345热线"), ("已办结",))
    records = read(path)
    assert not records.stopping
    computed = compute(records)
    assert (computed["hotline_cases"], computed["hotline_h12345"]) == (Amount(12), Amount(4))
    (warned,) = [f for f in records.findings if f.rule == "L-36"]
    assert warned.severity is Severity.WARNING
    assert "“甲平台”按“其他”计，4处" in warned.message and "微信" not in warned.message


@pytest.mark.parametrize("code", ["01", "3", "A2"])
def test_a_code_that_nobody_explains_is_never_what_is_left_over(tmp_path: Path, code: str) -> None:
    path = put(tmp_path, (code, "12345热线"), ("已办结",))
    found = [f for f in read(path).findings if f.rule == "L-10"]
    assert {f.value for f in found} == {code}


def test_a_code_of_a_state_is_no_denial(tmp_path: Path) -> None:
    """90 may well be 已退回: what hangs on it is unknown, and 0 and words go on as they did."""
    path = put(tmp_path, ("12345热线",), ("90", "已退回", "办理中", "0"))
    records = read(path)
    assert isinstance(compute(records)["hotline_due"], Unknown)
    assert {f.value for f in records.findings if f.rule == "L-10"} == {"90"}
    path = put(tmp_path, ("12345热线",), ("已退回", "办理中", "0"))
    assert compute(read(path))["hotline_due"] == Amount(8)


def test_the_words_are_asked_and_nothing_else_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, ("01", "甲平台", "乙平台"), ("90", "办理中"))
    said = answered(path, "1\n2\n4\n1\ny\n", monkeypatch)
    assert "只有几个叫法要指明" in said and "哪一列" not in said
    made = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))
    assert list(made) == ["取值"]
    words = made["取值"]["热线转办"]
    assert sorted(words["来源"]) == ["01", "乙平台", "甲平台"]
    assert words["退回"] == {"90": "是"}
    records = read(path)
    assert not [f for f in records.findings if f.rule in ("L-10", "L-36")]
    computed = compute(records)
    assert [computed[f"hotline_{name}"] for name in ("h12345", "h12319")] == [Amount(4)] * 2
    assert "不必对照" in answered(path, "", monkeypatch)


def test_without_questions_they_stay_open_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, ("甲平台", "12345热线"), ("已办结",))
    assert run(["adopt", str(path), "--yes"]) == 0
    said = capsys.readouterr()
    assert "没有定：“来源”一栏的“甲平台”" in said.err
    assert "没有写入。" in said.out
    assert not (path.parents[1] / "columns.toml").exists()


def test_a_folder_is_asked_about_such_words_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, ("甲平台", "12345热线"), ("已办结",))
    assert "“来源”一栏的“甲平台”（6处）是哪一项？" in answered(path.parent, "1\ny\n", monkeypatch)
    assert compute(read(path))["hotline_h12345"] == Amount(12)


def test_a_mapping_of_some_columns_is_completed_by_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, ("12345热线",), ("办理中",))
    text = path.read_text("utf-8").replace("诉求渠道", "流转来处").replace("工单编号", "工单号码")
    path.write_text(text, encoding="utf-8")
    (path.parents[1] / "columns.toml").write_text(
        '[["样式"]]\n"台账" = "热线转办"\n"认作" = ["流转来处"]\n["样式"."列"]\n"来源" = "流转来处"\n',
        encoding="utf-8",
    )
    assert read(path).stopping
    said = answered(path, "1\n" * 9 + "y\n", monkeypatch)
    assert "“转办日期”" in said and "“办理期限”" in said
    records = read(path)
    assert not records.stopping
    assert compute(records)["hotline_h12345"] == Amount(12)


def test_what_sort_of_organisation_stands_beside_who_asks(tmp_path: Path) -> None:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    lines = ["受理号码,申请主体类型,组织机构性质,递交途径,签收时间,答复大类,答复子类,答复寄出时间"]
    sorts = ("商业企业", "法律服务机构", "其他")
    for n in range(9):
        who = f"法人或其他组织,{sorts[n % 3]}" if n % 2 else "家长,"
        answer = "不予公开,国家秘密" if n % 2 else "予以公开,"
        lines.append(f"Y{n},{who},网上提交,2024-03-0{n + 1},{answer},2024-03-2{n}")
    path = year / "依申请公开导出.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert run(["adopt", str(path), "--yes"]) == 0
    frame = read(path).frames["requests"].collect()
    assert dict(frame["applicant_type"].value_counts().rows()) == {
        "natural_person": 5, "commercial": 1, "legal_service": 2, "other_org": 1,
    }  # fmt: skip
    assert dict(frame["outcome"].value_counts().rows()) == {"r1": 5, "r3_1": 4}


REGISTER = "收件编号,收件日期,申请人,申请人性质,来件渠道,答复日期,办理情况"


def _register(tmp_path: Path, outcomes: tuple[str, ...]) -> Path:
    path = put(tmp_path, ("12345热线",), ("已办结",))
    path.unlink()
    lines = [REGISTER]
    for n, outcome in enumerate(outcomes):
        lines.append(f"云申〔2024〕{n}号,2024-03-01,某,自然人,网上,2024-03-20,{outcome}")
    made = path.with_name("登记簿.csv")
    made.write_text("\n".join(lines), encoding="utf-8")
    return made


def test_of_many_outcomes_those_that_a_word_may_mean_are_listed_and_the_others_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _register(tmp_path, ("不予公开", "不予公开", "予以公开"))
    said = answered(path, "0\ny\n", monkeypatch)
    listed = said.count("  不予公开：") + sum(". 不予公开：" in line for line in said.splitlines())
    assert listed == 8 and "信访举报投诉" not in said
    assert "各行不是同一项的，选 0" in said and "可在文件中写明" in said
    (path.parents[1] / "columns.toml").unlink()
    more = answered(path, "99\n0\ny\n", monkeypatch)
    assert "信访举报投诉" in more and more.count("不予公开：属于国家秘密") == 1


@pytest.mark.parametrize(("sure", "kept"), [("否", False), ("是", True)])
def test_a_word_and_its_opposite_are_asked_about_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sure: str, kept: bool
) -> None:
    path = _register(tmp_path, ("不予公开", "不予公开", "予以公开"))
    first = answered(path, "99\n0\n否\n", monkeypatch)
    number = next(
        line.split(".")[0].strip() for line in first.splitlines() if line.endswith(". 予以公开")
    )
    said = answered(path, f"99\n{number}\n{sure}\n是\n", monkeypatch)
    assert "一正一反" in said and "invalid" not in said
    made = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))
    assert ("不予公开" in made.get("取值", {}).get("依申请公开", {}).get("办理结果", {})) is kept


def test_the_book_of_visits_is_no_ledger_and_is_not_taken_for_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, ("12345热线",), ("已办结",))
    path.unlink()
    rows = [f"{n},2024年3月{n}日,来访,市民,不动产登记,小周,已答复" for n in range(1, 9)]
    path = path.with_name("来访来电咨询登记.csv")
    path.write_text("\n".join(["序号,日期,方式,来访人,咨询事项,接待人,答复情况", *rows]), "utf-8")
    (found,) = [f for f in read(path).findings if f.rule == "L-11"]
    assert found.severity is Severity.INFO and "来访、来电、咨询的登记" in found.message
    answered(path, "是\n", monkeypatch)
    assert not (path.parents[1] / "columns.toml").exists()


def test_asked_again_the_last_answers_stay_with_the_enter_key_and_others_take_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "流水号,申请人姓名,申请人类别,来件方式,窗口接件时间,科室接件时间,答复时间,答复情况"
    path = put(tmp_path, ("12345热线",), ("已办结",)).with_name("公开申请登记.csv")
    rows = [
        f"S{n},甲{n},公民,来信,2024-03-0{n},2024-03-0{n},2024-03-2{n},{('公开', '不予公开')[n % 2]}"
        for n in range(1, 9)
    ]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    kept = tmp_path / "data" / "x" / "columns.toml"

    def adopted(said: str, *more: str) -> tuple[object, object]:
        monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
        arguments = ["adopt", str(path), *more]
        told = CliRunner().invoke(app, arguments, input=said, standalone_mode=False).output
        assert "已写入" in told, told
        said_now = tomllib.loads(kept.read_text(encoding="utf-8"))
        (shape,) = said_now["样式"]
        return shape["列"]["收到日期"], said_now["取值"]["依申请公开"]["办理结果"]["不予公开"]

    first = ("窗口接件时间", "不予公开：保护第三方合法权益")
    assert adopted("1\n4\n是\n") == first
    assert adopted("\n\n是\n", "--redo") == first
    assert adopted("2\n2\n是\n", "--redo") == ("科室接件时间", "不予公开：属于国家秘密")
