"""What published sentences claim, and what their own figures make of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.audit.claims.figures import counts_of
from gongkai.statements.claims.claims import read_claims

OFFICES = json.loads((Path(__file__).parent / "claims.json").read_text(encoding="utf-8"))
CLAIMS = [claim for office in OFFICES for claim in office["claims"]]


def test_every_claim_has_a_sentence_of_its_own() -> None:
    assert (len(OFFICES), len(CLAIMS)) == (44, 85)
    assert len({claim["text"] for claim in CLAIMS}) == 85
    assert sum(not claim["holds"] for claim in CLAIMS) == 12


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c["claim"])
def test_a_published_claim_is_judged_as_it_is(claim: dict[str, Any]) -> None:
    found = read_claims(claim["text"])
    states = [c.state for c in found if c.claim == claim["claim"]]
    assert len(states) == 1, (claim["text"], [c.claim for c in found])
    if claim["strength"] == "implied":
        assert states[0] != "fails"
    else:
        assert states[0] == ("holds" if claim["holds"] else "fails")
    others = [c.claim for c in found if c.state == "fails" and c.claim != claim["claim"]]
    assert others == []


@pytest.mark.parametrize(
    ("text", "claim", "state"),
    [
        ("收到申请120件，较上年的100件增长20%。", "100->120=+20%", "holds"),
        ("收到申请120件，上年100件，同比增长21%。", "100->120=+21%", "fails"),
        ("收到申请88件，比2022年的100件减少12件。", "100->88=-12", "holds"),
        ("全年受理3646件，上年3607件，同比上升1.05%。", "3607->3646=+1.05%", "fails"),
        ("全年受理3646件，上年3607件，同比上升1.08%。", "3607->3646=+1.08%", "holds"),
        ("全年受理506件，比上年的420件增长20.48%。", "420->506=+20.48%", "holds"),
        ("收到申请88件，比上年下降约13%，上年为100件。", "100->88=-13%", "holds"),
        ("收到申请5件，上年0件，同比增长100%。", "0->5=+100%", "not_assessable"),
        ("公开信息220条，上年100条，比上年增长1.2倍。", "100->220=+1.2倍", "holds"),
        ("收到申请120件，同比增长20%。", "+20%", "not_assessable"),
        ("满意率95%，较上年提高5.2个百分点。", None, None),
        ("收到申请120件，与上年持平。", None, None),
        ("公开1,234条，其中甲1,000条、乙234条。", "1234=1000+234", "holds"),
        ("公开１２条，其中甲１０条、乙３条。", "12=10+3", "fails"),
        ("公開12條，其中甲類10條、乙類3條。", "12=10+3", "fails"),
        ("公开30条，其中甲10条、乙8条等。", "30=10+8", "not_assessable"),
        ("公开30余条，其中甲10条、乙8条。", "30=10+8", "not_assessable"),
        ("公开约30条，其中甲10条、乙8条。", "30=10+8", "not_assessable"),
        ("公开30条，其中主要是甲10条、乙8条。", "30=10+8", "not_assessable"),
        ("公开18条，其中甲10条、乙8条，解读12条。", "18=10+8", "holds"),
        ("公开20条，其中甲10条、乙8条，阅读5万人次。", "20=10+8", "not_assessable"),
        ("公开20条（含转载10条、原创8条、通稿1条）。", "20=10+8+1", "not_assessable"),
        ("甲10条、乙8条，合计20条。", "20=10+8", "fails"),
        ("甲10条、乙8条，合计18条。", "18=10+8", "holds"),
        ("公开23条，其中甲10条；乙8条；丙4条。", "23=10+8+4", "not_assessable"),
        ("原有项目10项，本年取消3项，现有8项。", "10-3=8", "fails"),
        ("办理8件，占全部2000件的0.4%。", "8/2000=0.4%", "holds"),
        ("2024年收到申请10件，办结率99%。", None, None),
        ("依据〔2019〕60号文，第20条第5项，公开12345热线转办3件。", None, None),
    ],
)  # fmt: skip
def test_a_claim_is_read_as_it_is_meant(text: str, claim: str | None, state: str | None) -> None:
    found = {c.claim: c.state.value for c in read_claims(text)}
    assert found == ({claim: state} if claim else {})


def test_a_failing_claim_says_what_would_be_right_and_quotes_its_own_sentence() -> None:
    text = "一、总体情况。全年公開１２條，其中甲10條、乙3條。另有5件。"
    (claim,) = (c for c in read_claims(text, "第3段") if c.state == "fails")
    assert claim.note == "各项相加为13，与12相差1"
    assert (claim.place, claim.text) == ("第3段", "全年公開12條，其中甲10條、乙3條。")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024年，全市共受理政府信息公开申请3119件。", [("政府信息公开申请", 3119, "件")]),
        ("举办培训班2期，参加人员80人次。", [("培训班", 2, "期"), ("人员", 80, "人次")]),
        (
            "答复10件，另有3件申请顺延到下年度。",
            [("答复", 10, "件"), ("申请顺延到下年度", 3, "件")],
        ),
        ("2024年1月1日，依据第20条，占12%。", []),
    ],
)
def test_figures_say_what_they_count(text: str, figures: list[tuple[str, int, str]]) -> None:
    assert [(c.counts, c.number, c.unit) for c in counts_of(text, "")] == figures
