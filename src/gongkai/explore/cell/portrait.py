"""A year at one glance: who, what state the data are in, the key figures, what is amiss."""

from typing import Final

from markupsafe import Markup

from gongkai.examined.examine import Examined
from gongkai.examined.ledger_states import ledger_states
from gongkai.findings import Severity
from gongkai.records.declarations import KINDS

_NEXT: Final = (
    "ledgers ledger() indicators figure() chart() trend() sql() findings checks due() form"
)


def portrait(examined: Examined) -> str:
    """Return the HTML that a notebook shows for an opened year."""
    records = examined.records
    declared = records.declarations
    kind = f"{KINDS[declared.kind]}。{declared.note}" if declared.kind != "real" else ""
    states = [state for _, _, state, _, _ in ledger_states(records)]
    told = "、".join(f"{state}{states.count(state)}种" for state in dict.fromkeys(states))
    counts = [
        f"{severity.label}{n}个"
        for severity in Severity
        if (n := sum(f.severity is severity for f in examined.findings))
    ]
    lines = [
        Markup("<p><small>{}</small></p>").format(kind) if kind else Markup(""),
        Markup("<p>台账：{}。问题：{}。核对：{}项，必改{}项。</p>").format(
            told,
            "、".join(counts) or "没有",
            len(examined.results),
            len(examined.blocking),
        ),
    ]
    if records.stopping:
        lines.append(
            Markup("<p><b>台账有{}处错误，无法计数</b>，请先看 .findings。</p>").format(
                len(records.stopping)
            )
        )
        figures = Markup("")
    else:
        from gongkai.explore.cell.shown import key_figures  # the report is loaded by what shows it

        figures = Markup(key_figures(examined))
    return Markup("<h3>{}　{}年</h3>{}{}<p><small>{}</small></p>").format(
        records.agency.name, records.key.year, Markup("").join(lines), figures, _offers()
    )


def _offers() -> Markup:
    return Markup("可看　") + Markup(" ").join(
        Markup("<code>.{}</code>").format(name) for name in _NEXT.split()
    )
