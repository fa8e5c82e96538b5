"""What a process of the program leaves out is there for whoever asks for it."""

import subprocess
import sys


def told(*lines: str) -> list[str]:
    """Return what a new process of the program prints that does these lines."""
    begun = ("import sys", "from gongkai.startup import start_lean", "start_lean()")
    code = "\n".join((*begun, *lines))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_what_is_imported_for_others_is_read_when_it_is_used() -> None:
    loaded = "print([n for n in ('urllib3', 'soupsieve.css_parser', 'charset_normalizer.api') if n in sys.modules])"
    used = "print(bs4.BeautifulSoup('<p class=a>', 'html.parser').select_one('p.a'), requests.Session.__name__, dammit)"
    dammit = "dammit = bs4.dammit.EncodingDetector('政府信息公开'.encode('gb18030') * 9); dammit = list(dammit.encodings)[0]"
    lines = told("import bs4, papermill", loaded, "import requests", dammit, used, loaded)
    assert lines[0] == "[]"
    assert lines[1] == '<p class="a"></p> Session GB18030'
    assert lines[2] == "['urllib3', 'soupsieve.css_parser', 'charset_normalizer.api']"


def test_its_parts_and_names_are_those_of_the_package_itself() -> None:
    (same,) = told(
        "from papermill import iorw",
        "from requests.exceptions import HTTPError",
        "import requests",
        "print(iorw.requests.HTTPError is HTTPError is requests.HTTPError)",
    )
    assert same == "True"
