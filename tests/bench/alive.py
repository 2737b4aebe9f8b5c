"""How many of the networks that are drawn by default are dead: `python -m tests.bench.alive [COUNT]`.

Random descriptions (1 000 unless stated) over all sizes, activations, losses and data sets, without a seed. A network
is dead if a layer has only derivatives that are 0. Printed beside it: how many the plain draw of seed 7 leaves dead.
"""

import random
import sys
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from app.core.activations import ACTIVATIONS
from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.core.data_sets import DATA_SETS
from app.core.losses import losses_after
from app.session.description import SEED, build

ELEMENTWISE = [name for name, activation in ACTIVATIONS.items() if activation.elementwise]


def description(draw: random.Random) -> dict[str, Any]:
    """A description that the program accepts and from which something can be learned."""
    depth, widest = draw.choice([1, 2, 2, 3, 4, 6, MAX_LAYERS]), draw.choice([1, 3, 5, MAX_UNITS])
    sizes = [draw.randint(1, widest) for _ in range(depth + 1)]
    activations = [draw.choice(["relu", *ELEMENTWISE]) for _ in range(depth)]
    problem = draw.choice([None, *DATA_SETS])
    if problem:
        sizes[0], sizes[-1] = 2, 1
    elif sizes[-1] > 1 and draw.random() < 0.2:  # softmax with one output is always 1
        activations[-1] = "softmax"
    loss = draw.choice(losses_after(activations[-1]))
    found = {"sizes": sizes, "activations": activations, "loss": loss, "bias": draw.random() < 0.8}
    return found | ({"problem": problem} if problem else {})


def is_dead(fields: Mapping[str, Any]) -> bool:
    """Whether some layer of the network has derivatives of 0 alone."""
    return not all(dW.any() for dW in build(fields).tape.dW)


def main(count: int) -> None:
    draw = random.Random(1)
    found = [description(draw) for _ in range(count)]
    begun = perf_counter()
    dead = [fields for fields in found if is_dead(fields)]
    took = (perf_counter() - begun) / count * 1000
    plain = sum(is_dead(fields | {"seed": SEED}) for fields in found)
    print(f"{count} descriptions: {len(dead)} dead by default, {plain} with seed {SEED}; {took:.1f} ms each")
    for fields in dead:
        print(fields)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
