"""People sign, the machine only checks; one changed byte afterwards is told with its name."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.batch.standing.index import write_index
from gongkai.cli.app import run
from gongkai.output.digest import digest

pytestmark = pytest.mark.slow
KEY = ("hrbrfb", "2018")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("signed")
    shutil.copytree(SAMPLE / "hrbrfb", root / "data" / "hrbrfb")
    year = root / "data" / "hrbrfb" / "2018"  # one ledger in two files, the second without rows
    headings = (year / "meetings.csv").read_text("utf-8-sig").splitlines(keepends=True)[0]
    (year / "会议培训（下半年）.csv").write_text(headings, encoding="utf-8-sig")
    assert (
        run(
            [
                "report",
                *KEY,
                "--to",
                "html",
                "--no-review",
                "--data",
                str(root / "data"),
                "--out",
                str(root / "out"),
            ]
        )
        == 0
    )
    return root / "data", root / "out"


def sign(made, *words: str) -> int:
    data, out = made
    return run(["sign", *KEY, *words, "--data", str(data), "--out", str(out)])


def listed(made, capsys) -> str:
    capsys.readouterr()
    assert run(["list", "--data", str(made[0]), "--out", str(made[1])]) == 0
    return str(capsys.readouterr().out)


def test_a_signature_holds_until_a_byte_changes(made, capsys) -> None:
    data, out = made
    folder, office = out / "hrbrfb" / "2018", data / "hrbrfb" / "2018"
    before = (folder / "manifest.json").read_bytes()
    assert sign(made, "--by", "李某", "--as", "审核") == 0
    assert sign(made, "--by", '王"某', "--as", "签发") == 0
    assert "report.html" in capsys.readouterr().out
    record = (office / "sign_off.toml").read_text("utf-8")
    assert record.count("[[signed]]") == 2
    assert json.loads((folder / "sign_off.json").read_text("utf-8"))[1]["by"] == '王"某'
    assert (folder / "manifest.json").read_bytes() == before
    assert '王"某签发（' in listed(made, capsys)
    assert "后有改动" not in listed(made, capsys)
    assert "王&#34;某签发（" in write_index(out).read_text("utf-8")
    # The record is no input: the report that was signed is still the one that would be made.
    assert run(["batch", "--data", str(data), "--out", str(out), "--to", "html", "--explain"]) == 0
    assert "sign_off" not in capsys.readouterr().out

    (ledgers,) = re.findall(r"台账 \d+ 种", listed(made, capsys))
    page, ledger = folder / "report.html", office / "meetings.csv"
    words = next((office / "narrative").glob("*.md"))
    settings = office.parent / "agency.toml"
    assert "）后有改动" not in write_index(out, data).read_text("utf-8")
    for path, told in (
        (page, "report.html 已改动"),
        (ledger, "台账和设置改动 hrbrfb/2018/meetings.csv"),
        (words, f"台账和设置改动 hrbrfb/2018/narrative/{words.name}"),
        (settings, "台账和设置改动 hrbrfb/agency.toml"),
        (office / "review.toml", "台账和设置新增 hrbrfb/2018/review.toml"),
    ):
        content, times = path.read_bytes() if path.exists() else b"", ledger.stat()
        path.write_bytes(content[:-1] + b" " if path == ledger else content + b"\n")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # as some editors leave it
        assert f"后有改动：{told}" in (line := listed(made, capsys))
        assert f"\t{ledgers}\t" in line  # the same, whether the manifest tells it or the files do
        assert f"后有改动：{told}" in write_index(out, data).read_text("utf-8")
        assert sign(made, "--by", "王某", "--as", "签发") == 2
        assert told in capsys.readouterr().err
        path.write_bytes(content)
        if not content:
            path.unlink()
    page.write_bytes(page.read_bytes() + b" ")
    assert "后有改动：report.html 已改动" in write_index(out).read_text("utf-8")
    assert (office / "sign_off.toml").read_text("utf-8") == record


def test_a_later_check_does_not_hide_who_issued(made, capsys) -> None:
    assert sign(made, "--by", "赵某", "--as", "签发") in (0, 2)
    data, out = made
    assert run(["report", *KEY, "--to", "html", "--data", str(data), "--out", str(out)]) == 0
    assert sign(made, "--by", "赵某", "--as", "签发") == 0
    assert sign(made, "--by", "钱某", "--as", "审核") == 0
    shown = listed(made, capsys)
    assert re.search(r"钱某审核（[-\d]+）；赵某签发（[-\d]+）$", shown, re.M)


def test_what_has_no_public_file_or_an_older_one_cannot_be_signed(made, tmp_path, capsys) -> None:
    data, out = made[0], tmp_path / "out"
    common = ["--data", str(data), "--out", str(out)]
    assert run(["report", *KEY, "--to", "xlsx", *common]) == 0
    capsys.readouterr()
    assert run(["sign", *KEY, "--by", "王某", "--as", "签发", *common]) == 2
    assert "没有公开版的文件" in capsys.readouterr().err


def test_a_document_edited_by_hand_is_kept_and_told(made, capsys) -> None:
    data, out = made
    page = out / "hrbrfb" / "2018" / "report.html"
    mine = page.read_bytes() + b"<!-- mine -->"
    before = set(page.parent.iterdir())
    for _ in range(2):  # the same edit is kept once
        page.write_bytes(mine)
        capsys.readouterr()
        assert run(["report", *KEY, "--to", "html", "--data", str(data), "--out", str(out)]) == 0
        (kept,) = set(page.parent.iterdir()) - before
        assert kept.read_bytes() == mine
        assert kept.name in capsys.readouterr().err
        assert b"mine" not in page.read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", " ", "--as", "签发"), "姓名"),
        (("--by", "王某", "--as", "批准"), "审核"),
        (("--by", "王某\n[[signed]]", "--as", "签发"), "姓名"),
    ],
)
def test_a_signature_without_a_name_or_role_is_refused(made, capsys, words, told: str) -> None:
    before = (made[0] / "hrbrfb" / "2018" / "sign_off.toml").exists()
    assert sign(made, *words) == 2
    assert told in capsys.readouterr().err
    assert (made[0] / "hrbrfb" / "2018" / "sign_off.toml").exists() == before


def test_a_draft_and_what_is_not_there_cannot_be_signed(
    sample: Path, tmp_path: Path, capsys
) -> None:
    words = ["--by", "王某", "--as", "签发", "--data", str(sample), "--out", str(tmp_path / "out")]
    assert run(["sign", *KEY, *words]) == 2
    assert "没有可以签的报告" in capsys.readouterr().err
    (sample / "hrbrfb" / "2018" / "meetings.csv").unlink()
    common = ["--data", str(sample), "--out", str(tmp_path / "out"), "--to", "html"]
    assert run(["report", *KEY, *common]) == 1
    capsys.readouterr()
    assert run(["sign", *KEY, *words]) == 2
    assert "草稿" in capsys.readouterr().err


def test_a_spoilt_record_is_told_and_never_written_on(made, capsys) -> None:
    record = made[0] / "hrbrfb" / "2018" / "sign_off.toml"
    record.write_text("[[signed]\nby = ", encoding="utf-8")
    assert sign(made, "--by", "王某", "--as", "签发") == 2
    error = capsys.readouterr().err
    assert "report.html 已改动" in error or "读不出来" in error
    assert record.read_text("utf-8") == "[[signed]\nby = "


def test_the_review_tells_who_signed_what_changed_and_who_is_next(made, tmp_path) -> None:
    data, out = made[0], tmp_path / "out"
    common = ["--data", str(data), "--out", str(out)]
    path = out / "hrbrfb" / "2018" / "review.html"
    (data / "hrbrfb" / "2018" / "sign_off.toml").unlink(missing_ok=True)  # of the tests before

    def told() -> str:
        page = path.read_text("utf-8")
        return re.sub(
            r"<[^>]*>", " ", page[page.index('class="standing"') :].partition("</section>")[0]
        )

    assert run(["report", *KEY, "--to", "html,review", *common]) == 0
    assert "签发  尚未签发" in told()
    assert run(["sign", *KEY, "--by", "孙某", "--as", "签发", *common]) == 0
    assert "孙某，" in told()
    assert "到本页写成时没有改动" in told()
    assert ">已签发</span>" in (page := path.read_text("utf-8")) and ">签发时列出的事项<" in page
    outputs = json.loads((path.parent / "manifest.json").read_text("utf-8"))["outputs"]
    assert outputs["review.html"] == digest(path)
    ledger = data / "hrbrfb" / "2018" / "proposals.csv"
    lines = ledger.read_text("utf-8-sig").splitlines(keepends=True)
    ledger.write_text("".join(lines[:-1]), encoding="utf-8-sig")
    assert run(["report", *KEY, "--to", "html,review", *common]) in (0, 1)
    assert re.search(r"状态\s+签发后有改动：", told())
    assert "重新审核、签发" in told() and "gongkai correction hrbrfb/2018" in told().replace(
        "\u200b", ""
    )
    page = path.read_text("utf-8")
    assert ">签发后有改动</span>" in page
    changed = page[page.index('aria-label="签发以后的变化"') :].partition("</section>")[0]
    assert page.index(">还要做什么<") < page.index(changed)  # what is to do comes first
    assert "<details open><summary>与" in changed
    assert "《建议提案》" in changed  # the row that moved the figures
    assert "建议提案承办数" in changed
    ledger.write_text("".join(lines), encoding="utf-8-sig")


def test_without_a_day_of_publication_it_is_checked_but_not_issued(
    sample: Path, tmp_path: Path, capsys
) -> None:
    """No placeholder stands in a public edition; what was made before is made again with the rest."""
    declared = sample / "hrbrfb" / "2018" / "declarations.toml"
    dated = declared.read_text("utf-8")
    declared.write_text(dated.replace("date = 2019-02-12", ""), encoding="utf-8")
    common = ["--data", str(sample), "--out", str(tmp_path / "out")]
    folder = tmp_path / "out" / "hrbrfb" / "2018"
    assert run(["report", *KEY, "--to", "cms", *common]) == 0
    assert "公布日期" not in (folder / "cms" / "fragment.html").read_text("utf-8")
    review = (folder / "review.html").read_text("utf-8")
    assert "填写公布日期以后才能签发" in review
    capsys.readouterr()
    assert run(["sign", *KEY, "--by", "王某", "--as", "签发", *common]) == 2
    assert "没有公布日期，不能签发（可以先审核）" in capsys.readouterr().err
    assert run(["sign", *KEY, "--by", "李某", "--as", "审核", *common]) == 0

    declared.write_text(dated, encoding="utf-8")
    assert run(["report", *KEY, "--no-review", *common]) == 0
    assert "2019年2月12日" in (folder / "cms" / "fragment.html").read_text("utf-8")
    whole = (folder / "manifest.json").read_text("utf-8")
    older = json.loads(whole) | {"stale": ["report.pdf", "cms"]}
    (folder / "manifest.json").write_text(json.dumps(older), encoding="utf-8")
    capsys.readouterr()
    assert run(["sign", *KEY, "--by", "王某", "--as", "签发", *common]) == 2
    told = capsys.readouterr().err
    assert "hrbrfb/2018 文件夹中的 report.pdf、cms 是按以前的台账做的" in told
    assert "请一并重新生成：gongkai report hrbrfb 2018" in told
    (folder / "manifest.json").write_text(whole, encoding="utf-8")
    (sample / "hrbrfb" / "2018" / "sign_off.toml").unlink()
    capsys.readouterr()
    assert run(["sign", *KEY, "--by", "王某", "--as", "签发", *common]) == 0
    assert "还没有审核的记录，直接签发了" in capsys.readouterr().err

    assert run(["sign", *KEY, "--by", "李某", "--as", "审核", *common]) == 0
    narrative = sample / "hrbrfb" / "2018" / "review.toml"
    narrative.write_text("", encoding="utf-8")
    assert run(["report", *KEY, *common]) == 0
    capsys.readouterr()
    assert run(["sign", *KEY, "--by", "王某", "--as", "签发", *common]) == 0
    assert "李某审核" in (told := capsys.readouterr().err) and "不是审核的版本" in told
    review = (folder / "review.html").read_text("utf-8")
    assert "核对通过，已签发；审核的是以前的版本，请补作审核" in review
