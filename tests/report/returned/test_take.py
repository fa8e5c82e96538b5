"""Twenty edits in Word: what is text comes back, with its figures bound; what is a figure or decided elsewhere does not."""

import copy
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from conftest import SAMPLE
from gongkai.cli.app import run
from gongkai.errors import UnreadableError, UsageError
from gongkai.examined.examine import build
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.narrative.content import FigureRun
from gongkai.narrative.own.typed import lines_of
from gongkai.report.returned.calls import calls_of
from gongkai.report.returned.document import Line, Marked, read_returned
from gongkai.report.returned.sentence import rebound
from gongkai.report.returned.take import COPIES, take

KEY = Key("hrbrfb", 2018)
# Words of the report, and what somebody made of them.
WORDS = (
    ("列入重点督办工作", "列入年度重点督办工作"),  # in the office's own file
    ("全年主动公开政府信息", "全年共主动公开政府信息"),  # beside figures
    ("二是完善保密工作制度，", "二是健全保密工作制度，"),
    ("已全部录入指定系统平台", "并已全部录入系统平台"),  # beside figures in Chinese numerals
    ("全年报送", "全年累计报送"),
    ("全年发布行政许可", "全年在平台发布行政许可"),  # beside a figure whose bookmark is lost
    ("反馈率达", "反馈率为"),
    ("通过网络提出的申请最多", "其中通过网络提出的申请最多"),
    ("代表均表示满意", "代表对办理结果均表示满意"),
    ("未向申请人收取任何费用", "没有向申请人收取*任何*费用"),
    ("工作方式创新不足", "工作方式还比较单一"),
)
NEW_SENTENCE = "信息公开工作全年接受群众评议。"
NEW_PARAGRAPH = "（四）加强与各部门的沟通，及时回应关切。"
GONE = "（三）创新公开形式"
FIGURES = {"137条（": "136条（", "申请30件": "申请29件", "报送965次": "报送96次"}  # typed: stays


def paragraph(document: Any, words: str) -> Any:
    return next(p for p in document.paragraphs if words in p.text)


def texts(document: Any) -> Iterator[Any]:
    yield from document.element.body.iter(qn("w:t"))


def mark(document: Any, indicator: str) -> Any:
    return next(
        node
        for node in document.element.body.iter(qn("w:bookmarkStart"))
        if node.get(qn("w:name")).endswith(f"_{indicator}")
    )


def figure(document: Any, indicator: str) -> Any:
    return next(mark(document, indicator).getnext().iter(qn("w:t")))


def edited(path: Path) -> Any:
    document = docx.Document(str(path))
    lost = mark(document, "publicity_licences")
    lost.getparent().remove(lost)
    for old, new in WORDS:
        (node,) = (t for t in texts(document) if old in (t.text or ""))
        node.text = node.text.replace(old, new)
    paragraph(document, "开展政府信息公开宣传活动").add_run(NEW_SENTENCE)
    gone = paragraph(document, GONE)._p
    added = copy.deepcopy(gone)
    for node in added.iter(qn("w:t")):
        node.text = NEW_PARAGRAPH
    gone.addprevious(added)
    gone.getparent().remove(gone)
    # What is refused: figures over a bookmark, without it, and beside it; a cell, a heading, the date.
    figure(document, "disclosed_total").text = "137"
    lost = mark(document, "requests_received")
    figure(document, "requests_received").text = "30"
    lost.getparent().remove(lost)
    after = mark(document, "open_data_submissions").getnext().getnext().getnext()
    node = next(after.iter(qn("w:t")))
    node.text = "5" + node.text
    (cell,) = (
        t
        for t in document.tables[0]._tbl.iter(qn("w:t"))
        if "requests_online" in str(t.getparent().getprevious().get(qn("w:name")))
    )
    cell.text = "21"
    heading = next(
        t for t in texts(document) if "存在的主要问题" in (t.text or "") and t.text[0] == "三"
    )
    heading.text = heading.text.replace("存在的主要问题", "问题和不足")
    next(t for t in texts(document) if t.text == "2019年2月12日").text = "2019年2月20日"
    return document


def narrative_lines(root: Path) -> list[tuple[str, list[str]]]:
    report = build(KEY.agency, KEY.year, root)
    return [
        ("".join(r.text for r in line), [r.indicator for r in line if isinstance(r, FigureRun)])
        for section in report.narrative.sections
        for line in lines_of(section)
    ]


