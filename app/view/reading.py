"""The numbers of a session, read by key at one sample. It answers only for what is revealed."""

from dataclasses import dataclass
from functools import cached_property

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.stages import Quantity
from app.core.tape import Tape
from app.session.errors import NotRevealed
from app.session.session import Session
from app.view import links, symbols
from app.view.links import Key


@dataclass(frozen=True, eq=False)
class Reading:
    """A session seen at `sample`."""

    session: Session
    sample: int = 0

    @cached_property
    def _arrays(self) -> dict[tuple[str, int], Array]:
        """The matrices that were asked for."""
        return {}

    @cached_property
    def tape(self) -> Tape:
        """This iteration's numbers."""
        return self.session.tape

    @cached_property
    def architecture(self) -> Architecture:
        """The form of the network."""
        return self.session.architecture

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """n_0 … n_L."""
        return self.architecture.sizes

    @cached_property
    def samples(self) -> int:
        """m, how many samples the batch has."""
        return len(self.session.problem.X)

    @cached_property
    def scalar(self) -> bool:
        """One unit everywhere and one sample: plain products, nothing to transpose."""
        return self.samples == 1 and set(self.sizes) == {1}

    def value(self, key: Key, sample: int | None = None) -> float:
        """The number, with the weights of the start of the iteration; that of another sample if asked for."""
        letter, layer, unit, source = key
        s = self.sample if sample is None else sample
        if letter == "M":
            return self._message(layer, unit, s)
        array = self._arrays.get((letter, layer))
        if array is None:
            array = self._arrays[letter, layer] = self.tape.value(Quantity(letter, layer))
        if source is not None:
            return array.item(source, unit)
        return array.item(unit) if array.ndim == 1 or letter == "C" else array.item(s, unit)

    def shown(self, key: Key) -> float:
        """The number as the page shows it: after the update, weights and biases are the new ones.

        Raises `NotRevealed` for one that is not known yet at this place.
        """
        if links.stage_of(key, self.architecture) > self.session.stage:
            raise NotRevealed(symbols.element(key, self.sizes).plain)
        return self.updated(key) if self.session.at_end and key.letter in "WB" else self.value(key)

    def updated(self, key: Key) -> float:
        """A weight or bias after the update."""
        network = self.tape.updated
        if key.input is not None:
            return network.W[key.layer - 1].item(key.input, key.unit)
        return (network.B or ())[key.layer - 1].item(key.unit)

    def _message(self, layer: int, unit: int, sample: int) -> float:
        tape = self.tape
        if layer == self.architecture.depth:
            return tape.H[-1].item(sample, unit) - tape.problem.Y.item(sample, unit)
        return float(tape.E[layer][sample] @ tape.network.W[layer][unit])
