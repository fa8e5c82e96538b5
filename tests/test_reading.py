"""The eyes themselves: what they must see in a bad page."""

from pathlib import Path

import pytest

from reading import View, accessibility_faults, complaints, markup_faults, open_page, requests

pytestmark = pytest.mark.slow
BAD = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>坏页</title>
<meta name="viewport" content="width=device-width"><style>
@media (prefers-color-scheme:dark){.dark{color:#777;background:#666}}
@media print{.paper{color:#777;background:#666}}
details .folded{color:#777;background:#666}
</style></head><body><main><h1>坏页</h1><p class="dark">暗处看不清</p><p class="paper">纸上看不清</p>
<details><summary>折叠</summary><p class="folded">打开看不清</p></details>
<img src="http://127.0.0.1:9/a.png"></main><script>console.error("怨言")</script></body></html>"""


def test_faults_of_each_view_and_of_folded_parts_are_seen(browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(BAD, encoding="utf-8")
    views = {"light": View(), "dark": View(dark=True), "paper": View(printed=True)}
    seen = {name: accessibility_faults(browser, page, [view]) for name, view in views.items()}
    for name, faults in seen.items():
        words = " ".join(faults)
        assert "image-alt (critical)" in words
        assert "打开看不清" in words
        assert ("暗处看不清" in words) == (name == "dark")
        assert ("纸上看不清" in words) == (name == "paper")


def test_requests_complaints_and_wrong_markup_are_seen(browser, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(BAD, encoding="utf-8")
    open_page(browser, page)
    assert requests(browser) == ["http://127.0.0.1:9/a.png"]
    assert any("怨言" in told for told in complaints(browser))
    assert any("bad.html:8 wcag/h37" in fault for fault in markup_faults(page))
