"""Published reports read back: whole tables by their labels, sentences by their own figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, SAMPLE
from gongkai.audit import document
from gongkai.audit.audit import audit
from gongkai.audit.claims import read_claims
from gongkai.checks.check import State
from gongkai.cli.app import run
from gongkai.errors import UnreadableError
from gongkai.forms.fill import FilledGrid
from gongkai.keys import Key
from gongkai.report.build import examine

PUBLISHED = REPOSITORY / "tests" / "published"
TABLES = ("table2", "table3", "table4")


def test_a_whole_published_page_is_read_back_cell_by_cell() -> None:
    found = audit(PUBLISHED / "shanghai_office_2019.html").as_dict()
    stated = json.loads((PUBLISHED / "shanghai_office_2019.json").read_text(encoding="utf-8"))
    assert (found["agency"], found["year"], found["form"]) == ("上海市人民政府办公厅", 2019, "2019")
    for table in TABLES:
        assert found[table] == stated[table], table
    assert found["missing_rows"] == {}
    told = {claim["claim"]: claim["state"] for claim in found["claims"]}
    assert told["258/805=33.9%"] == "fails"
    assert told["35/805=4.34%"] == "fails"
    assert told["265/805=32.9%"] == "holds"
    assert told["158/805=19.6%"] == "holds"
    assert told["-12.3%"] == "not_stated"


def balance(left: str, parts: list[str]) -> str:
    """Return a paragraph on requests: received, carried in, done, carried out."""
    inflow, _, out = left.partition("-")
    new, _, carried = inflow.partition("+")
    words = f"2023年，本机关新收到政府信息公开申请{new}件" + (
        f"，上年结转{carried}件" if carried else ""
    )
    words += f"，结转下年度继续办理{out}件" if out else ""
    if len(parts) == 1:
        return f"{words}，办结{parts[0]}件。"
    return (
        f"{words}。办理结果为："
        + "、".join(f"第{n}类{p}件" for n, p in zip("甲乙丙丁戊己庚", parts, strict=False))
        + "。"
    )


def sentence(claim: dict[str, Any], n: int) -> str:
    """Return a sentence that makes the claim, in one of the manners that real reports use."""
    left, _, right = claim["claim"].partition("=")
    weak = claim["strength"] == "implied"
    unit = ("条", "件", "项", "篇")[n % 4]
    if claim["kind"] == "percent":
        part, whole = left.split("/")
        return (
            f"全年共受理申请{whole}{unit}，其中自然人提出{part}{unit}，占{right}。",
            f"2023年收到申请{whole}{unit}。其中，网络申请{part}{unit}，占总数的{right}；",
            f"共办理{whole}{unit}，予以公开{part}{unit}，占比{right}。",
        )[n % 3]
    parts = right.split("+")
    if "+" in left or "-" in left:
        return balance(left, parts)
    listed = "、".join(f"第{'甲乙丙丁戊己庚辛壬癸'[i]}类{p}{unit}" for i, p in enumerate(parts))
    if weak:
        return f"2022年主动公开政府信息{left}{unit}，其中主要为{listed}。"
    comma = "，".join(f"经渠道{'甲乙丙丁戊己庚辛壬癸'[i]}{p}{unit}" for i, p in enumerate(parts))
    return (
        f"2022年，主动公开政府信息{left}{unit}，其中：{listed}。",
        f"累计公开{left}{unit}（其中{listed}）。",
        f"全年（1月1日至12月31日）共发布{left}{unit}，包括{comma}。",
        f"依据〔2019〕60号文公开信息{left}{unit}。共收到{left}{unit}，其中{comma}。",
    )[n % 4]


CLAIMS = [
    (n, office["id"], claim)
    for n, (office, claim) in enumerate(
        (office, claim)
        for office in json.loads(
            (Path(__file__).parent / "claims.json").read_text(encoding="utf-8")
        )
        for claim in office["claims"]
    )
]


@pytest.mark.parametrize(
    ("n", "office", "claim"), CLAIMS, ids=lambda v: v if isinstance(v, str) else None
)
def test_a_published_claim_is_judged_as_it_is(n: int, office: str, claim: dict[str, Any]) -> None:
    text = sentence(claim, n)
    found = [c for c in read_claims(text) if c.claim == claim["claim"]]
    assert len(found) == 1, (text, [c.claim for c in read_claims(text)])
    if claim["strength"] == "implied":
        assert found[0].state != "fails"
    else:
        assert (found[0].state == "holds") is claim["holds"], text
        assert (found[0].state == "fails") is not claim["holds"], text


@pytest.mark.parametrize(
    ("text", "claim", "state"),
    [
        ("收到申请120件，较上年的100件增长20%。", "100->120=+20%", "holds"),
        ("收到申请120件，上年100件，同比增长21%。", "100->120=+21%", "fails"),
        ("收到申请88件，比2022年的100件减少12件。", "100->88=-12", "holds"),
        ("收到申请88件，比上年下降约13%，上年为100件。", "100->88=-13%", "not_assessable"),
        ("收到申请5件，上年0件，同比增长100%。", "0->5=+100%", "not_assessable"),
        ("收到申请120件，同比增长20%。", "+20%", "not_stated"),
        ("公开1,234条，其中甲1,000条、乙234条。", "1234=1000+234", "holds"),
        ("公开１２条，其中甲１０条、乙３条。", "12=10+3", "fails"),
        ("公开30条，其中甲10条、乙8条等。", "30=10+8", "not_assessable"),
        ("办理8件，占全部2000件的0.4%。", None, None),
    ],
)
def test_a_claim_is_read_as_it_is_meant(text: str, claim: str | None, state: str | None) -> None:
    found = {c.claim: c.state.value for c in read_claims(text)}
    assert found == ({claim: state} if claim else {})


@pytest.mark.slow
@pytest.mark.parametrize("year", [2019, 2020, 2023])
def test_our_own_report_audits_back_to_its_figures(tmp_path: Path, year: int) -> None:
    run(["report", "yunshan", str(year), "--data", str(SAMPLE), "--out", str(tmp_path)])
    filled = examine(SAMPLE, Key("yunshan", year)).form
    assert isinstance(filled, FilledGrid)
    folder = tmp_path / "yunshan" / str(year)
    for file in ("report.html", "statistics.xlsx"):
        found = audit(folder / file)
        assert found.form == filled.form.id.removeprefix("form_")
        assert not found.fails, [c.claim for c in found.claims]
        assert all(c.state is State.PASS for c in found.checks)
        for key, block, line, column, _ in filled.form.cells():
            stated = found.tables[key.table].stated
            stated = stated[block.label] if block.label else stated
            told = stated["/".join(line.path)][column.label]
            assert str(told).removesuffix("元") == filled.cells[key].text.removesuffix("元"), key
    assert audit(folder / "report.html").agency == "云杉市园林绿化局（虚构）"


def page(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.html", b""),
        ("图.html", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("深.html", b"<div>" * 100_000),
        ("炸.xlsx", b"PK\x03\x04" + bytes(500)),
        ("文.docx", b"PK"),
        ("扫描.pdf", b"%PDF-1.4"),
    ],
)
def test_what_cannot_be_read_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    path = page(tmp_path, name, content)
    with pytest.raises(UnreadableError, match=name):
        audit(path)
    assert run(["audit", str(path)]) == 2
    assert name in capsys.readouterr().err


def test_a_file_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_LARGEST", 10)
    with pytest.raises(UnreadableError, match="超过"):
        audit(page(tmp_path, "大.html", b"<p>" + b"x" * 100))


def test_a_report_in_another_language_has_nothing_to_hold(tmp_path: Path) -> None:
    found = audit(page(tmp_path, "en.html", b"<p>Annual report 2019: 12 requests.</p>"))
    assert (found.agency, found.year, found.form, found.claims) == (None, None, None, ())


def test_a_table_whose_rows_are_not_found_is_refused_never_shifted(tmp_path: Path) -> None:
    text = (PUBLISHED / "shanghai_office_2019.html").read_text(encoding="utf-8")
    assert "部分公开" in text
    spoiled = text.replace("（二）部分公开", "（二）其它公开", 1)
    found = audit(page(tmp_path, "改.html", spoiled.encode()))
    assert found.tables["table3"].missing == ("三、本年度办理结果/（二）部分公开",)
    stated = found.tables["table3"].stated
    assert stated["三、本年度办理结果/（一）予以公开"]["自然人"] == 258
    assert any(c.id == "ST-1" and c.state is State.NOT_ASSESSABLE for c in found.checks)


def test_the_answer_in_json_names_checks_and_claims(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", str(PUBLISHED / "shanghai_office_2019.html"), "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert found["year"] == 2019
    assert {"id", "state", "message"} <= set(found["checks"][0])
    assert {"claim", "state", "text", "place"} <= set(found["claims"][0])
