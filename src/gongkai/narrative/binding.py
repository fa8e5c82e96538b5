"""Templates to runs: every number enters a sentence by indicator id and leaves it as a Figure.

A template calls ``数字('requests_received')``, ``断言('requests_on_time')`` or ``文字(value)``; each
leaves a private-use marker in the rendered text, which becomes its run afterwards. Ledger text
can hold no such marker (``text.clean``), and is never itself a template.
"""

import difflib
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import CodeType, MappingProxyType
from typing import Any, Final, TypeVar

from jinja2 import StrictUndefined, Template
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gongkai.errors import TemplateError
from gongkai.indicators.compute import Indicators, plain_text, raw_text, trimmed
from gongkai.indicators.indicator import Indicator, Ratio, Unit
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value
from gongkai.narrative.claims import BY_ID as CLAIMS
from gongkai.narrative.content import FigureRun, GivenRun, Run, TextRun, WithheldRun
from gongkai.narrative.degrees import SHARES, change_word, licensed
from gongkai.narrative.verdict import Verdict, change
from gongkai.text import clean, counted_numeral

_OPEN, _CLOSE = "\ue000", "\ue001"
T = TypeVar("T")
_MARKER: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SHORTEST_REASON: Final = 4  # characters; less explains nothing
_COMPILER: Final = ImmutableSandboxedEnvironment(keep_trailing_newline=True)
STYLES: Final = ("plain", "chinese", "wan")


class Binder:
    """Renders the templates of one report; it collects the runs that they asked for."""

    def __init__(
        self,
        indicators: Indicators,
        texts: Mapping[str, str | int],
        before: Mapping[str, Value] = MappingProxyType({}),
    ) -> None:
        """Bind to this year's figures; ``before`` is last year's, as far as they may be compared."""
        self._indicators = indicators
        self._before = before
        self._runs: list[tuple[Run, ...]] = []
        self._environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, keep_trailing_newline=True
        )
        self._environment.globals.clear()
        self._environment.globals.update(
            {name: clean(v) if isinstance(v, str) else v for name, v in texts.items()}
        )
        self._environment.globals.update(
            {
                "figure": self._figure, "数字": self._figure,
                "claim": self._claim, "断言": self._claim,
                "words": self._words, "文字": self._words,
                "given": self._given, "手填": self._given,
                "holds": self._holds, "成立": self._holds,
                "change": self._change, "变化": self._change,
                "degree": self._degree, "程度": self._degree,
            }
        )  # fmt: skip

    def render(self, template: str, name: str) -> str:
        """Return the rendered text, markers in it; TemplateError names the file and the line."""
        try:
            return self._template(template).render()
        except TemplateError as error:
            raise TemplateError(f"模板 {name}{_line_of(template, error)}：{error}") from None
        except JinjaError as error:
            number = getattr(error, "lineno", None)
            at = f" 第{number}行" if number else ""
            raise TemplateError(
                f"模板 {name}{at} 的写法有误（{error}）。"
                "可用的写法：{{ 数字('指标编号') }}、{{ 断言('编号') }}。"
            ) from None
        except (TypeError, ValueError, ArithmeticError, OverflowError) as error:
            raise TemplateError(f"模板 {name} 的写法有误（{error}）。") from None

    def _template(self, source: str) -> Template:
        environment = self._environment
        return Template.from_code(environment, _compiled(source), environment.make_globals(None))

    def runs(self, rendered: str, *, strong: bool = False) -> tuple[Run, ...]:
        """Return the rendered text as runs, its markers resolved."""
        out: list[Run] = []
        end = 0
        for match in _MARKER.finditer(rendered):
            if rendered[end : match.start()]:
                out.append(TextRun(rendered[end : match.start()], strong))
            out += self._runs[int(match[1])]
            end = match.end()
        if rendered[end:]:
            out.append(TextRun(rendered[end:], strong))
        return tuple(out)

    def _mark(self, *runs: Run) -> str:
        self._runs.append(runs)
        return f"{_OPEN}{len(self._runs) - 1}{_CLOSE}"

    def _figure(self, indicator: str, style: str = "plain", unit: bool = True) -> str:
        declared = _declared(indicator, INDICATORS, "指标")
        if style not in STYLES:
            raise TemplateError(f"数字样式“{style}”不存在，可用：{'、'.join(STYLES)}")
        value = self._indicators[indicator]
        if isinstance(value, Unknown):
            return self._mark(WithheldRun(declared.label))
        printed, suffix = printed_figure(value, declared, style)
        run = FigureRun(
            printed, indicator, raw_text(value), declared.label, declared.definition, _base(value)
        )
        return self._mark(run, TextRun(suffix)) if unit and suffix else self._mark(run)

    def _claim(self, claim: str) -> str:
        declared = _declared(claim, CLAIMS, "断言")
        verdict = declared.judge(self._indicators.values, self._before)
        if verdict is Verdict.UNKNOWN:
            labels = "、".join(INDICATORS[name].label for name in declared.needs)
            return self._mark(WithheldRun(labels))
        return self._template(declared.sentence(verdict)).render()

    def _holds(self, claim: str) -> bool:
        declared = _declared(claim, CLAIMS, "断言")
        return declared.judge(self._indicators.values, self._before) is Verdict.TRUE

    def _change(self, indicator: str) -> str:
        """Return 增长, 大幅下降, 持平 and the like, as the two years' figures license."""
        declared = _declared(indicator, INDICATORS, "指标")
        verdict = change(self._indicators[indicator], self._before.get(indicator))
        word = change_word(verdict, declared.unit)
        return self._mark(TextRun(word) if word else WithheldRun(f"{declared.label}的上年可比数"))

    def _degree(self, word: str, indicator: str, otherwise: str = "") -> str:
        """Return the word of degree where the rate licenses it, else what stands in for it."""
        declared = _declared(indicator, INDICATORS, "指标")
        degree = _declared(word, {d.word: d for d in SHARES}, "程度词")
        if not isinstance(declared.formula, Ratio) or not otherwise.strip():
            raise TemplateError(
                f"程度词“{word}”的写法：{{{{ 程度('{word}', '比率的编号', '不成立时的写法') }}}}"
            )
        value = self._indicators[indicator]
        if isinstance(value, Unknown):
            return self._mark(WithheldRun(declared.label))
        return self._mark(TextRun(word if licensed(degree.word, value) else clean(otherwise)))

    def _words(self, value: Any) -> str:
        return self._mark(TextRun(clean(str(value))))

    def _given(self, number: object, reason: str = "") -> str:
        text = clean(str(number)).strip()
        if not re.fullmatch(r"\d+(\.\d+)?%?", text):
            raise TemplateError(f"手填的“{text}”不是数字")
        if len(reason.strip()) < _SHORTEST_REASON:
            raise TemplateError(f"手填的数字“{text}”没有说明理由：{{{{ 手填('{text}', '理由') }}}}")
        return self._mark(GivenRun(text, clean(reason).strip()))


