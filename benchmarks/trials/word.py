"""Twenty edits of the Word report, each as Word leaves it and saved once more by LibreOffice: is it taken, is it refused?

    python benchmarks/trials/word.py [PART OF AN EDIT'S NAME …]

Words come back with their figures bound; a changed figure, cell, heading or date is refused, and nothing besides.
Not in the suite, which makes such edits at once and without LibreOffice: it takes minutes.
"""

import copy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from given import DATA, put_back
from samples import notebook_of
from test_take import KEY, figure, mark, narrative_lines, paragraph, texts

from gongkai.compare.kept import keep_document
from gongkai.errors import GongkaiError
from gongkai.examined.examine import build
from gongkai.report.docx.document import write_document
from gongkai.report.page.contents import components
from gongkai.report.returned.take import Returned, take

Lines = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Edit:
    """An edit, what of the report's lines is then otherwise, and what is refused (old, new)."""

    name: str
    make: Callable[[Any], None]
    words: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    told: Callable[[Returned], bool] = lambda _: True


def words(old: str, new: str) -> Callable[[Any], None]:
    def make(document: Any) -> None:
        (node,) = (t for t in texts(document) if old in (t.text or ""))
        node.text = node.text.replace(old, new)

    return make


def figure_to(indicator: str, new: str, *, unmarked: bool = False) -> Callable[[Any], None]:
    def make(document: Any) -> None:
        figure(document, indicator).text = new
        if unmarked:
            begun = mark(document, indicator)
            begun.getparent().remove(begun)

    return make


def added(document: Any) -> None:
    there = paragraph(document, "（三）创新公开形式")._p
    new = copy.deepcopy(there)
    for node in new.iter(qn("w:t")):
        node.text = "（四）及时回应关切。"
    there.addnext(new)


def removed(document: Any) -> None:
    gone = paragraph(document, "（三）创新公开形式")._p
    gone.getparent().remove(gone)


def moved(document: Any) -> None:
    there = paragraph(document, "（三）创新公开形式")._p
    before = there.getprevious()
    before.addprevious(there)


def tracked(document: Any, *, kept: bool) -> None:
    run = paragraph(document, "列入重点督办工作").runs[-1]._r
    if kept:
        new = copy.deepcopy(run)
        for node in new.iter(qn("w:t")):
            node.text = "全年接受群众评议。"
        inserted = _change("w:ins")
        inserted.append(new)
        run.addnext(inserted)
    else:
        deleted = _change("w:del")
        run.addprevious(deleted)
        whole = copy.deepcopy(run)
        node = next(iter(run.iter(qn("w:t"))))
        node.text = "2018年，我办重视政府信息公开。"
        deleted.append(whole)
        for node in list(whole.iter(qn("w:t"))):
            node.tag = qn("w:delText")


def _change(tag: str) -> Any:
    made = OxmlElement(tag)
    for name, value in (("id", "900"), ("author", "某主任"), ("date", "2019-01-02T00:00:00Z")):
        made.set(qn(f"w:{name}"), value)
    return made


def commented(document: Any) -> None:
    document.add_comment(paragraph(document, "列入重点督办工作").runs, "再具体些", author="某主任")


def cell_to(document: Any, indicator: str, new: str) -> None:
    (node,) = (
        t
        for t in document.tables[0]._tbl.iter(qn("w:t"))
        if indicator in str(t.getparent().getprevious().get(qn("w:name")))
    )
    node.text = new


