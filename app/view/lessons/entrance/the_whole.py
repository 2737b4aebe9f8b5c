"""The pictures of the third part: the three equations, and a program with the line that is running."""

import re

from app.view.diagram.layout import Box
from app.view.diagram.svg import rect, text

_EQUATIONS = ("E_o = (ŷ − y) ⊙ R′(Z_o)", "E_h = (E_o · W_o^T) ⊙ R′(Z_h)", "dW = H^T · E")
_RUN = re.compile(r"([_^])(.)|()([^_^]+)")
_CODE = (
    "Zh = X @ Wh",
    "H = relu(Zh)",
    "…",
    "Eo = (y_hat - y) * relu_d(Zo)",
    "Eh = (Eo @ Wo.T) * relu_d(Zh)",
    "dWh = X.T @ Eh",
    "Wh -= lr * dWh",
)
_LIT = 4


def three_equations(_locale: str) -> str:
    """The three equations, the one that repeats layer by layer in a frame."""
    return "".join(
        rect("cell truth" if k == 1 else "cell", Box(36, 12 + 50 * k, 264, 42), 10)
        + text("math", 168, 39 + 50 * k, _typeset(equation))
        for k, equation in enumerate(_EQUATIONS)
    )


def _typeset(equation: str) -> str:
    """An equation with its subscripts (_) and superscripts (^) of one letter below and above the line."""
    written, back = "", 0
    for mark, letter, _, plain in _RUN.findall(equation):
        down = {"_": 5, "^": -6}.get(mark, 0)
        kind = ' class="sub"' if mark else ""
        written += f'<tspan dy="{down + back}"{kind}>{letter}{plain}</tspan>' if mark or back else plain
        back = -down
    return written


def code(_locale: str) -> str:
    """A few lines of the program, one of them lit."""
    lit = rect("lit", Box(0, 12 + 21 * _LIT, 336, 22), 0) + rect("lit-edge", Box(0, 12 + 21 * _LIT, 4, 22), 0)
    lines = "".join(
        text("code start strong" if k == _LIT else "code start", 20, 28 + 21 * k, line) for k, line in enumerate(_CODE)
    )
    return lit + lines
