"""JupyterLab for one person at this machine: its own working folder, no word to anybody outside."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gongkai.errors import GongkaiError, OutputError, reason_of
from gongkai.examined.inputs import CHECKOUT, PACKAGE, notebook_path
from gongkai.keys import DATA_VARIABLE
from gongkai.language.catalogue import english

EXPLORING: Final = {False: "explore", True: "explore_en"}  # in English or not
REPORTING: Final = "annual_report"
CHEAT_SHEETS: Final = {False: "cheatsheet.zh-CN.md", True: "cheatsheet.md"}
FIRST_PORT, MORE_PORTS = 8888, 50
SILENT: Final = logging.CRITICAL + 1  # the address is told in Chinese, once
# Beside the user's own settings, which stay in force: menus in Chinese; a saved notebook keeps its
# controls; no news and no word of updates, which would be fetched from outside.
_SETTINGS: Final = {
    "page_config.json": {
        "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}
    },
    "default_setting_overrides.json": {
        "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
        "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    },
}


class LabError(GongkaiError):
    """JupyterLab does not start, most often because its port is taken."""


def lay_out(folder: Path, way: str = "") -> tuple[tuple[Path, bool], ...]:
    """Return the working copies of notebooks and cheat sheet in a folder, and which are new.

    Those already there are kept. OutputError where they cannot be written, with the way to name
    another folder.
    """
    with _writable(folder, way):
        folder.mkdir(parents=True, exist_ok=True)
        names = (EXPLORING[english()], REPORTING)
        wanted = [(folder / f"{name}.ipynb", notebook_path(name)) for name in names]
        sheet = cheat_sheet_path()
        wanted.append((folder / sheet.name, sheet))
        return tuple((copy, _copied(source, copy)) for copy, source in wanted)


def prepare(folder: Path) -> tuple[Path, ...]:
    """Return the working copies of the notebooks in a folder, with settings for JupyterLab.

    Those already there are kept. OutputError where they cannot be written.
    """
    copies = lay_out(folder, "用 --dir ")
    with _writable(folder, "用 --dir "):
        settings = folder / ".jupyter" / "labconfig"
        settings.mkdir(parents=True, exist_ok=True)
        for name, content in _SETTINGS.items():
            text = json.dumps(content)
            words = text.replace('"zh_CN"', '"default"') if english() else text
            (settings / name).write_text(words, encoding="utf-8")
    return tuple(path for path, _ in copies if path.suffix == ".ipynb")


def cheat_sheet_path() -> Path:
    """Return the cheat sheet in the language asked for: the installed one, else the checkout's."""
    name = CHEAT_SHEETS[english()]
    installed = PACKAGE / "notebooks" / name
    return installed if installed.is_file() else CHECKOUT / "docs" / name


def _copied(source: Path, copy: Path) -> bool:
    """Copy a file unless one is there; tell whether it was copied."""
    if copy.exists():
        return False
    work = copy.with_suffix(".writing")
    shutil.copyfile(source, work)
    work.replace(copy)
    return True


@contextmanager
def _writable(folder: Path, way: str = "") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"无法写入 {folder.as_posix()}（{reason_of(error)}）。"
            f"请检查文件夹权限，或{way}另指一处。"
        ) from None


def serve(
    folder: Path, data: Path, *, port: int | None, browser: bool, told: Callable[[str], None]
) -> None:
    """Run JupyterLab on the folder's explore notebook until it is stopped.

    It listens on 127.0.0.1 alone and asks for its token; ``told`` gets the address once it is
    known. The notebooks read ``data``. LabError where it does not start.
    """
    os.environ[DATA_VARIABLE] = str(data.resolve())
    paths = [str((folder / ".jupyter").resolve()), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    from jupyterlab.labapp import LabApp

    try:
        app = LabApp.initialize_server(argv=_arguments(folder, port, browser))
    except SystemExit:
        raise LabError(
            f"JupyterLab 没有启动：端口 {port or FIRST_PORT} 可能已被占用（请用 --port 另指一个），"
            "或者本机的 Jupyter 设置有误。设置环境变量 GONGKAI_DEBUG=1 后重试可看到详情。"
        ) from None
    if not os.environ.get("GONGKAI_DEBUG"):
        app.log.setLevel(SILENT)
    token = app.identity_provider.token
    query = f"?token={token}" if token else ""
    told(f"http://127.0.0.1:{app.port}/lab/tree/{EXPLORING[english()]}.ipynb{query}")
    app.start()


def _arguments(folder: Path, port: int | None, browser: bool) -> list[str]:
    return [
        f"--ServerApp.root_dir={folder.resolve()}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port or FIRST_PORT}",
        f"--ServerApp.port_retries={0 if port else MORE_PORTS}",
        f"--ServerApp.open_browser={browser}",
        "--ServerApp.allow_root=True",  # reachable from this machine alone, with the token
        "--ServerApp.answer_yes=True",
        f"--LabApp.default_url=/lab/tree/{EXPLORING[english()]}.ipynb",
        "--Application.log_level=ERROR",
        "--LabApp.extension_manager=readonly",
    ]