def edits(lines: Lines) -> tuple[Edit, ...]:
    whole = next(w for w, _ in lines if "列入重点督办工作" in w)
    third = next(w for w, _ in lines if w.startswith("（三）创新公开形式"))
    before = lines[[w for w, _ in lines].index(third) - 1][0]
    pairs = (
        ("列入重点督办工作", "列入年度重点督办工作"), ("全年主动公开政府信息", "全年共主动公开政府信息"),
        ("二是完善保密工作制度，", "二是健全保密工作制度，"), ("全年报送", "全年累计报送"), ("反馈率达", "反馈率为"),
        ("工作方式创新不足", "工作方式还比较单一"),
    )  # fmt: skip
    return (
        Edit("没有改", lambda _: None),
        *(Edit(f"改字 {old}", words(old, new), ((old, new),)) for old, new in pairs),
        Edit("添一句", lambda d: paragraph(d, "列入重点督办工作").add_run("接受群众评议。") and None,
             ((whole, f"{whole}接受群众评议。"),)),
        Edit("添一段", added, ((third, f"{third}\n（四）及时回应关切。"),)),
        Edit("删一段", removed, ((f"\n{third}", ""),)),
        Edit("移一段", moved, ((f"{before}\n{third}", f"{third}\n{before}"),)),
        Edit("改数", figure_to("disclosed_total", "137"), (), (("136", "137"),)),
        Edit("改数，书签没了", figure_to("requests_received", "30", unmarked=True), (), (("29", "30"),)),
        Edit("改率", figure_to("hotline_feedback_rate", "90%"), (), (("100%", "90%"),)),
        Edit("改表中一格", lambda d: cell_to(d, "requests_online", "21"), (), (("20", "21"),)),
        Edit("改表头", words("统计指标", "指标"), (), (("统计指标", "指标"),)),
        Edit("改标题", words("三、存在的主要问题", "三、问题和不足"), (), (("三、存在的主要问题", "三、问题和不足"),)),
        Edit("改日期", words("2019年2月12日", "2019年2月20日"), (), (("2019年2月12日", "2019年2月20日"),)),
        Edit("修订：插入", lambda d: tracked(d, kept=True), ((whole, f"{whole}全年接受群众评议。"),), (),
             lambda r: r.tracked > 0),
        Edit("修订：替换", lambda d: tracked(d, kept=False), ((whole, "2018年，我办重视政府信息公开。"),), (),
             lambda r: r.tracked > 0),
        Edit("批注", commented, (), (), lambda r: r.comments == ("再具体些",)),
    )  # fmt: skip


def again(path: Path, work: Path) -> Path:
    """Return a document as LibreOffice saves it."""
    folder = work / "office"
    subprocess.run(
        [shutil.which("soffice") or "soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}",
         "--headless", "--convert-to", "docx", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / path.name


def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as given:
        work = Path(given)
        root, out = work / "data", work / "out"
        shutil.copytree(DATA / KEY.agency, root / KEY.agency)
        report = build(KEY.agency, KEY.year, root)
        made = work / "made.docx"
        write_document(report, components(notebook_of(report)), made)
        keep_document(out / KEY.slug, made)
        before = narrative_lines(root)
        restore = put_back(root)
        for number, edit in enumerate(edits(before)):
            if len(sys.argv) > 1 and not any(name in edit.name for name in sys.argv[1:]):
                continue
            document = docx.Document(str(made))
            try:
                edit.make(document)
            except (ValueError, StopIteration, AttributeError) as error:
                print(f"{edit.name}：没有改成（{error!r}）")
                failed += 1
                continue
            path = work / f"edited-{number}.docx"
            document.save(str(path))
            for how, file in (("Word", path), ("LibreOffice", again(path, work))):
                wrong = _wrong(edit, root, out, file, before)
                failed += bool(wrong)
                print(f"{edit.name}（{how}）：{'；'.join(wrong) or '恰好'}", flush=True)
                restore()
    print(f"不符 {failed} 处")
    return 1 if failed else 0


def _wrong(edit: Edit, root: Path, out: Path, file: Path, before: Lines) -> list[str]:
    try:
        found = take(root, out, build(KEY.agency, KEY.year, root), file)
        after = narrative_lines(root)
    except GongkaiError as error:
        return [str(error)]
    expected = "\n".join(w for w, _ in before)
    for old, new in edit.words:
        expected = expected.replace(old, new)
    wrong = []
    if "\n".join(w for w, _ in after) != expected:
        seen, wanted = {w for w, _ in after}, set(expected.splitlines())
        wrong.append(f"文字：{[*(wanted - seen)][:2]} ≠ {[*(seen - wanted)][:2]}")
    if sorted(f for _, some in after for f in some) != sorted(
        f for _, some in before for f in some
    ):
        wrong.append("数字的绑定")
    if (refused := {(r.old, r.new) for r in found.taken.refused}) != set(edit.refused):
        wrong.append(f"没有取回的：{refused}")
    if not edit.told(found):
        wrong.append("批注或修订")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
