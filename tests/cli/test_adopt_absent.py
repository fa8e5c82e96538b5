"""A column that a file has not: what stands in is shown and asked about, and what cannot be known is offered."""

import tomllib
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from gongkai.cli.app import app, run
from gongkai.cli.office import adopt as adopt_module
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.office.mapping.headings.rivals import Open, possible
from gongkai.records.ledgers import in_year
from gongkai.records.load import Records, load

KEY = Key("x", 2024)
DAYS = [f"2024-03-{n + 11}" for n in range(8)]
LATER = [f"2024-04-{n + 11}" for n in range(8)]
# A file of each ledger for which something stands in: its columns, the column of ours and what it is asked for.
CASES: dict[str, tuple[str, dict[str, str | list[str]], str, str, str]] = {
    "disclosures": (
        "推送记录.csv",
        {"图文记号": "M", "题目文字": "通知", "见网日子": DAYS, "发的栏": "政策文件"},
        "公开渠道",
        "本机关网站",
        "政务微信",
    ),
    "documents": (
        "文件库.csv",
        {"文件题名": "办法", "发文号": "云发", "印发时间": DAYS},
        "文件种类",
        "行政规范性文件",
        "规章",
    ),
    "decisions": (
        "处罚.csv",
        {"处罚文书编号": "罚", "处罚对象名称": "某公司", "违法行为": "占道", "处罚决定时间": DAYS},
        "应当公示",
        "是",
        "否",
    ),
    "hotline_cases": (
        "派单.csv",
        {"派单记号": "G", "诉求描述": "路灯", "派单日期": DAYS, "要求办结时间": LATER},
        "来源",
        "其他",
        "12345政务服务便民热线",
    ),
}


def put(tmp_path: Path, name: str, columns: dict[str, str | list[str]]) -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True, exist_ok=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    cells = [
        [f"{v}{n}" if isinstance(v, str) else v[n] for v in columns.values()] for n in range(8)
    ]
    path = year / name
    path.write_text("\n".join(map(",".join, [list(columns), *cells])), encoding="utf-8")
    return path


def read(path: Path) -> Records:
    return load(path.parents[2], KEY)


