"""Numbers in Chinese characters."""

from decimal import Decimal


def han_number(text: str) -> Decimal | None:
    """Return a number in Chinese characters below 100 million, None where it is none.

    >>> [str(han_number(t)) for t in ("三", "十二", "二十", "一百零五", "两万三千", "二〇", "九点五")]
    ['3', '12', '20', '105', '23000', '20', '9.5']
    """
    many, myriads, rest = text.partition("万")
    if myriads:
        high, low = han_number(many), han_number(rest) if rest else Decimal(0)
        return None if high is None or low is None else high * 10000 + low
    whole, point, fraction = text.partition("点")
    ones = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    if point:
        head = han_number(whole)
        if head is None or not fraction or any(c not in ones for c in fraction):
            return None
        return head + Decimal("0." + "".join(str(ones[c]) for c in fraction))
    if all(c in ones for c in whole):
        return Decimal("".join(str(ones[c]) for c in whole)) if whole else None
    total = current = 0
    for char in whole:
        if char in ones:
            current = ones[char]
            continue
        step = {"十": 10, "百": 100, "千": 1000}.get(char)
        if step is None:
            return None
        total += (current or (1 if step == 10 else 0)) * step
        current = 0
    return Decimal(total + current)