@lru_cache(maxsize=512)  # the same sentences stand in every report of a batch
def _compiled(source: str) -> CodeType:
    return _COMPILER.compile(source)


def printed_figure(value: Value, indicator: Indicator, style: str = "plain") -> tuple[str, str]:
    """Return the digits of a figure and the unit that follows them."""
    suffix = "" if indicator.unit is Unit.PERCENT or _silent(value) else indicator.unit.value
    if isinstance(value, Amount):
        if style == "chinese" and isinstance(value.number, int) and value.number <= 9999:
            return counted_numeral(value.number), suffix
        if style == "wan":
            return trimmed(Decimal(value.number) / 10000), "万元"
    return plain_text(value, indicator.unit), suffix


def _silent(value: Value) -> bool:
    return isinstance(value, NotApplicable) or (isinstance(value, Rate) and not value.occurred)


def _base(value: Value) -> str:
    if isinstance(value, Rate):
        return f"{trimmed(Decimal(value.numerator))}÷{trimmed(Decimal(value.denominator))}"
    return ""


def _declared(name: str, registry: Mapping[str, T], what: str) -> T:
    if name in registry:
        return registry[name]
    near = difflib.get_close_matches(str(name), list(registry), 1)
    hint = f"是不是“{near[0]}”？" if near else "请查看指标说明。"
    raise TemplateError(f"{what}“{name}”不存在。{hint}")


def _line_of(template: str, error: TemplateError) -> str:
    named = re.search("“([^”]*)”", str(error))
    for number, line in enumerate(template.splitlines(), start=1):
        if named and named[1] in line:
            return f" 第{number}行"
    return ""
