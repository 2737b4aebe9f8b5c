"""A formula as programs: with PyTorch, and with thirty lines of Python that do the same."""

from collections.abc import Sequence

from app.core.formulas import Formula, Operation

DIGITS = 6  # that the program prints

_METHODS = {
    "+": ("__add__", "self.data + other.data", "1.0, 1.0"),
    "-": ("__sub__", "self.data - other.data", "1.0, -1.0"),
    "*": ("__mul__", "self.data * other.data", "other.data, self.data"),
    "/": ("__truediv__", "self.data / other.data", "1 / other.data, -self.data / other.data**2"),
}
_ALONE = {
    "**": ("__pow__(self, n)", "self.data**n", "n * self.data ** (n - 1),"),
    "relu": ("relu(self)", "max(0.0, self.data)", "float(self.data > 0),"),
    "tanh": ("tanh(self)", "math.tanh(self.data)", "1 - math.tanh(self.data) ** 2,"),
    "exp": ("exp(self)", "math.exp(self.data)", "math.exp(self.data),"),
}
_HEAD = """class Value:
    def __init__(self, data, operands=(), slopes=()):
        self.data, self.grad = data, 0.0
        self.operands, self.slopes = operands, slopes
"""
_BACKWARD = """
    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for operand in node.operands:
                    visit(operand)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            pairs = zip(node.operands, node.slopes)
            for operand, slope in pairs:
                operand.grad += node.grad * slope
"""


def written(formula: Formula, operation: Operation, sign: str = "*") -> str:
    """An operation as it is written with the names of its operands; `sign` is that of a product."""
    first, *others = (_operand(formula, each) for each in operation.operands)
    if not others:
        return f"{operation.name}({first})"
    name = sign if operation.name == "*" else operation.name
    return f"{first} {name} {others[0]}"


def _operand(formula: Formula, operand: float) -> str:
    if isinstance(operand, int):
        return formula.names[operand]
    return f"{operand:g}"


def pytorch(formula: Formula, given: Sequence[float]) -> list[str]:
    """The lines up to the first call of backward."""
    lines = [
        f"{name} = torch.tensor({value!r}, requires_grad=True)"
        for name, value in zip(formula.variables, given, strict=True)
    ]
    for operation, name in zip(formula.operations, formula.names[len(formula.variables) :], strict=True):
        call = "torch." if operation.name in _ALONE and operation.name != "**" else ""
        lines.append(f"{name} = {call}{written(formula, operation)}")
    return lines


def engine(formula: Formula, given: Sequence[float]) -> tuple[str, str]:
    """A complete program: the class with the operations that the formula needs, and its use."""
    used = {operation.name for operation in formula.operations}
    methods = [
        f"\n    def {name}(self, other):\n        slopes = ({slopes})\n"
        f"        return Value({value}, (self, other), slopes)\n"
        for sign, (name, value, slopes) in _METHODS.items()
        if sign in used
    ]
    methods += [
        f"\n    def {head}:\n        return Value({value}, (self,), ({slopes}))\n"
        for sign, (head, value, slopes) in _ALONE.items()
        if sign in used
    ]
    start = "import math\n\n\n" if used & {"tanh", "exp"} else ""
    return start + _HEAD + "".join(methods) + _BACKWARD, "\n".join(_uses(formula, given))


def _uses(formula: Formula, given: Sequence[float]) -> list[str]:
    names = formula.names
    lines = [f"{name} = Value({value!r})" for name, value in zip(formula.variables, given, strict=True)]
    for operation, name in zip(formula.operations, names[len(formula.variables) :], strict=True):
        lines.append(f"{name} = {_python(formula, operation)}")
    prints = [f"print(round({name}.grad, {DIGITS}))" for name in formula.variables]
    return [*lines, f"{names[-1]}.backward()", *prints]


def _python(formula: Formula, operation: Operation) -> str:
    first, *others = (
        _operand(formula, each) if isinstance(each, int) or (k and operation.name == "**") else f"Value({each!r})"
        for k, each in enumerate(operation.operands)
    )
    return f"{first} {operation.name} {others[0]}" if others else f"{first}.{operation.name}()"


def printed(formula: Formula, grads: Sequence[float]) -> str:
    """What that program prints, in one line."""
    return " ".join(str(round(each, DIGITS)) for each in grads[: len(formula.variables)])