@pytest.fixture
def place(published: Path, tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(SAMPLE / KEY.agency, tmp_path / "data" / KEY.agency)
    shutil.copytree(published / "versions", tmp_path / "out" / KEY.slug / "versions")
    return tmp_path / "data", tmp_path / "out"


def test_text_comes_back_and_figures_are_refused(published: Path, place, tmp_path) -> None:
    root, out = place
    before = narrative_lines(root)
    path = tmp_path / "领导改.docx"
    edited(published / "report.docx").save(str(path))
    own = {p.name: p.read_bytes() for p in (root / KEY.slug / "narrative").glob("*.md")}
    found = take(root, out, build(KEY.agency, KEY.year, root), path)

    after = narrative_lines(root)
    expected = []
    for words, figures in before:
        for old, new in WORDS:
            words = words.replace(old, new)
        if words.startswith(GONE):
            words = NEW_PARAGRAPH
        if words.startswith("开展政府信息公开宣传活动"):
            words += NEW_SENTENCE
        expected.append((words, figures))
    assert (
        after == expected
    )  # its figures bound as before, and those typed over what the ledgers say

    refused = {(r.old, r.new) for r in found.taken.refused}
    assert refused == {
        ("136", "137"), ("29", "30"), ("96", "965"), ("20", "21"),
        ("三、存在的主要问题", "三、问题和不足"), ("2019年2月12日", "2019年2月20日"),
    }  # fmt: skip
    told = {r.old: r.place + r.remedy for r in found.taken.refused}
    assert "主动公开政府信息数" in told["136"]
    assert "《依申请公开》" in told["29"]
    assert "《依申请公开》" in told["20"]
    assert "统计表“三、依申请公开情况" in told["20"]  # the cell by the form's words
    assert "机关设置" in told["2019年2月12日"]
    copies = {
        p.name: c.read_bytes()
        for p, c in found.written
        if c is not None and c.parent.name == COPIES
    }
    assert copies
    assert all(own[name] == content for name, content in copies.items())
    again = take(root, out, build(KEY.agency, KEY.year, root), path)
    assert len(again.written) == len(found.written)
    assert narrative_lines(root) == expected


def test_nothing_is_taken_of_a_document_that_nobody_edited(published: Path, place) -> None:
    root, out = place
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    found = take(root, out, build(KEY.agency, KEY.year, root), published / "report.docx")
    assert (found.written, found.taken.refused, found.comments, found.tracked) == ((), [], (), 0)
    assert {p: p.read_bytes() for p in before} == before


def test_tracked_changes_are_read_as_accepted_and_comments_are_told(
    published: Path, place, tmp_path, capsys
) -> None:
    root, out = place
    document = docx.Document(str(published / "report.docx"))
    target = paragraph(document, "列入重点督办工作")
    run_ = target.runs[-1]._r
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    new = copy.deepcopy(run_)
    for node in new.iter(qn("w:t")):
        node.text = "2018年，我办把政府信息公开列入重点督办工作。"
    inserted.append(new)
    run_.addprevious(deleted)
    deleted.append(run_)
    for node in list(run_.iter(qn("w:t"))):
        node.tag = qn("w:delText")
    deleted.addnext(inserted)
    document.add_comment(
        paragraph(document, "开展政府信息公开").runs, "这里要再具体些", author="某主任"
    )
    path = tmp_path / "修订.docx"
    document.save(str(path))
    words = ["take", str(path), KEY.slug, "--data", str(root), "--out", str(out)]
    assert run(words) == 0
    said = capsys.readouterr().out
    assert "2 处修订没有定稿" in said
    assert re.search(
        r"第1条　“（[一二三四五六]）[^”]+”中“开展政府信息公开[^”]+”：这里要再具体些", said
    )
    assert "某主任" not in said
    assert "原文件另存为" in said
    assert "2018年，我办把政府信息公开列入重点督办工作。" in [w for w, _ in narrative_lines(root)]


def test_text_is_never_a_template(published: Path, place, tmp_path) -> None:
    root, out = place
    document = docx.Document(str(published / "report.docx"))
    paragraph(document, "列入重点督办工作").add_run("{{ 数字('收到申请数') }}")
    path = tmp_path / "x.docx"
    document.save(str(path))
    found = take(root, out, build(KEY.agency, KEY.year, root), path)
    assert not found.written
    assert "花括号" in found.taken.refused[0].remedy


SOURCE = (
    "全年{{ 断言('requests_received') }}{{ 断言('requests_compared') }}，"
    "{% if 有('requests_online') %}其中网络{{ 数字('requests_online') }}{% endif %}。"
)
PRINTED = "全年收到申请29件，其中网络20件。"


@pytest.mark.parametrize(
    ("new", "template", "fixed"),
    [
        # Around what follows from the ledgers: it still does.
        ("本年收到申请29件，其中网络20件。", SOURCE.replace("全年", "本年"), ()),
        ("全年收到申请29件，包括网络20件。", SOURCE.replace("其中", "包括"), ()),
        # Within: the words are the editor's, which is told; the figure is bound all the same.
        ("全年收到各类申请29件，其中网络20件。",
         SOURCE.replace("{{ 断言('requests_received') }}{{ 断言('requests_compared') }}",
                        "收到各类申请{{ 数字('收到申请数', unit=False) }}件"),
         ("收到申请29件",)),
        # What a condition held is gone with it, and no half of it stays.
        ("全年收到申请29件。", SOURCE.partition("，")[0] + "。", ("随条件取舍的写法",)),
    ],
)  # fmt: skip
def test_what_follows_from_the_ledgers_still_does_or_is_told(
    new: str, template: str, fixed: tuple[str, ...]
) -> None:
    def line(text: str) -> Line:
        names = (("29", "requests_received"), ("20", "requests_online"))
        marks = [
            Marked(f"_{n}_{name}", name, text.index(digits), text.index(digits) + 2)
            for n, (digits, name) in enumerate(names)
            if digits in text
        ]
        return Line("Normal", text, tuple(marks))

    calls = calls_of(SOURCE, PRINTED)
    assert calls is not None
    values = {"requests_received": Amount(29), "requests_online": Amount(20)}
    bound = rebound(line(PRINTED), line(new), calls, values)
    assert bound.template == template
    assert bound.fixed == fixed
    assert not bound.changed


def retyped(published: Path, path: Path, *edits: tuple[str, str]) -> Path:
    """Save a document whose paragraph was typed anew: Word has joined its runs, and no bookmark is left."""
    document = docx.Document(str(published / "report.docx"))
    whole = paragraph(document, edits[0][0])
    words = whole.text
    for old, new in edits:
        assert words.count(old) == 1
        words = words.replace(old, new)
    whole.text = words
    for node in [*whole._p.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        node.getparent().remove(node)
    document.save(str(path))
    return path


def test_a_figure_typed_over_in_a_paragraph_without_bookmarks_rewrites_nothing(
    published: Path, place, tmp_path
) -> None:
    root, out = place
    path = retyped(published, tmp_path / "x.docx", ("申请29件", "申请46件"))
    found = take(root, out, build(KEY.agency, KEY.year, root), path)
    assert not found.written and not found.taken.fixed
    assert [(r.old, r.new) for r in found.taken.refused] == [("29", "46")]


def test_words_edited_without_bookmarks_fix_no_other_sentence_and_what_is_fixed_is_told(
    published: Path, place, tmp_path
) -> None:
    root, out = place
    edits = (("申请29件", "申请46件"), ("通过网络提出的申请最多", "其中网络申请最多"))
    path = retyped(published, tmp_path / "x.docx", *edits)
    found = take(root, out, build(KEY.agency, KEY.year, root), path)
    ((file, _),) = found.written
    text = file.read_text(encoding="utf-8")
    assert "{{ 断言('收到申请') }}" in text and "{{ 断言('复议和诉讼') }}" in text
    assert "其中网络申请最多" in text and "{{ 断言('网络申请最多') }}" not in text
    assert [(r.old, r.new) for r in found.taken.refused] == [("29", "46")]
    assert any("通过网络提出的申请最多" in words for _, words in found.taken.fixed)
    assert any("其中网络申请最多" in words for _, words in found.taken.decided)


def test_what_a_call_prints_parts_it_from_the_next_one() -> None:
    prints = {"{{ a }}": "办理3件，结转1件", "{{ b }}": "已办结"}.get
    found = calls_of("{{ a }}，{{ b }}。", "办理3件，结转1件，已办结。", prints)
    assert [(c.start, c.end) for c in found or ()] == [(0, 9), (10, 13)]


def test_what_is_not_the_report_is_told(published: Path, place, tmp_path) -> None:
    root, out = place
    report = build(KEY.agency, KEY.year, root)
    other = docx.Document()
    other.add_paragraph("会议通知")
    other.save(str(tmp_path / "x.docx"))
    with pytest.raises(UsageError, match="大半不同"):
        take(root, out, report, tmp_path / "x.docx")
    (tmp_path / "y.docx").write_bytes(b"PK")
    with pytest.raises(UnreadableError, match="不是可读的"):
        read_returned(tmp_path / "y.docx")
    shutil.rmtree(out / KEY.slug / "versions")
    with pytest.raises(UsageError, match="底本"):
        take(root, out, report, published / "report.docx")


def test_a_section_that_was_emptied_is_left_out_with_its_heading_and_told(
    published: Path, place, tmp_path, capsys
) -> None:
    root, out = place
    document = docx.Document(str(published / "report.docx"))
    lines = list(document.paragraphs)
    at = next(n for n, p in enumerate(lines) if p.text.endswith("加强保障机制运行"))
    for gone in lines[at + 1 :]:
        if gone.style.name != "Normal":
            break
        gone._p.getparent().remove(gone._p)
    path = tmp_path / "x.docx"
    document.save(str(path))
    assert run(["take", str(path), KEY.slug, "--data", str(root), "--out", str(out)]) == 0
    assert "“加强保障机制运行”的文字已经删空" in capsys.readouterr().out
    report = build(KEY.agency, KEY.year, root)
    assert not report.blocking
    found = [(s.number, s.heading) for s in report.narrative.sections]
    assert found[2:4] == [("（一）", "发挥信息载体作用"), ("（二）", "加强宣传解读")]
    assert found[5] == ("（一）", "主动公开情况")
    assert [f.message for f in report.findings if f.rule == "N-09"]
