"""A formula as Python with NumPy."""

from collections import Counter
from collections.abc import Mapping
from functools import singledispatchmethod

from app.view.functions.tree import (
    ATOM,
    POWER,
    PRODUCT,
    Call,
    Constant,
    Negative,
    Operation,
    Power,
    Step,
    Symbol,
    Total,
    Tree,
    tightness,
)

WITHIN_LAYER = "axis=1, keepdims=True"  # a sum over the units, for each sample
_CALLS = {
    "exp": "np.exp",
    "ln": "np.log",
    "tanh": "np.tanh",
    "max": "np.maximum",
    "min": "np.minimum",
    "abs": "abs",
    "log1p": "np.log1p",
}


class Python:
    """Prints trees: `names` of quantities by their letters, `total` the arguments of `.sum()`.

    `known` holds trees that have a name already.
    """

    def __init__(self, names: Mapping[str, str], total: str = "", known: Mapping[Tree, str] | None = None) -> None:
        self._names, self._sum, self._known = names, total, known or {}

    def expression(self, tree: Tree, within: int = 0) -> str:
        """The tree, in brackets where it holds together less tightly than `within`."""
        if tree in self._known:
            return self._known[tree]
        tight = PRODUCT if isinstance(tree, Negative) else tightness(tree)
        found: str = self._print(tree)
        return f"({found})" if tight < within else found

    @singledispatchmethod
    def _print(self, tree: Tree) -> str:
        raise TypeError(f"{type(tree).__name__} has no Python")

    @_print.register
    def _constant(self, tree: Constant) -> str:
        return repr(tree.value if isinstance(tree.value, int) else float(tree.value))

    @_print.register
    def _symbol(self, tree: Symbol) -> str:
        return self._names[tree.letter]

    @_print.register
    def _operation(self, tree: Operation) -> str:
        tight = tightness(tree)
        return f"{self.expression(tree.left, tight)} {tree.operator} {self.expression(tree.right, tight + 1)}"

    @_print.register
    def _negative(self, tree: Negative) -> str:
        return f"-{self.expression(tree.inner, POWER)}"

    @_print.register
    def _power(self, tree: Power) -> str:
        return f"{self.expression(tree.base, ATOM)}**{tree.exponent}"

    @_print.register
    def _call(self, tree: Call) -> str:
        if tree.function == "largest":
            return f"{self.expression(tree.arguments[0], ATOM)}.max({self._sum})"
        return f"{_CALLS[tree.function]}({', '.join(map(self.expression, tree.arguments))})"

    @_print.register
    def _total(self, tree: Total) -> str:
        return f"{self.expression(tree.inner, ATOM)}.sum({self._sum})"

    @_print.register
    def _step(self, tree: Step) -> str:
        return f"np.where({self._names['Z']} > 0, {tree.above!r}, {tree.below!r})"


def function(name: str, tree: Tree, arguments: str, known: Mapping[Tree, str] | None = None) -> str:
    """A function that returns the tree, of arguments such as "z, y", which name its quantities.

    What occurs more than once is computed once, as `a`.
    """
    names, known = {each.upper(): each for each in arguments.split(", ")}, dict(known or {})
    lines = [f"def {name}({arguments}):"]
    if not tree.letters and not isinstance(tree, Step):
        lines.append(f"    return np.full_like(z, {Python(names).expression(tree)})")
        return "\n".join([*lines, ""])
    if (repeated := _repeated(tree)) is not None:
        lines.append(f"    a = {Python(names, WITHIN_LAYER, known).expression(repeated)}")
        known[repeated] = "a"
    lines.append(f"    return {Python(names, WITHIN_LAYER, known).expression(tree)}")
    return "\n".join([*lines, ""])


def _repeated(tree: Tree) -> Tree | None:
    """The largest part that occurs more than once and is more than a letter or a number."""
    counts = Counter(part for part in tree.walk() if part.children)
    repeated = [part for part, count in counts.items() if count > 1]
    return max(repeated, key=lambda part: sum(1 for _ in part.walk()), default=None)
