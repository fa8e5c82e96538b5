import random
from decimal import Decimal

import pytest

from gongkai.checks.check import State
from gongkai.checks.identities import check_form, check_rows, check_units
from gongkai.forms.fill import fill
from gongkai.forms.form import load_form
from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Amount, Unknown, Value

FORM = load_form("form_2014")
INDICATOR = {row.id: row.indicator for row in FORM.figures}


def consistent(seed: int) -> dict[str, int]:
    """Return row values that keep every identity, built from the leaves upwards."""
    rng = random.Random(seed)
    v = {row: rng.randint(1, 30) for row in INDICATOR}
    for total, parts in (
        ("s3_1", [f"s3_1_{n}" for n in range(1, 5)]),
        ("s3_2", ["s3_2_1", "s3_2_2"]),
        ("s3_3_4", [f"s3_3_4_{x}" for x in "abcdef"]),
        ("s4", [f"s4_{n}" for n in (1, 2, 3)]),
        ("s5", [f"s5_{n}" for n in (1, 2, 3)]),
        ("s8_3", ["s8_3_1", "s8_3_2"]),
    ):
        v[total] = sum(v[p] for p in parts)
    v["s3_3_1"] += v["s3_3_4"]
    v["s3_3"] = sum(v[f"s3_3_{n}"] for n in range(1, 9))
    v["s3_2_1"] += max(0, v["s3_3"] - v["s3_2"])
    v["s3_2"] = v["s3_2_1"] + v["s3_2_2"]
    v["s3_3_1"] += v["s3_2"] - v["s3_3"]
    v["s3_3"] = v["s3_2"]
    v["s3_1_3"] += max(0, v["s3_2"] - v["s3_1"])
    v["s3_1"] = sum(v[f"s3_1_{n}"] for n in range(1, 5))
    channels = [v[f"s1_2_{n}"] for n in range(1, 6)]
    v["s1_1"] = rng.randint(max(channels), sum(channels))
    v["s1_1_norm"] = rng.randint(0, v["s1_1"])
    v["s1_1_norm_issued"] = v["s1_1_norm"] + 2
    v["s2_2_1_head"], v["s2_2_2_head"] = v["s2_2_1"], v["s2_2_2"]
    return v


def results(values: dict[str, int | None], opening: int | None = 0):
    filled: dict[str, Value] = {
        INDICATOR[row]: Unknown("没有台账")
        if n is None
        else Amount(n * 10000 if row in ("s7", "s8_4") else n)
        for row, n in values.items()
    }
    return {r.id: r for r in check_form(fill(FORM, filled), opening)}


@pytest.mark.parametrize("seed", range(40))
def test_a_consistent_form_passes_everything(seed: int) -> None:
    assert {
        r.id: r.message for r in results(consistent(seed)).values() if r.state is not State.PASS
    } == {}


EQUALITIES = [i for i in FORM.identities if i.relation == "eq"]


@pytest.mark.parametrize("identity", EQUALITIES, ids=lambda i: i.id)
@pytest.mark.parametrize("change", [1, -1])
def test_a_single_changed_cell_of_an_equality_is_found(identity, change: int) -> None:
    for row in (*identity.left, *identity.right):
        values = consistent(7)
        values[row] += change
        found = results(values)[identity.id]
        assert found.state is (State.FAIL if identity.strength == "must" else State.WARN)
        assert found.blocks == (identity.strength == "must")
        assert "不符" in found.message


@pytest.mark.parametrize("identity", FORM.identities, ids=lambda i: i.id)
def test_an_unknown_side_cannot_be_assessed_and_blocks(identity) -> None:
    for row in {*identity.left, *identity.right} - {"opening"}:
        found = results(consistent(3) | {row: None})
        assert found[identity.id].state is State.NOT_ASSESSABLE
        assert found[identity.id].blocks
        assert found["F14-14"].state is State.NOT_ASSESSABLE


INEQUALITIES = {
    "F14-1": ("s1_1_norm", 10**6), "F14-2": ("s1_1_norm_issued", 0), "F14-3a": ("s1_1", 10**6),
    "F14-3b": ("s1_2_2", 10**6), "F14-4a": ("s2_2_1_head", 99), "F14-4b": ("s2_2_2_head", 99),
    "F14-10": ("s3_2", 10**6), "F14-13": ("s9_3", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", INEQUALITIES)
def test_a_broken_inequality_is_found(name: str) -> None:
    row, value = INEQUALITIES[name]
    values = consistent(5)
    if name == "F14-2":
        values["s1_1_norm"] = max(1, values["s1_1_norm"])
    found = results(values | {row: value})[name]
    must = next(i for i in FORM.identities if i.id == name).strength == "must"
    assert found.state is (State.FAIL if must else State.WARN)


def test_every_identity_has_a_failing_case() -> None:
    assert {i.id for i in FORM.identities} == {i.id for i in EQUALITIES} | set(INEQUALITIES)


def test_carried_in_requests_may_be_closed() -> None:
    values = consistent(2)
    values["s3_1_1"], values["s3_1"] = values["s3_1_1"], values["s3_1"]
    more = values["s3_1"] - values["s3_2"] + 1
    values["s3_2_1"] += more
    values["s3_2"] += more
    assert results(values, opening=0)["F14-10"].state is State.FAIL
    assert results(values, opening=1)["F14-10"].state is State.PASS
    assert results(values, opening=None)["F14-10"].state is State.NOT_ASSESSABLE


@pytest.mark.parametrize(("done", "state"), [(29, State.PASS), (30, State.NOT_ASSESSABLE)])
def test_somebody_s_form_without_what_was_carried_in_is_open_only_where_that_decides(
    done: int, state: State
) -> None:
    numbers = {row: Decimal(n) for row, n in (consistent(1) | {"s3_1": 29, "s3_2": done}).items()}
    (found,) = (r for r in check_rows(FORM, numbers, None, own=False) if r.id == "F14-10")
    assert found.state is state
    (mine,) = (r for r in check_rows(FORM, numbers, None) if r.id == "F14-10")
    assert mine.state is State.NOT_ASSESSABLE


def test_the_message_shows_the_sum_as_a_reader_would_check_it() -> None:
    values = consistent(1) | {"s3_1": 29, "s3_1_1": 4, "s3_1_2": 0, "s3_1_3": 20, "s3_1_4": 5}
    found = results(values)["F14-5"]
    assert found.message.endswith("29，4+0+20+5=29")
    assert found.as_dict() == {
        "id": "F14-5", "state": "pass", "left": 29, "right": 29, "message": found.message,
        "text": "", "place": "",
    }  # fmt: skip


def test_a_cell_in_yuan_where_ten_thousands_belong_is_found() -> None:
    yuan = {INDICATOR[row]: Amount(n * 10000) for row, n in consistent(1).items()}
    right = fill(FORM, yuan)
    assert check_units(right, Indicators(2018, yuan, {})).state is State.PASS
    slipped = yuan | {"earmarked_funds_yuan": Amount(yuan["earmarked_funds_yuan"].number * 10000)}
    found = check_units(fill(FORM, slipped), Indicators(2018, yuan, {}))
    assert (found.id, found.state, found.blocks) == ("F14-16", State.FAIL, True)
    assert "专项经费" in found.message
