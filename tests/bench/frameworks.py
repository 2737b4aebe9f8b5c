"""PyTorch and JAX as contestants of the engine's benchmark: `make bench-frameworks`.

They are no dependency of the program.
"""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

from app.core.network import Network
from app.core.problem import Problem


def _torch(network: Network, problem: Problem) -> Callable[[int], Any]:
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    X, Y = torch.tensor(problem.X.copy()), torch.tensor(problem.Y.copy())
    activation = getattr(torch, network.architecture.activations[0])

    def run(iterations: int) -> list[Any]:
        W = [torch.tensor(w.copy(), requires_grad=True) for w in network.W]
        B = [torch.tensor(b.copy(), requires_grad=True) for b in network.B or ()]
        optimizer = torch.optim.SGD([*W, *B], lr=problem.learning_rate)
        for _ in range(iterations):
            H = X
            for w, b in zip(W, B, strict=True):
                H = activation(H @ w + b)
            optimizer.zero_grad()
            (0.5 * ((H - Y) ** 2).sum() / len(X)).backward()
            optimizer.step()
        return [w.detach().numpy() for w in W]

    return run


def _jax(network: Network, problem: Problem) -> Callable[[int], Any]:
    jax: Any = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    jnp: Any = importlib.import_module("jax.numpy")
    X, Y, lr = jnp.array(problem.X), jnp.array(problem.Y), problem.learning_rate
    activation = jax.nn.relu if network.architecture.activations[0] == "relu" else jnp.tanh

    def cost(parameters: Any) -> Any:
        H = X
        for w, b in parameters:
            H = activation(H @ w + b)
        return 0.5 * ((H - Y) ** 2).sum() / len(X)

    def step(parameters: Any) -> Any:
        gradient = jax.grad(cost)(parameters)
        return jax.tree_util.tree_map(lambda p, g: p - lr * g, parameters, gradient)

    compiled = jax.jit(step)

    def run(iterations: int) -> list[Any]:
        parameters = [(jnp.array(w), jnp.array(b)) for w, b in zip(network.W, network.B or (), strict=True)]
        for _ in range(iterations):
            parameters = compiled(parameters)
        return [np.asarray(w) for w, _ in parameters]

    return run


def contestants() -> dict[str, Callable[[Network, Problem], Callable[[int], Any]]]:
    """Those that can be imported here."""
    found: dict[str, Callable[[Network, Problem], Callable[[int], Any]]] = {}
    for name, module, make in (("PyTorch", "torch", _torch), ("JAX, compiled", "jax", _jax)):
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{name} is not installed for this Python")
        else:
            found[name] = make
    return found
