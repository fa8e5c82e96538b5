"""Brackets in Chinese words: what stands before, within and after them."""


def bracketed(words: str) -> tuple[str, str, str] | None:
    """Return what stands before, within and after the last bracket that is in no other; None where there is none.

    >>> bracketed("核对（据上年（含前身））项"), bracketed("核对")
    (('核对', '据上年（含前身）', '项'), None)
    """
    last = words.rfind("）")
    depth = 0
    for at in range(last, -1, -1):
        depth += (words[at] == "）") - (words[at] == "（")
        if not depth:
            return words[:at], words[at + 1 : last], words[last + 1 :]
    return None
