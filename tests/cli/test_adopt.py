"""A file that nobody declared is mapped once: proposed, shown, asked about, remembered."""

import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai.cli.app import app, run
from gongkai.cli.office import adopt as adopt_module
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.records.load import load

HEAD = "工单流水号,诉求人姓名,来电号码,诉求描述,来源途径,派单日期,要求办结时间,实际办结时间,处理状态,群众满意度,承办科室"
WORDS = ("12345热线", "巡查上报", "公众号")
SAID = ("非常满意", "一般", "还行")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    lines = [HEAD]
    for n in range(30):
        lines.append(
            f"GD{n:04d},张三丰,13900000000,路灯,{WORDS[n % 3]},2024/03/03 09:00,2024/03/10 18:00,"
            f"2024/03/08 10:00,{'已退回' if n % 5 == 0 else '已办结'},{SAID[n % 3]},一科"
        )
    path = year / "导出.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def mapping(file: Path) -> Path:
    return file.parents[1] / "columns.toml"


def test_the_proposal_is_taken_and_used_from_then_on(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["adopt", str(file), "--yes"]) == 0
    said = capsys.readouterr()
    assert "像是《热线转办》台账" in said.out
    assert "张三丰" not in said.out  # a personal column is not shown
    assert "没有定：“回访评价”一栏的“一般”" in said.err
    (shape,) = tomllib.loads(mapping(file).read_text("utf-8"))["样式"]
    assert shape["列"] == {
        "编号": "工单流水号", "来电人": "诉求人姓名", "联系电话": "来电号码", "反映内容": "诉求描述", "来源": "来源途径",
        "转办日期": "派单日期", "办理期限": "要求办结时间", "办结日期": "实际办结时间", "退回": "处理状态", "回访评价": "群众满意度",
    }  # fmt: skip
    computed = compute(load(file.parents[2], Key("x", 2024)))
    assert computed["hotline_cases"] == Amount(30)
    assert computed["hotline_due"] == Amount(24)
    assert computed["hotline_closed_on_time"] == Amount(24)
    assert run(["adopt", str(file), "--yes"]) == 0
    assert "已能按" in capsys.readouterr().out


def test_a_folder_is_gone_through_and_a_file_is_found_by_its_name(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parents[3])
    second = (
        file.read_text("utf-8").replace("工单流水号", "事件单号").replace("派单日期", "下派时间")
    )
    file.with_name("平台导出.csv").write_text(second, encoding="utf-8")
    file.with_name("食堂菜谱.csv").write_text("菜名,价格\n土豆,3\n", encoding="utf-8")
    assert run(["adopt", str(file.parent), "--yes"]) == 0
    assert "食堂菜谱.csv”的列名和内容都不像" in capsys.readouterr().err
    assert len(tomllib.loads(mapping(file).read_text("utf-8"))["样式"]) == 2
    assert run(["adopt", "平台导出.csv", "--yes"]) == 0
    assert "平台导出.csv 已能按" in capsys.readouterr().out


def test_without_a_terminal_nothing_is_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["adopt", str(file)]) == 2
    assert "没有可以提问的终端，没有写入" in capsys.readouterr().err
    assert not mapping(file).exists()


