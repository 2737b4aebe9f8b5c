"""Numbers as people read them, and as they type them.

On screen: U+2212 for minus, at most three decimals, never "−0", very large and very small numbers as
3.2·10⁻⁴, and the decimal sign of the reader's language. Programs always use a point and print their
own numbers.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from app.view.words.language import language

MINUS = "\N{MINUS SIGN}"
LARGEST = 1e4  # numbers from here on are printed as powers of ten
LONGEST = 64  # characters of a typed number: more than any float64 needs

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_SUPERSCRIPT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_POWER = re.compile(r"·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_GROUPS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SPACES = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}", " "))


# 20 µs per step: a number appears in several places, and again at each step of an iteration
@lru_cache(maxsize=8192)
def text(value: float, locale: str = "en", decimals: int = 3) -> str:
    """`value` with at most `decimals` decimals and no trailing zeros; as a power of ten if too large or too small."""
    return _localized(_plain(value, decimals), locale)


def column(values: Iterable[float], locale: str = "en", decimals: int = 3) -> list[str]:
    """The numbers of one matrix with the same number of decimals, as few as they need; an exact 0 stays "0"."""
    texts = [text(value, locale, decimals) for value in values]
    if len(texts) == 1:
        return texts
    mark = language(locale).conventions.decimal
    parts = [shown.partition(mark) for shown in texts]
    width = max([len(after) for _, _, after in parts if after.isdecimal()], default=0)
    return [
        shown if len(after) == width or shown == "0" or not shown[-1].isdecimal() else f"{whole}{mark}{after:0<{width}}"
        for shown, (whole, _, after) in zip(texts, parts, strict=True)
    ]


def exact(value: float, locale: str = "en") -> str:
    """`value` with six significant digits."""
    size = abs(value)
    if size != 0 and not 1e-3 <= size < 1e6:
        return _localized(_power(value, 5), locale)
    return _localized(_unsigned_zero(_cut(f"{value:.{max(0, 5 - _exponent(size))}f}")), locale)


def about(value: float, locale: str = "en") -> str:
    """`value` with two significant digits, for "changes by about …"."""
    size = abs(value)
    if size != 0 and not 1e-4 <= size < LARGEST:
        return _localized(_power(value, 1), locale)
    decimals = max(0, 1 - int(f"{size:.1e}".partition("e")[2]))
    return _localized(_unsigned_zero(_cut(f"{value:.{decimals}f}")), locale)


def order(value: float) -> str:
    """The power of ten nearest to a value that is not 0: −10⁻³, for where nothing longer fits."""
    power = str(round(math.log10(abs(value)))).translate(_SUPERSCRIPT)
    return f"{MINUS if value < 0 else ''}10{power}"


def printed(value: float, decimals: int = 3) -> float:
    """The number that `text` prints, which may be rounded."""
    return float(_typed(_plain(value, decimals)))


def rounded(value: float, decimals: int = 3) -> bool:
    """Whether `text` rounds the value (by more than float64 itself does)."""
    return not math.isclose(printed(value, decimals), value, rel_tol=1e-12)


def bracketed(value: float, locale: str = "en", decimals: int = 3) -> str:
    """`value` as a factor after · or −: a negative number in brackets."""
    shown = text(value, locale, decimals)
    return f"({shown})" if shown.startswith(MINUS) else shown


def signed(value: float, locale: str = "en", decimals: int = 3) -> str:
    """`value` as a further term of a sum: "+ 0.4" or "− 0.4"."""
    return f"{MINUS if value < 0 else '+'} {text(abs(value), locale, decimals)}"


def sign(value: float) -> str:
    """The CSS class for the sign of a number: "pos", "neg" or "zero"."""
    return "pos" if value > 0 else "neg" if value < 0 else "zero"


def whole(value: int, locale: str = "en", beside: int = 0) -> str:
    """A count; from five digits on, its thousands are separated as the language does it.

    A shorter one is separated too if the longest number of its column, `beside`, is.
    """
    grouped = f"{value:,}" if max(abs(value), beside) >= LARGEST else str(value)
    return grouped.replace(",", language(locale).conventions.group).replace("-", MINUS)


def percent(share: float, locale: str = "en") -> str:
    """A share of 1 as a percentage with two significant digits."""
    return language(locale).conventions.percent.format(about(100 * share, locale))


def row(values: Iterable[float], locale: str = "en") -> str:
    """Numbers one after another: "0.4, 1.5"; where commas are decimal, "0,4; 1,5"."""
    return language(locale).conventions.gap.join(text(value, locale) for value in values)


def parse(typed: str) -> float:
    """The number that was typed: with comma or point, either minus sign, spaces between thousands, or as a fraction.

    Accepts everything that `text` prints. Raises ValueError for anything else and for numbers that are not finite.
    """
    if len(typed) > LONGEST:
        raise ValueError("too long for a number")
    plain = typed.strip().translate(_SPACES).replace(MINUS, "-").replace(",", ".")
    plain = _GROUPS.sub(lambda found: found[0].replace(" ", ""), _typed(plain))
    parts = [part.strip() for part in plain.split("/")]
    if len(parts) > 2 or not all(map(_NUMBER.fullmatch, parts)):
        raise ValueError("not a number")
    numerator, denominator = float(parts[0]), float(parts[1]) if len(parts) == 2 else 1.0
    if denominator == 0:
        raise ValueError("the denominator is zero")
    value = numerator / denominator
    if not math.isfinite(value):
        raise ValueError("too large")
    return value + 0.0  # never −0


def _typed(plain: str) -> str:
    """The text with a power of ten in Python's notation."""
    return _POWER.sub(lambda found: "e" + found[1].translate(_FROM_SUPERSCRIPT), plain)


def _plain(value: float, decimals: int) -> str:
    """The number with a decimal point and an ASCII minus."""
    if value == 0:
        return "0"
    if not 10.0**-decimals <= abs(value) < LARGEST:
        return _power(value, 1)
    shown = _cut(f"{value:.{decimals}f}")
    return _power(value, 1) if shown.endswith("10000") else shown


def _power(value: float, decimals: int) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "-∞" if value < 0 else "∞"
    mantissa, _, exponent = f"{value:.{decimals}e}".partition("e")
    return f"{_cut(mantissa)}·10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def _exponent(size: float) -> int:
    return int(f"{size:.5e}".partition("e")[2])


def _cut(shown: str) -> str:
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _unsigned_zero(shown: str) -> str:
    return shown[1:] if shown[0] == "-" and not shown.strip("-0.") else shown


def _localized(plain: str, locale: str) -> str:
    return plain.replace("-", MINUS).replace(".", language(locale).conventions.decimal)
