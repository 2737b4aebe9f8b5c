"""The small picture of each lesson: what its reader will see, drawn with the numbers it begins with."""

from collections.abc import Callable

from markupsafe import Markup

from app.view.diagram.svg import svg
from app.view.lessons.entrance import further, the_idea, the_trick, the_whole
from app.view.lessons.entrance.marks import HEIGHT, WIDTH

_PICTURES: dict[str, Callable[[str], str]] = {
    "goal": the_idea.goal,
    "chain-rule": the_idea.chain_rule,
    "one-neuron": the_idea.one_neuron,
    "hidden-layer": the_idea.hidden_layer,
    "ten-layers": the_trick.ten_layers,
    "memoization": the_trick.memoization,
    "three-equations": the_whole.three_equations,
    "code": the_whole.code,
    "many-paths": further.many_paths,
    "vanishing": further.vanishing,
    "softmax": further.softmax,
    "autodiff": further.autodiff,
}


def thumbnail(slug: str, locale: str) -> Markup:
    """The picture of a lesson as SVG, with its numbers in the language of a locale; a network if it has none."""
    marks = _PICTURES.get(slug, the_idea.network_of_units)(locale)
    return svg(f'<svg class="thumbnail" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{marks}</svg>')