def answers(file: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
    result = CliRunner().invoke(app, ["adopt", str(file)], input=said, standalone_mode=False)
    return int(result.return_value or 0), result.output


def test_a_no_at_the_end_writes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = answers(file, "0\n0\nn\n", monkeypatch)
    assert (code, "没有写入。" in said) == (1, True)
    assert not mapping(file).exists()


def test_a_word_is_asked_once_and_remembered(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = answers(file, "3\n3\ny\n", monkeypatch)
    assert code == 0
    assert re.search("“回访评价”一栏的“(一般|还行)”（10处）是哪一项？", said)
    words = tomllib.loads(mapping(file).read_text("utf-8"))["取值"]["热线转办"]["回访评价"]
    assert words == {"一般": "不满意", "还行": "不满意"}
    records = load(file.parents[2], Key("x", 2024))
    assert "satisfaction" not in records.unsure["hotline_cases"]
    # Another source than the four is 其他: that is not asked.
    assert compute(records)["hotline_h12345"] == Amount(10)


def test_what_was_left_open_is_asked_again_and_a_shape_told_anew_replaces_the_old(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = file.read_text("utf-8").replace("公众号", "同上").splitlines()
    file.write_text("\n".join(lines), encoding="utf-8")
    code, said = answers(file, "0\n0\ny\n", monkeypatch)
    assert (code, "同上”（" in said) == (0, False)
    code, said = answers(file, "3\n0\ny\n", monkeypatch)
    assert (code, "“还行”（10处）是哪一项" in said) == (0, True)
    assert (
        list(tomllib.loads(mapping(file).read_text("utf-8"))["取值"]["热线转办"]["回访评价"]) != []
    )
    assert run(["adopt", str(file), "--redo", "--yes"]) == 0
    text = mapping(file).read_text("utf-8")
    assert text.count('[["样式"]]') == 1
    assert not list(file.parents[1].glob("columns_旧*"))
    edited = text.replace('"来电人" = "诉求人姓名"\n', "# 不读姓名\n")
    mapping(file).write_text(
        edited + edited[edited.index("\n[[") :].partition('["取值"')[0], "utf-8"
    )
    assert (
        "hotline_cases" not in load(file.parents[2], Key("x", 2024)).unknown
    )  # said twice, it is one
    assert run(["adopt", str(file), "--redo", "--yes"]) == 0
    assert mapping(file).read_text("utf-8").count('[["样式"]]') == 1
    assert "# 不读姓名" in mapping(file).with_name("columns_旧1.toml").read_text("utf-8")


def test_two_headings_that_may_be_the_same_are_never_taken_silently(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = file.read_text("utf-8").replace("实际办结时间", "办结一日期", 1)
    rows = [line.split(",") for line in text.splitlines()]
    rows = [[*row, "办结二日期" if n == 0 else "2024/03/09 10:00"] for n, row in enumerate(rows)]
    file.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    assert run(["adopt", str(file), "--yes"]) == 0
    assert "没有定：“办结日期”——可能是" in capsys.readouterr().err
    (shape,) = tomllib.loads(mapping(file).read_text("utf-8"))["样式"]
    assert "办结日期" not in shape["列"]


BOTH = """\
编号,申请人姓名,申请人身份,提交方式,窗口接件时间,科室接件时间,答复时间,答复情况
1,张三丰,公民,网上,2024-03-01,2024-03-04,2024-03-20,公开
2,李四方,公民,信函,2024-04-01,2024-04-03,2024-04-20,公开
3,王五常,公民,网上,2024-05-06,2024-05-07,2024-05-22,不予公开
"""


def test_a_required_day_that_two_columns_may_be_is_left_out_and_told_with_the_way_to_settle_it(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file.with_name("依申请件.csv")
    path.write_text(BOTH, encoding="utf-8")
    assert run(["adopt", str(path), "--yes"]) == 0
    told = capsys.readouterr().err
    assert "没有定：“收到日期”（必需的列）——可能是 窗口接件时间、科室接件时间" in told
    assert "请在终端运行 gongkai adopt 依申请件.csv，会问到" in told
    assert "近于“予以公开”" not in told  # the opposite is no hint
    text = mapping(path).read_text("utf-8")
    (shape,) = tomllib.loads(text)["样式"]
    assert "收到日期" not in shape["列"]
    assert '# 未定："收到日期" = "窗口接件时间" 或 "科室接件时间"' in text
    assert "requests" in load(path.parents[2], Key("x", 2024)).unknown
    # Not said to be settled, nor kept as if somebody had written that line.
    assert run(["adopt", str(path), "--yes"]) == 0
    assert "“收到日期”还没有定" in capsys.readouterr().out
    assert run(["adopt", str(path), "--yes", "--redo"]) == 0
    assert not list(mapping(path).parent.glob("columns_旧*"))
    monkeypatch.setattr(adopt_module, "_on_a_terminal", lambda: True)
    asked = CliRunner().invoke(app, ["adopt", str(path)], input="1\n0\n是\n")
    assert "“收到日期”" in asked.output
    assert "# 未定" not in mapping(path).read_text("utf-8")
    assert "requests" not in load(path.parents[2], Key("x", 2024)).unknown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[["样式"]]\n"台账" = "热线', "写法有误"),
        ('[["样式"]]\n"台账" = "热线台"\n', "台账“热线台”不存在"),
        (
            '[["样式"]]\n"台账" = "热线转办"\n["样式"."列"]\n"工单" = "x"\n',
            "“工单”不是《热线转办》的列",
        ),
        ('["取值"."依申请公开"."申请方式"]\n"公众号" = "网"\n', "取值“网”不存在"),
        ('"样" = 1\n', "不认识的设置“样”"),
    ],
)
def test_a_broken_mapping_is_told_and_left_alone(
    file: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    mapping(file).write_text(text, encoding="utf-8")
    assert run(["adopt", str(file), "--yes"]) == 2
    assert said in capsys.readouterr().err
    assert mapping(file).read_text("utf-8") == text


def test_a_file_that_is_no_ledger_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert run(["adopt", str(file), "--yes"]) == 2
    assert "不像任何一种台账" in capsys.readouterr().err or not mapping(file).exists()
    assert not mapping(file).exists()


def test_our_own_columns_need_no_mapping(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("编号,类型,名称,日期,参加人数\n1,会议,例会,2024-01-05,10\n", encoding="utf-8")
    assert run(["adopt", str(file), "--yes"]) == 0
    assert "与《会议培训》台账一致，不必对照" in capsys.readouterr().out
