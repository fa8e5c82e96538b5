"""What a figure can be: an amount, a rate, unknown, or not applicable. Missing is never zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

RATE_BASE: Final = 20  # cases; a rate over fewer says more than they do: the counts speak


@dataclass(frozen=True, slots=True)
class Amount:
    """A known count (int) or sum of money in yuan (Decimal)."""

    number: int | Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A share kept as its two counts; with a denominator of 0 it did not occur (未发生)."""

    numerator: int | Decimal
    denominator: int | Decimal

    @property
    def occurred(self) -> bool:
        """Tell whether there is a base at all."""
        return self.denominator != 0

    @property
    def is_whole(self) -> bool:
        """Tell whether the base exists and all of it is in the numerator."""
        return self.occurred and self.numerator == self.denominator

    def percent(self, digits: int = 2) -> Decimal | None:
        """Return the percentage, half-up on decimals at ``digits`` places; None for 0/0.

        >>> Rate(35, 805).percent()
        Decimal('4.35')
        >>> Rate(0, 0).percent() is None
        True
        """
        if not self.occurred:
            return None
        exact = Decimal(self.numerator) * 100 / Decimal(self.denominator)
        return round_half_up(exact, digits)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure nobody can give, because its ledger is absent and no zero report was signed.

    ``unkept`` where the report does without that ledger: what it would say of it is left out.
    """

    reason: str
    unkept: bool = False


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A figure that the reporting year does not have."""

    reason: str


Value = Amount | Rate | Unknown | NotApplicable


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over one or two dimensions, with every combination present, zeros included.

    ``labels`` holds the Chinese labels of each dimension in display order; ``cells`` maps a
    tuple of labels to a count.
    """

    dimensions: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    cells: Mapping[tuple[str, ...], int]
    unit: str

    def __getitem__(self, at: str | tuple[str, ...]) -> int:
        return self.cells[(at,) if isinstance(at, str) else at]

    @property
    def total(self) -> int:
        """Return the sum of all cells."""
        return sum(self.cells.values())


def round_half_up(number: Decimal, digits: int) -> Decimal:
    """Return the decimal rounded half-up, never through a binary float.

    >>> round_half_up(Decimal("2.345"), 2)
    Decimal('2.35')
    """
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def trimmed(number: Decimal) -> str:
    """Return a decimal without trailing zeros and without an exponent.

    >>> trimmed(Decimal("100.00")), trimmed(Decimal("4.350"))
    ('100', '4.35')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
