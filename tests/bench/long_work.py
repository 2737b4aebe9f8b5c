"""How other people's steps fare while somebody trains for long: `python -m tests.bench.long_work`.

20 sessions step twice a second each, first alone, then while 10 000 iterations of the largest network and batch run.
"""

import asyncio
import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.load import Learner, quantile
from tests.container.servers import Server, serving

SESSIONS, SECONDS, PAUSE = 20, 8.0, 0.5
NETWORKS = {
    "largest": {
        "sizes": [16] * 13,
        "activations": "tanh",
        "inputs": [[(i * j) % 7 / 7 for i in range(16)] for j in range(512)],
        "targets": [[0.1] * 16] * 512,
        "learning_rate": 0.001,
    },
    "smallest": {"sizes": [1, 1], "activations": "tanh", "inputs": [[0.5]], "targets": [[0.1]], "learning_rate": 1e-6},
}


async def steps(port: int, learner: Learner, offset: float, page: bool) -> list[float]:
    await asyncio.sleep(offset)
    times, end = [], time.monotonic() + SECONDS
    while time.monotonic() < end:
        answer = await (learner.click() if page else learner.step())
        assert answer.status == 200, answer
        times.append(answer.seconds)
        await asyncio.sleep(PAUSE)
    return times


async def measured(port: int, learners: list[Learner], *, page: bool) -> list[float]:
    every = [steps(port, learner, number * PAUSE / SESSIONS, page) for number, learner in enumerate(learners)]
    return [seconds for times in await asyncio.gather(*every) for seconds in times]


async def train(port: int, description: dict[str, object], stop: asyncio.Event) -> int:
    """Trains repeatedly until stopped; returns how often it finished."""
    learner, done = Learner(port), 0
    await learner.join(description)
    body = json.dumps({"iterations": 10_000}).encode()
    while not stop.is_set():
        request = asyncio.create_task(learner.ask("POST", f"{learner.path}/train", body))
        await asyncio.wait({request, stopping := asyncio.create_task(stop.wait())}, return_when="FIRST_COMPLETED")
        stopping.cancel()
        if not request.done():
            request.cancel()
            break
        done += request.result().status == 200
    learner.close()
    return done


async def main(port: int) -> None:
    learners = [Learner(port) for _ in range(SESSIONS)]
    for learner in learners:
        await learner.join()
    print(f"{'ms':32}{'p50':>8}{'p95':>8}{'p99':>8}   p99 to idle")
    for page in (False, True):
        kind, idle = "page" if page else "JSON", 0.0
        await measured(port, learners, page=page)  # unheeded: what is made once, such as templates, is made here
        for name in ("idle", *NETWORKS):
            stop, training = asyncio.Event(), None
            if name in NETWORKS:
                training = asyncio.create_task(train(port, NETWORKS[name], stop))
                await asyncio.sleep(0.5)
            times = await measured(port, learners, page=page)
            stop.set()
            if training is not None:
                await training
                await asyncio.sleep(0.5)
            p50, p95, p99 = (quantile(times, part) for part in (0.5, 0.95, 0.99))
            idle = idle or p99
            print(f"{kind + ', ' + name:32}{p50:8.2f}{p95:8.2f}{p99:8.2f}   {p99 / idle:.1f}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        server = Server(store=f"sqlite:///{Path(folder)}/store.db", address_rate=0, session_rate=0)
        with serving(server):
            asyncio.run(main(server.port))
