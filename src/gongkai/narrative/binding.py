"""Templates to runs: every number enters a sentence by indicator id and leaves it as a Figure.

A template calls ``数字('requests_received')``, ``断言('requests_on_time')`` or ``文字(value)``; each
leaves a private-use marker in the rendered text, which becomes its run afterwards. Ledger text
can hold no such marker (``text.clean``), and is never itself a template.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from jinja2 import Template
from jinja2 import TemplateError as JinjaError

from gongkai.errors import TemplateError
from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import RATE_BASE, Amount, Rate, Unknown, Value
from gongkai.indicators.written import raw_text
from gongkai.narrative.claims.passages import PASSAGES_BY_NAME as PASSAGES
from gongkai.narrative.claims.registry import BY_NAME as CLAIMS
from gongkai.narrative.comparison import change_runs, difference, difference_run
from gongkai.narrative.content import Bound, FigureRun, GivenRun, LeftOut, TextRun, WithheldRun
from gongkai.narrative.degrees import SHARES, change_word, licensed
from gongkai.narrative.own.meant import CALLS, call_text, declared_as
from gongkai.narrative.own.slips import LEFT_OUT, SLIP, Slip, gap, in_chinese, line_now, line_of
from gongkai.narrative.printing import base_of, hotlines, printed_figure
from gongkai.narrative.templates import compiled, compiled_of_ours, environment
from gongkai.narrative.verdict import Verdict, change
from gongkai.pattern import pattern
from gongkai.text import clean

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKER: Final = pattern(f"{_OPEN}(\\d+){_CLOSE}")
_SHORTEST_REASON: Final = 4  # characters; less explains nothing
_FAULTS: Final = (TypeError, ValueError, ArithmeticError, OverflowError)
_WAYS: Final = "可用的写法：{{ 数字('指标名称') }}、{{ 变化('指标名称') }}；名称见指标目录"
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
        self._runs: list[tuple[Bound, ...]] = []
        self._slips: list[Slip] | None = None  # None: the first of them is an error
        self._gaps: list[Slip] = []
        self._line = 0  # of the office's file, where its lines are read one by one
        self._called = ""  # what the text itself asked for, whatever that asks for in turn
        self._environment = environment()
        self._environment.globals.clear()
        self._environment.globals.update(
            {name: clean(v) if isinstance(v, str) else v for name, v in texts.items()}
        )
        calls: dict[str, Callable[..., Any]] = {
            "数字": self._figure, "断言": self._claim, "文字": self._words, "手填": self._given,
            "变化": self._change, "程度": self._degree, "热线": self._hotlines, "增减": self._difference, "片段": self._passage,
        }  # fmt: skip
        asked: dict[str, Callable[..., Any]] = {
            "成立": self._holds,
            "有": self._some,
            "掌握": self._known,
            "等于": self._equal,
            "可列比率": self._rate_stands,
        }
        for name, call in (calls | asked).items():
            guarded = self._guarded(call, name, asks=name in asked)
            self._environment.globals |= {name: guarded, CALLS[name]: guarded}

    def render(self, template: str, name: str, *, ours: bool = False) -> str:
        """Return the rendered text, markers in it; TemplateError names the file and the line.

        ``ours`` are templates that come with the program: their code is kept.
        """
        try:
            return self._template(template, ours=ours).render()
        except TemplateError as error:
            raise TemplateError(f"模板 {name}{line_of(template, error)}：{error}") from None
        except JinjaError as error:
            number = getattr(error, "lineno", None)
            at = f" 第{number}行" if number else ""
            raise TemplateError(f"模板 {name}{at} 的写法有误（{error}）。{_WAYS}") from None
        except _FAULTS as error:
            raise TemplateError(f"模板 {name} 的写法有误（{error}）。") from None

    def render_own(self, text: str) -> tuple[str, tuple[Slip, ...]]:
        """Return the office's own text rendered, and each slip in it with its line.

        What is mistyped takes its own sentence with it and nothing else.
        """
        self._slips = []
        self._line = 0
        try:
            rendered = self._template(text).render()
        except (JinjaError, *_FAULTS):
            lines = text.splitlines(keepends=True)
            rendered = "".join(map(self._line_alone, range(1, len(lines) + 1), lines))
        slips, self._slips = tuple(dict.fromkeys(self._slips)), None
        return rendered, slips

    def _line_alone(self, number: int, line: str) -> str:
        """Return one line rendered by itself: a slip in one hides none in another."""
        self._line = number
        try:
            return self._template(line).render()
        except (JinjaError, *_FAULTS) as error:
            told = f"这一行的写法有误（{in_chinese(error)}）"
            self._slip(Slip(SLIP, number, told, _WAYS))
            return self._mark(WithheldRun("这一行的写法有误")) + "\n" * line.endswith("\n")

    def gaps(self) -> tuple[Slip, ...]:
        """Return what was not known since this was last asked."""
        found, self._gaps = tuple(self._gaps), []
        return found

    def _guarded(self, call: Callable[..., Any], name: str, *, asks: bool) -> Callable[..., Any]:
        """Return a template's function whose misuse is a slip of the office's text, not the end of it."""

        def guarded(*args: Any, **options: Any) -> Any:
            above, self._called = self._called, self._called or call_text(name, args)
            try:
                return call(*args, **options)
            except (TemplateError, TypeError) as error:
                if self._slips is None:
                    raise
                message = str(error) if isinstance(error, TemplateError) else "括号中的写法有误"
                self._slip(Slip(SLIP, self._line or line_now(), message.rstrip("。"), _WAYS))
                return False if asks else self._mark(WithheldRun("这句话的写法有误"))
            finally:
                self._called = above

        return guarded

    def _slip(self, slip: Slip) -> None:
        if self._slips is not None:
            self._slips.append(slip)
        else:
            self._gaps.append(slip)

    def _withheld(self, label: str) -> str:
        """Return the mark of a figure that nobody knows, told with its line."""
        self._slip(gap(self._line or line_now(), label, self._called))
        return self._mark(WithheldRun(f"{label}未掌握"))

    def _template(self, source: str, *, ours: bool = False) -> Template:
        code = compiled_of_ours(source) if ours else compiled(source)
        return Template.from_code(self._environment, code, self._environment.make_globals(None))

    def runs(self, rendered: str, *, strong: bool = False) -> tuple[Bound, ...]:
        """Return the rendered text as runs, its markers resolved."""
        out: list[Bound] = []
        end = 0
        for match in _MARKER.finditer(rendered):
            if rendered[end : match.start()]:
                out.append(TextRun(rendered[end : match.start()], strong))
            out += self._runs[int(match[1])]
            end = match.end()
        if rendered[end:]:
            out.append(TextRun(rendered[end:], strong))
        return tuple(out)

    def _mark(self, *runs: Bound) -> str:
        self._runs.append(runs)
        return f"{_OPEN}{len(self._runs) - 1}{_CLOSE}"

    def _figure(self, indicator: str, style: str = "plain", unit: bool = True) -> str:
        declared = declared_as(indicator, INDICATORS, "指标")
        if style not in STYLES:
            raise TemplateError(f"数字样式“{style}”不存在，可用：{'、'.join(STYLES)}")
        value = self._indicators[declared.id]
        if isinstance(value, Unknown):
            return self._withheld(declared.label)
        printed, suffix = printed_figure(value, declared, style)
        told = declared.label, declared.definition, base_of(value)
        run = FigureRun(printed, declared.id, raw_text(value), *told)
        return self._mark(run, TextRun(suffix)) if unit and suffix else self._mark(run)

    def _claim(self, claim: str) -> str:
        declared = declared_as(claim, CLAIMS, "断言")
        verdict = declared.judge(self._indicators.values, self._before)
        if verdict is Verdict.UNKNOWN:
            values = self._indicators.values
            labels = [INDICATORS[n].label for n in declared.needs if isinstance(values[n], Unknown)]
            return self._withheld("、".join(labels))
        return self._template(declared.sentence(verdict), ours=True).render()

    def _passage(self, name: str) -> str:
        return self._template(declared_as(name, PASSAGES, "片段"), ours=True).render()

    def _holds(self, claim: str) -> bool:
        declared = declared_as(claim, CLAIMS, "断言")
        return declared.judge(self._indicators.values, self._before) is Verdict.TRUE

    def _some(self, indicator: str, least: int = 1) -> bool:
        """Tell whether there is so much of it, or of the base of a rate, or nobody knows but ought to."""
        value = self._indicators[declared_as(indicator, INDICATORS, "指标").id]
        match value:
            case Amount(number=number):
                return number >= least if least > 1 else number > 0
            case Rate():
                return value.occurred and value.denominator >= least
            case _:
                return isinstance(value, Unknown) and not value.unkept

    def _known(self, indicator: str) -> bool:
        """Tell whether a figure is known."""
        value = self._indicators[declared_as(indicator, INDICATORS, "指标").id]
        return isinstance(value, Amount | Rate)

    def _equal(self, one: str, other: str) -> bool:
        """Tell whether two counts are the same and not nought, so that the one is 均 of the other."""
        found = [self._indicators[declared_as(n, INDICATORS, "指标").id] for n in (one, other)]
        match found:
            case [Amount(number=left), Amount(number=right)]:
                return left == right > 0
            case _:
                return False

    def _rate_stands(self, indicator: str) -> bool:
        """Tell whether a rate has a base that is large enough for a percentage."""
        value = self._indicators[declared_as(indicator, INDICATORS, "指标").id]
        return isinstance(value, Rate) and value.denominator >= RATE_BASE

    def _hotlines(self) -> str:
        return self._words(hotlines(self._indicators.values, self._indicators.year))

    def _difference(self, indicator: str, unit: bool = True) -> str:
        """Return by how much a count differs from last year's; left out as in ``_change``."""
        declared = declared_as(indicator, INDICATORS, "指标")
        now = self._indicators[declared.id]
        if isinstance(now, Unknown):
            return self._withheld(declared.label)
        found = difference(now, self._before.get(declared.id))
        if found is None:
            return self._left_out(declared.label)
        run, suffix = difference_run(declared, found)
        return self._mark(run, TextRun(suffix)) if unit else self._mark(run)

    def _change(self, indicator: str, way: str = "") -> str:
        """Return 增长, 大幅下降, 持平 and the like, as the two years' figures license.

        Without last year's figure the comparison is left out.
        """
        declared = declared_as(indicator, INDICATORS, "指标")
        now, before = self._indicators[declared.id], self._before.get(declared.id)
        if way and (runs := change_runs(declared, now, before, way)):
            return self._mark(*runs)
        verdict = change(now, before)
        if verdict is Verdict.UNKNOWN:
            return self._withheld(declared.label)
        word = change_word(verdict, declared.unit)
        return self._mark(TextRun(word)) if word else self._left_out(declared.label)

    def _left_out(self, label: str) -> str:
        told = f"“{label}”没有可比的上年数，比较的话没有印出"
        self._slip(Slip(LEFT_OUT, self._line or line_now(), told, "补上上年的数后会自动印出"))
        return self._mark(LeftOut())

    def _degree(self, word: str, indicator: str, otherwise: str = "") -> str:
        """Return the word of degree where the rate licenses it, else what stands in for it."""
        declared = declared_as(indicator, INDICATORS, "指标")
        degree = declared_as(word, {d.word: d for d in SHARES}, "程度词")
        if not isinstance(declared.formula, Ratio) or not otherwise.strip():
            raise TemplateError(
                f"程度词“{word}”的写法：{{{{ 程度('{word}', '比率的编号', '不成立时的写法') }}}}"
            )
        value = self._indicators[declared.id]
        if isinstance(value, Unknown):
            return self._withheld(declared.label)
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
