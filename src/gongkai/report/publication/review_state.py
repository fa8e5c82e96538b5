"""What the review says on top of those who sign: who did, what has changed since, what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from nbformat import reads

from gongkai.compare.comparison import compare
from gongkai.compare.kept import last_signed
from gongkai.compare.telling import told
from gongkai.compare.version import Version
from gongkai.errors import GongkaiError, UnreadableError
from gongkai.examined.data_files import SIGN_OFF
from gongkai.examined.inputs import inputs_of
from gongkai.keys import Key
from gongkai.output.digest import digest
from gongkai.output.folder import move_in, working_folder
from gongkai.report.content.components import Standing
from gongkai.report.content.editions import DRAFT, Edition
from gongkai.report.content.fonts import readable
from gongkai.report.page.page import render
from gongkai.report.publication.formats import FORMATS, MANIFEST, NOTEBOOK, REVIEW
from gongkai.report.publication.on_disk import as_text, is_dated, whole_manifest
from gongkai.report.publication.signatures import (
    ISSUED,
    ROLES,
    Signed,
    changed_since,
    latest_by_role,
)

_LINES = 60
_PAGE = next(form.file for form in FORMATS if form.name == REVIEW)


def standing_of_review(
    key: Key,
    state: str,
    root: Path,
    folders: Sequence[Path],
    now: Mapping[str, str],
    version: Version | None = None,
    *,
    dated: bool = True,
) -> Standing:
    """Return how a report stands: the last signature of each role, and what is no longer as it was then.

    A public file is looked for in the folders in their order; ``now`` holds the hashes of the data. With
    the ``version`` of the report also which figures, sentences and checks differ from the signed one. One
    that is not ``dated`` may be checked, not issued.
    """
    try:
        latest = latest_by_role(root / key.slug / SIGN_OFF)
    except UnreadableError as error:
        return Standing((("签发记录", str(error), True),))
    items = []
    moved: dict[str, str] = {}
    for role in ROLES:
        signed = latest.get(role)
        if signed is None:
            items.append((role, f"尚未{role}", False))
            continue
        changed = changed_since(signed, now, *folders)
        said = readable(f"{signed.by}，{signed.on}")
        if changed:
            moved[role] = f"{role}后有改动：{'、'.join(changed)}"
            items.append((role, f"{said}；{moved[role]}", True))
        else:
            items.append((role, f"{said}；到本页写成时没有改动，以后的用 gongkai list 查看", False))
    # Who issued a report signed what was published; an earlier check that was overtaken says nothing more.
    since = moved.get(ISSUED) or ("" if ISSUED in latest else "".join(moved.values()))
    lines = (
        (
            "状态",
            _since(key, state, since) if since else _signed(state, latest, moved, dated),
            state == DRAFT or bool(since or moved),
        ),
        *items,
        *_next(key, state, items, dated),
    )
    issued = ISSUED in latest and not since and state != DRAFT
    badge = f"{ISSUED if ISSUED in moved else '签字'}后有改动" if since else f"已{ISSUED}" * issued
    stood = Standing(lines, state=badge * (state != DRAFT), issued=issued)
    if version is None or not any(stale for _, _, stale in items):
        return stood
    signed_then, differs = _changes(root, key, version)
    return replace(stood, since=signed_then, changes=differs)


def _changes(root: Path, key: Key, version: Version) -> tuple[str, tuple[str, ...]]:
    """Return the version signed last in words, and each line of what differs from it."""
    try:
        signed = last_signed(root, key)
    except UnreadableError as error:
        return "签字的版本", (str(error),)
    if signed is None:
        return "", ()
    lines = [readable(line.strip()) for line in told(compare(signed, version)) if line.strip()]
    more = (f"……还有{len(lines) - _LINES}行，见 gongkai compare {key.slug}",)
    return f"{signed.signed}的版本", (*lines[:_LINES], *(more if lines[_LINES:] else ()))


def _signed(state: str, latest: Mapping[str, Signed], moved: Mapping[str, str], dated: bool) -> str:
    """Return how a report stands that has not changed since it was issued, or that nobody issued."""
    if state == DRAFT or ISSUED not in latest:
        return _state(state, dated)
    earlier = "、".join(role for role in ROLES if role in moved)
    return f"{state}，已签发" + (f"；{earlier}的是以前的版本，请补作{earlier}" if earlier else "")


def _state(state: str, dated: bool) -> str:
    if state == DRAFT:
        return f"{state}，改正下列错误之前不得签发、公布"
    return f"{state}，可以审核、签发" if dated else f"{state}，可以审核；填写公布日期以后才能签发"


def _since(key: Key, state: str, since: str) -> str:
    """Return how a report stands that is no longer what was signed, and what is to be done."""
    first = _state(state, dated=True) + "；" if state == DRAFT else ""
    published = f"；已经公布的，另运行 gongkai correction {key.slug} 起草更正说明"
    more = published if since.startswith(ISSUED) else ""
    return f"{first}{since}。须重新审核、签发{more}"


def _next(
    key: Key, state: str, items: Sequence[tuple[str, str, bool]], dated: bool
) -> Iterator[tuple[str, str, bool]]:
    """Yield who signs next, with the command."""
    again = [role for role, words, stale in items if stale or words.startswith("尚未")]
    if state != DRAFT and again == [ISSUED] and not dated:
        yield "下一步", f"填写公布日期，运行 gongkai report {key.agency} {key.year}，再签发", False
    elif state != DRAFT and again:
        yield (
            "下一步",
            f"{again[0]}无误后运行 gongkai sign {key.agency} {key.year} --by 姓名 --as {again[0]}",
            False,
        )


def refresh_review(root: Path, out: Path, key: Key) -> bool:
    """Write the review anew with those who signed since, and tell whether that was done.

    It is left as it is where it is none of the report that stands, or somebody edited it.
    """
    folder = out / key.agency / str(key.year)
    manifest = whole_manifest(folder) or {}
    outputs = manifest.get("outputs", {})
    try:
        made = all(digest(folder / name) == outputs[name] for name in (_PAGE, NOTEBOOK))
        notebook = reads((folder / NOTEBOOK).read_text(encoding="utf-8"), as_version=4)
        state = DRAFT if manifest["state"] == "draft" else "核对通过"
        stood = standing_of_review(
            key, state, root, (folder,), inputs_of(root, key), dated=is_dated(manifest)
        )
        page = render(notebook, Edition.REVIEW, stood) if made else ""
    except (OSError, KeyError, ValueError, GongkaiError):
        return False
    if not page:
        return False
    with working_folder(folder) as work:
        (work / _PAGE).write_text(page, encoding="utf-8", newline="\n")
        outputs[_PAGE] = digest(work / _PAGE)
        text = as_text(manifest)
        (work / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
        move_in(work, folder, (_PAGE, MANIFEST))
    return True
