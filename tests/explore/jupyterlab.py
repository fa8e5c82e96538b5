"""``gongkai lab`` as a process, and JupyterLab in a browser as a person drives it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver

# Only so that a test can ask JupyterLab itself what is idle and what came out.
_EXPOSED = {"LabApp": {"expose_app_in_browser": True}}
_SCRIPT = """
const done = arguments[arguments.length - 1];
const until = async (holds) => { for (;;) {
  try { const found = holds(); if (found) return found; } catch (unready) {}
  await new Promise(later => setTimeout(later, 30)); } };
(async () => { %s })().then(done, wrong => done({wrong: String(wrong)}));
"""
_OPENED = """
const app = await until(() => window.jupyterapp);
await app.restored;
const panel = await until(() => {
  const found = app.shell.currentWidget;
  return found && found.sessionContext && found.context.path === '%s' && found; });
await panel.context.ready; await panel.sessionContext.ready;
await until(() => panel.sessionContext.session.kernel.status === 'idle');
"""


@contextmanager
def gongkai_lab(folder: Path, data: Path, home: Path) -> Iterator[str]:
    """Run ``gongkai lab --no-browser`` and yield the address it tells."""
    config = home / "config"
    config.mkdir(parents=True)
    (config / "jupyter_server_config.json").write_text(json.dumps(_EXPOSED), encoding="utf-8")
    command = [
        sys.executable, "-c", "from gongkai.cli import main; main()", "lab", "--no-browser",
        "--dir", str(folder), "--data", str(data),
    ]  # fmt: skip
    alone = {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        command, env=os.environ | alone, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if found := re.search(r"http://\S+", line):
                    yield found[0]
                    break
            else:
                raise AssertionError("gongkai lab told no address")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def asked(browser: webdriver.Chrome, path: str, script: str) -> Any:
    """Return what a script gets from JupyterLab once the notebook's kernel is idle."""
    found = browser.execute_async_script(_SCRIPT % (_OPENED % path + script))
    assert not (isinstance(found, dict) and "wrong" in found), found
    return found


def run_all(browser: webdriver.Chrome, path: str) -> list[dict[str, Any]]:
    """Run all cells and return the outputs of the code cells, in order."""
    return list(
        asked(
            browser,
            path,
            """
            await app.commands.execute('notebook:run-all-cells');
            await until(() => panel.sessionContext.session.kernel.status === 'idle');
            return panel.content.model.sharedModel.cells.filter(c => c.cell_type === 'code')
              .map(c => ({count: c.execution_count, outputs: c.getOutputs()}));
            """,
        )
    )