def answered(
    path: Path, answers: dict[str, str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> str:
    """Answer each question by what it speaks of; any other is left open."""
    asked: list[str] = []

    def prompt(question: str, **__: object) -> str:
        if question.endswith("（是、否）"):
            return "是"
        said = next((a for q, a in answers.items() if q in asked[-1]), "0")
        options = asked_options()
        return str(options.index(said) + 1) if said in options else "0"

    options: list[str] = []

    def asked_options() -> list[str]:
        return options

    def say(text: str = "") -> None:
        if text.endswith("？"):
            asked.append(text)
            options.clear()
        elif text.startswith("  ") and not text.startswith("  0."):
            options.append(text.partition(". ")[2])

    monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
    monkeypatch.setattr("gongkai.cli.office.questions.say", say)
    monkeypatch.setattr("typer.prompt", prompt)
    CliRunner().invoke(app, ["adopt", str(path), *words], standalone_mode=False)
    return "\n".join(asked)


def fixed(path: Path) -> dict[str, str]:
    (shape,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    return dict(shape.get("固定", {}))


@pytest.mark.parametrize("ledger", CASES)
def test_what_stands_in_is_shown_and_told_and_never_written_down_unasked(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, columns, heading, _, _ = CASES[ledger]
    path = put(tmp_path, name, columns)
    assert run(["adopt", str(path), "--yes", "--ledger", ledger]) == 0
    said = capsys.readouterr()
    assert f"没有定：没有{heading}一栏" in said.err
    assert "（没有）" in said.out
    assert fixed(path) == {}
    assert [
        f for f in read(path).findings if f.rule == "L-28" and f"没有{heading}一栏" in f.message
    ]
    assert run(["adopt", str(path), "--yes"]) == 0  # nor is it out of the world later
    assert f"没有{heading}一栏" in capsys.readouterr().out


@pytest.mark.parametrize("ledger", CASES)
def test_what_all_rows_are_is_asked_remembered_and_no_longer_told_as_a_guess(
    ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, columns, heading, default, other = CASES[ledger]
    path = put(tmp_path, name, columns)
    for word in (default, other):
        asked = answered(path, {heading: word}, monkeypatch, "--ledger", ledger, "--redo")
        assert f"没有{heading}一栏" in asked and "各行都是哪一项？" in asked
        assert fixed(path) == {heading: word}
        rows = read(path)
        assert not [
            f for f in rows.findings if f.rule == "L-28" and f"没有{heading}一栏" in f.message
        ]
    assert run(["adopt", str(path), "--redo", "--yes", "--ledger", ledger]) == 0
    assert fixed(path) == {heading: other}


def test_a_column_of_the_file_may_be_it_after_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, columns, heading, *_ = CASES["disclosures"]
    places = ["政务微信", "某某端"] * 4
    path = put(tmp_path, name, {**columns, "投到": places})
    asked = answered(
        path,
        {"某某端": "政务微博", heading: "文件的“投到”这一列"},
        monkeypatch,
        "--ledger",
        "主动公开",
    )
    assert heading in asked
    assert fixed(path) == {}
    assert compute(read(path))["disclosed_weibo"] == Amount(4)


def test_what_is_known_by_a_layout_is_told_with_the_way_to_say_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {"标题": "通知", "发布时间": DAYS, "栏目": ["政策文件"] * 8, "信息ID": "A"}
    path = put(tmp_path, "导出.csv", columns)
    assert run(["adopt", str(path), "--yes"]) == 0
    assert "没有公开渠道一栏，按本机关网站计" in (said := capsys.readouterr().out)
    assert "加 --redo 指明" in said
    answered(path, {"公开渠道": "政务微信"}, monkeypatch, "--redo")
    assert fixed(path) == {"公开渠道": "政务微信"}
    assert compute(read(path))["disclosed_wechat"] == Amount(8)


def test_without_what_figures_hang_on_the_columns_that_may_be_it_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outcome or a day of reply is not demanded of a row, but without its column nothing is known."""
    path = put(tmp_path, "依申请公开.csv", {
        "登记记号": "Y", "申请人类型": ["自然人"] * 8, "申请方式": ["网络"] * 8, "收到日期": DAYS,
        "怎么了结": ["予以公开", "给了一半"] * 4, "了结在": LATER, "来人": "某",
    })  # fmt: skip
    asked = answered(
        path,
        {"办理结果": "怎么了结", "答复日期": "了结在"},
        monkeypatch,
        "--redo",
        "--ledger",
        "依申请公开",
    )
    assert "“办理结果”" in asked and "“答复日期”" in asked
    (shape,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    assert shape["列"]["办理结果"] == "怎么了结" and shape["列"]["答复日期"] == "了结在"


CHARGES: dict[str, str | list[str]] = {
    "缴款书号": "J", "收费项目": "补偿费", "缴费日期": DAYS, "实缴（元）": [str(n * 10 + 10) for n in range(8)],
    "是否退费": ["否"] * 8, "支付方式": ["刷卡", "扫码"] * 4,
}  # fmt: skip


def test_what_all_rows_are_is_offered_for_a_required_list_and_kept_thereafter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "导出.csv", CHARGES)
    said = {"“种类”": "各行都是：行政事业性收费", "“金额”": "实缴（元）"}
    asked = answered(path, said, monkeypatch, "--ledger", "行政事业性收费和集中采购")
    assert "“种类”（收费或采购）是哪一列，还是各行都一样？" in asked
    assert fixed(path) == {"种类": "行政事业性收费"}
    assert compute(read(path))["charges_yuan"] == Amount(360)
    again = answered(path, {}, monkeypatch, "--redo")
    assert "“种类”" not in again
    assert fixed(path) == {"种类": "行政事业性收费"}


@pytest.mark.parametrize(
    ("name", "columns", "said"),
    [
        ("行政事业性收费台帐.csv", CHARGES, "行政事业性收费"),
        ("处罚.csv", CASES["decisions"][1], "行政处罚"),
    ],
)
def test_what_the_name_says_of_all_rows_is_shown_and_not_asked(
    name: str,
    columns: dict[str, str | list[str]],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = put(tmp_path, name, columns)
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["adopt", str(path), "--yes"]) == 0
    told = capsys.readouterr()
    assert f"各行的“{'种类' if '收费' in said else '决定种类'}”都是“{said}”" in told.out
    assert "种类”——" not in told.err
    assert not [f for f in read(path).findings if f.rule == "L-29" and "种类" in f.message]


def test_a_code_of_a_question_is_shown_with_both_answers_and_1_is_all_that_the_law_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    path = put(tmp_path, "申请.csv", {
        "SQBH": "Y", "SQRLX": ["自然人"] * 8, "SQFS": ["网络"] * 8, "RECEIVE_TIME": DAYS, "REPLY_TIME": LATER,
        "DFJG": ["予以公开"] * 8, "SFYQ": ["0"] * 6 + ["1", "0"],
    })  # fmt: skip
    choose = "gongkai.cli.office.questions._list"
    monkeypatch.setattr(choose, lambda choices, start: shown.extend(choices))
    answered(path, {}, monkeypatch, "--ledger", "依申请公开")
    assert "SFYQ（如 0、1；1 按延长到法定上限计）" in shown
    mapping = path.parents[1] / "columns.toml"
    said = mapping.read_text("utf-8").rstrip() + '\n"延期工作日" = "SFYQ"\n'
    mapping.write_text(said, encoding="utf-8")
    rows = read(path).frames["requests"].collect()
    assert rows.get_column("extension_workdays").cast(pl.Int64).to_list() == [0] * 6 + [20, 0]


@pytest.mark.parametrize(
    ("values", "fits"), [(["0", "1"], False), (["0"], False), (["0", "15"], True)]
)
def test_a_column_of_0_and_1_is_offered_for_no_number_of_days(
    values: list[str], fits: bool
) -> None:
    column = in_year(2024)["requests"].column("extension_workdays")
    assert bool(possible(column, {0: "延期情况登记"}, {0: values})) == fits


@pytest.mark.parametrize(
    ("name", "columns", "ledger", "heading", "rule"),
    [
        (
            "派单.csv",
            {**CASES["hotline_cases"][1], "打进来": DAYS, "来源": ["12345"] * 8},
            "热线转办",
            "反馈日期",
            "L-29",
        ),
        (
            "推送.csv",
            {**CASES["disclosures"][1], "送稿日子": DAYS, "公开渠道": ["政务微信"] * 8},
            "主动公开",
            "成文日期",
            "L-28",
        ),
    ],
)
def test_that_the_file_has_none_settles_it(
    name: str,
    columns: dict[str, str | list[str]],
    ledger: str,
    heading: str,
    rule: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = put(tmp_path, name, columns)
    asked = answered(path, {heading: "先"}, monkeypatch, "--ledger", ledger, "--redo")
    assert heading in asked
    assert [f for f in read(path).findings if f.rule == rule and heading in f.message]
    answered(path, {heading: "文件没有这一项"}, monkeypatch, "--ledger", ledger, "--redo")
    (shape,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    assert heading in shape["没有"]
    assert not [f for f in read(path).findings if f.rule == rule and heading in f.message]
    for more in ((), ("--redo",)):
        assert heading not in answered(path, {}, monkeypatch, *more)
    (kept,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    assert kept["没有"] == shape["没有"]
    assert not list(path.parents[1].glob("columns_旧*"))  # nobody's hand was in it


def test_a_column_that_an_answer_took_is_no_longer_said_to_be_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "依申请公开.csv", {
        "登记记号": "Y", "申请人类型": ["自然人"] * 8, "申请方式": ["网络"] * 8, "收到日期": DAYS,
        "怎么了结": ["予以公开", "给了一半"] * 4, "了结在": LATER, "来人": "某", "办公室": "甲",
    })  # fmt: skip
    words = ("--redo", "--ledger", "依申请公开")
    assert run(["adopt", str(path), "--yes", *words]) == 0
    said = capsys.readouterr()
    (unread,) = (line for line in said.out.splitlines() if line.startswith("不读入的列"))
    assert "办公室" in unread and "了结" not in unread
    assert "“答复日期”——可能是 了结在" in said.err
    answered(path, {"答复日期": "了结在"}, monkeypatch, *words)
    assert "可能是 了结在" not in capsys.readouterr().err
    found = Open(in_year(2024)["requests"].column("reply_on"), ("甲", "乙"))
    assert found.without("甲").candidates == ("乙",)


def test_the_number_of_the_rows_is_asked_the_first_time_as_with_redo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = {"凭据" if name == "缴款书号" else name: cells for name, cells in CHARGES.items()}
    path = put(tmp_path, "行政事业性收费台帐.csv", unsure)
    first = answered(path, {"“金额”": "实缴（元）"}, monkeypatch)
    assert "“编号”" in first
    again = answered(path, {}, monkeypatch, "--redo")
    assert "“编号”" in again
