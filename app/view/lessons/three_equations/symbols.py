"""Formulas as text of a drawing: letters in italics, with subscripts, and what follows on the line again."""

import re

from markupsafe import Markup, escape

from app.view.diagram.svg import svg

_TOKEN = re.compile(r"([A-Za-zŷ])(?:_([A-Za-z0-9,]+))?(ᵀ)?|([^A-Za-zŷ]+)")
_DROP, _RISE = 4, -6  # px


def math(formula: str) -> Markup:
    """A formula such as "E_h = (E_o · W_oᵀ) ⊙ R′(Z_h)" as the content of a text element."""
    found, below = [], 0
    for letter, sub, up, other in _TOKEN.findall(formula):
        back = f' dy="{-below}"' if below else ""
        if other:
            found.append(f"<tspan{back}>{escape(other)}</tspan>" if back else str(escape(other)))
            below = 0
            continue
        found.append(f'<tspan class="it"{back}>{letter}</tspan>')
        below = 0
        if sub:
            found.append(f'<tspan class="sub" dy="{_DROP}">{sub}</tspan>')
            below = _DROP
        if up:
            found.append(f'<tspan class="sup" dy="{_RISE - below}">T</tspan>')
            below = _RISE
    return svg("".join(found))
