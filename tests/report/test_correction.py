"""After a signed figure moved, a draft tells old and new with their places; an edited one is left alone."""

import shutil
from pathlib import Path

import docx
import pytest

from conftest import SAMPLE
from gongkai.compare.comparison import Kind, SentenceChange
from gongkai.compare.kept import keep, keep_signed
from gongkai.compare.version import Sentence, version_of
from gongkai.errors import UsageError
from gongkai.examined.examine import build
from gongkai.keys import Key
from gongkai.report.correction import _is_wrong, correction_of, write_correction

KEY = Key("hrbrfb", 2018)


def tables(path: Path) -> list[list[list[str]]]:
    found = docx.Document(str(path)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def test_a_correction_tells_old_and_new_and_leaves_an_edited_one_alone(tmp_path: Path) -> None:
    root, folder = tmp_path / "data", tmp_path / "out" / KEY.slug
    shutil.copytree(SAMPLE / KEY.agency, root / KEY.agency)
    report = build(KEY.agency, KEY.year, root)
    with pytest.raises(UsageError, match="没有签发的记录"):
        correction_of(root, report, folder)
    signed = version_of(root, report)
    keep(folder, signed)
    for role in ("签发", "审核"):
        keep_signed(root, folder, KEY, role, f"王某{role}", "2019-02-12", signed.inputs)
    assert correction_of(root, report, folder).nothing

    requests = root / KEY.slug / "requests.csv"
    lines = requests.read_text("utf-8").splitlines(keepends=True)
    requests.write_text("".join(lines[:2] + lines[3:]), "utf-8")  # YSQ2018002, by net, granted
    report = build(KEY.agency, KEY.year, root)
    found = correction_of(root, report, folder)
    path = write_correction(found, report, folder)
    sentences, cells = tables(path)
    assert sentences[0] == cells[0] == ["位置", "原公布", "更正为"]
    assert ["依申请公开办理情况", "全年收到政府信息公开申请29件，均按时办结。",
            "全年收到政府信息公开申请28件，均按时办结。"] in sentences  # fmt: skip
    assert ["三、依申请公开情况—（一）收到申请数", "29件", "28件"] in cells
    assert len(cells) == 1 + 6
    words = "".join(p.text for p in docx.Document(str(path)).paragraphs)
    assert "2019年2月12日公布的" in words
    assert "YSQ2018002" not in words + str(cells)

    paragraphs = docx.Document(str(path)).paragraphs
    start = next(n for n, p in enumerate(paragraphs) if p.text == "［请写明更正原因］")
    *before, last = paragraphs[start:]  # what is sealed stands on the page of the seal
    assert last.text == "［日期］"
    assert all(
        p.paragraph_format.keep_with_next or p.style.paragraph_format.keep_with_next for p in before
    )

    made = path.read_bytes()
    assert write_correction(found, report, folder) == path
    assert path.read_bytes() == made
    edited = docx.Document(str(path))
    edited.paragraphs[-1].add_run("2019年3月1日")
    edited.save(str(path))
    made = path.read_bytes()
    again = write_correction(found, report, folder)
    assert again.name == "更正说明-2.docx"
    assert path.read_bytes() == made
    assert tables(again) == [sentences, cells]

    now = version_of(root, report)
    keep(folder, now)
    keep_signed(
        root, folder, KEY, "签发", "王某签发（2019-03-02）", "2019-03-02", now.inputs, "第2次签发"
    )
    settled = correction_of(root, report, folder)  # the draft of that step is there
    assert settled.nothing
    assert (settled.signed, settled.drafted) == ("王某签发（2019-03-02，第2次签发）", path)

    # Signed first, corrected then: what was published still differs, as long as nothing tells of it.
    late = correction_of(root, report, tmp_path)
    assert (late.sentences, late.cells) == (found.sentences, found.cells)
    assert (late.signed, late.after) == (found.signed, "王某签发（2019-03-02，第2次签发）")

    lines = requests.read_text("utf-8").splitlines(keepends=True)
    requests.write_text("".join(lines[:2] + lines[3:]), "utf-8")
    third = correction_of(
        root, build(KEY.agency, KEY.year, root), tmp_path
    )  # of what was issued last
    assert ["28件", "27件"] in [[cell.old, cell.new] for cell in third.cells]
    assert write_correction(third, report, folder).name == "更正说明-3.docx"


def sentence(words: str, *figures: str, file: str = "") -> Sentence:
    return Sentence("监督保障", words, figures, file)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (sentence("仍有7所。", file="a.md"), sentence("仍有5所。", file="a.md"), True),
        (None, sentence("组织活动4场。", file="a.md"), False),
        (sentence("组织活动4场。", file="a.md"), None, False),
        (sentence("培训3次。", file="a.md"), sentence("培训3次，参加20人。", file="a.md"), False),
        (sentence("各3次、5次。", file="a.md"), sentence("各5次、3次。", file="a.md"), True),
        (sentence("按期。"), sentence("逾期\ufffc。", "1"), True),
        (None, sentence("逾期\ufffc。", "1"), True),
        (sentence("逾期\ufffc。", "1"), None, True),
    ],
)
def test_only_a_wrong_figure_is_an_error_of_data(
    old: Sentence | None, new: Sentence | None, wrong: bool
) -> None:
    kind = Kind.CHANGED if old and new else Kind.REMOVED if old else Kind.ADDED
    change = SentenceChange(kind, old, new)
    assert _is_wrong(change, {"监督保障"}) is wrong
    gone = old is not None and new is None  # a section that the office took over, or left out
    assert _is_wrong(change, set()) is (wrong and not gone)
