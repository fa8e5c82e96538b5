"""A document number that articles only cite makes no one item of them."""

import tomllib
from pathlib import Path

import pytest

from gongkai.cli.app import run
from gongkai.indicators.compute import compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.records.load import load

DAYS = [f"2024-03-{n + 11}" for n in range(8)]
CITED = ["市发〔2024〕1号"] * 5 + ["/", "", "市发〔2024〕9号"]


def adopted(tmp_path: Path, titles: list[str], days: list[str], numbers: list[str]) -> Path:
    year = tmp_path / "data" / "x" / "2024"
    year.mkdir(parents=True)
    (year.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    rows = zip(range(100, 108), titles, numbers, days, days, strict=True)
    lines = [f"{n},{t},通知公告,{m},{a},{b},1" for n, t, m, a, b in rows]
    path = year / "稿件.csv"
    path.write_text(
        "\n".join(["DOCID,DOCTITLE,CHNLDESC,FILENUM,DOCRELTIME,DOCPUBTIME,HITSCOUNT", *lines]),
        encoding="utf-8",
    )
    assert run(["adopt", str(path), "--yes"]) == 0
    return path


def columns(path: Path) -> dict[str, str]:
    (shape,) = tomllib.loads((path.parents[1] / "columns.toml").read_text("utf-8"))["样式"]
    return dict(shape["列"])


def test_articles_that_cite_one_document_are_asked_about_and_count_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = adopted(tmp_path, [f"会议{n}" for n in range(8)], DAYS, CITED)
    assert "文号" not in columns(path)
    said = capsys.readouterr().err
    assert "“FILENUM”一列中，5行与别的行文号相同（如 市发〔2024〕1号）" in said
    assert compute(load(path.parents[2], Key("x", 2024)))["disclosed_total"] == Amount(8)


@pytest.mark.parametrize(
    ("titles", "days"),
    [
        (["同一办法"] * 8, DAYS),
        ([f"会议{n}" for n in range(8)], ["2024-03-11"] * 8),
        ([f"会议{n}" for n in range(8)], DAYS),
    ],
)
def test_a_number_of_the_row_itself_is_taken(
    titles: list[str], days: list[str], tmp_path: Path
) -> None:
    """What shares its title or its day may be the same item once more; a number that is each row's own joins nothing."""
    own = titles[0] != titles[1] and days[0] != days[1]
    numbers = [f"市发〔2024〕{n}号" for n in range(8)] if own else CITED
    assert columns(adopted(tmp_path, titles, days, numbers))["文号"] == "FILENUM"
