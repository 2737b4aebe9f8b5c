"""How a class holds: joins, answers, a worker that is killed, a Redis that stops; the clients beside the server.

`python -m tests.bench.class_figures [ROW…]` with rows `join`, `answers`, `kill` and `redis` (all). The joins are from
one address under the usual limits; the other rows have no limit on requests. What a Step, an idle page and the end of
the server take is measured by `tests.bench.class_streams`.
"""

import asyncio
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from app.web.push.open_files import allow_open_files
from tests.bench.class_streams import Class, Follower, joined, opened
from tests.bench.load import Client, quantile
from tests.bench.servers import unlimited
from tests.container.servers import Server, serving
from tests.store.conftest import RedisServer

KILLS, ANSWERING = 10, 200
BROKEN = (OSError, asyncio.IncompleteReadError, AssertionError, ValueError)
FORM = "application/x-www-form-urlencoded"


def report(row: str, found: str, to_reach: str) -> None:
    print(f"{row:42} {found}  [to reach: {to_reach}]", flush=True)


def member(class_: Class, cookie: str) -> Client:
    """The API's client of the member with that cookie."""
    return Client(class_.port, {"Authorization": f"Bearer {cookie.removeprefix('class=')}"})


async def ask(class_: Class, again: bool) -> None:
    """Ask the class for a number, or ask it once more."""
    path, body = ("/question/again", b"{}") if again else ("/question", b'{"quantity": "Eh", "unit": 1}')
    if not again:
        await class_.leader.ask("POST", f"{class_.path}/seek", b'{"iteration": 0, "stage": 7}')
    answer = await class_.leader.ask("POST", class_.path + path, body)
    assert answer.status == 201, answer.body


async def counted(class_: Class) -> int:
    """How many have answered in the last round, as the teacher sees it."""
    client = Client(class_.port, dict(class_.leader.headers))
    answer = await client.ask("GET", f"{class_.path}/answers")
    client.close()
    return int(json.loads(answer.body)["rounds"][-1]["answered"])


async def send(class_: Class, cookie: str) -> bool:
    """Answer the open question; returns whether that was acknowledged."""
    client = member(class_, cookie)
    try:
        return (await client.ask("POST", f"{class_.path}/answer", b'{"text": "1"}')).status == 200
    except BROKEN:
        return False
    finally:
        client.close()


async def joins(server: Server, count: int, within: float) -> None:
    class_, times, failed = await opened(server.port), list[float](), list[str]()

    async def one(delay: float) -> None:
        await asyncio.sleep(delay)
        client = Client(server.port, {"Origin": server.url})
        try:
            form = f"code={class_.code}".encode()
            sent_on = await client.ask("POST", "/join", form, FORM)
            answer = await client.ask("POST", sent_on.headers["location"], form, FORM)
        except (*BROKEN, KeyError) as error:
            failed.append(repr(error))
            return
        times.append(sent_on.seconds + answer.seconds)
        if answer.status != 303:
            failed.append(str(answer.status))
        client.close()

    await asyncio.gather(*(one(within * n / count) for n in range(count)))
    p99 = quantile(times, 0.99)
    found = f"{len(failed)} errors {sorted(set(failed))[:3]}, p99 {p99:.0f} ms"
    report(f"{count} join within {within:.0f} s", found, "no error, p99 500 ms")


async def answers(server: Server, count: int) -> None:
    class_ = await opened(server.port)
    cookies = await joined(class_, count)
    await ask(class_, again=False)

    async def one(cookie: str) -> bool:
        await asyncio.sleep(random.random())
        return await send(class_, cookie)

    begun = time.perf_counter()
    accepted = sum(await asyncio.gather(*(one(cookie) for cookie in cookies)))
    taken = time.perf_counter() - begun
    number = await counted(class_)
    right = time.perf_counter() - begun - taken
    found = f"{accepted} acknowledged after {taken:.2f} s, {number} counted {right:.2f} s later"
    report(f"{count} answers within a second", found, "all counted once, within 1 s")


async def back(class_: Class, cookie: str, stage: int) -> Follower:
    """Open a stream as often as it takes until it shows the present state; returns its follower."""
    while True:
        with suppress(*BROKEN, TimeoutError):
            follower = Follower(class_, cookie)
            shown = asyncio.create_task(follower.has(stage))
            await asyncio.wait({shown, follower.reading}, timeout=3, return_when=asyncio.FIRST_COMPLETED)
            if shown.done():
                return follower
            shown.cancel()
            follower.reading.cancel()
        await asyncio.sleep(0.1 + random.random() / 5)


async def kept(class_: Class, cookie: str, follower: Follower) -> Follower:
    """The follower, or the one that takes its place where its stream was cut."""
    cut, _ = await asyncio.wait({follower.reading}, timeout=1)
    return await back(class_, cookie, 7) if cut else follower


def workers(server: Server) -> list[int]:
    assert server.process is not None
    main = server.process.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def kills(server: Server) -> None:
    class_ = await opened(server.port)
    cookies = await joined(class_, ANSWERING)
    lost, longest, cut = 0, 0.0, 0
    await class_.leader.ask("POST", f"{class_.path}/seek", b'{"iteration": 0, "stage": 7}')
    followers = await asyncio.gather(*(back(class_, cookie, 7) for cookie in cookies))
    for number in range(KILLS):
        await ask(class_, again=number > 0)
        sending = [asyncio.create_task(send(class_, cookie)) for cookie in cookies]
        await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
        os.kill(random.choice(workers(server)), signal.SIGKILL)
        begun = time.perf_counter()
        pairs = zip(cookies, followers, strict=True)
        now = await asyncio.gather(*(kept(class_, cookie, follower) for cookie, follower in pairs))
        cut += sum(one is not other for one, other in zip(now, followers, strict=True))
        followers = now
        longest = max(longest, time.perf_counter() - begun)
        acknowledged = sum(await asyncio.gather(*sending))
        lost += max(0, acknowledged - await counted(class_))
        class_.leader.close()
        class_ = class_._replace(leader=Client(class_.port, class_.leader.headers))
    for follower in followers:
        follower.reading.cancel()
    found = f"{lost} acknowledged answers lost, {cut} streams cut, all back after at most {longest:.1f} s"
    report(f"a worker killed, {KILLS} times, {ANSWERING} answering", found, "none lost, 5 s")


async def outage(server: Server, redis: RedisServer) -> None:
    class_ = await opened(server.port)
    cookies = await joined(class_, 40)
    await ask(class_, again=False)
    accepted = sum(await asyncio.gather(*(send(class_, cookie) for cookie in cookies)))
    redis.stop()
    refused = await class_.leader.ask("POST", f"{class_.path}/step", b"{}")
    await asyncio.sleep(10)
    await asyncio.to_thread(redis.start)
    begun = time.perf_counter()
    followers = await asyncio.gather(*(back(class_, cookie, 7) for cookie in cookies))
    seconds = time.perf_counter() - begun
    for follower in followers:
        follower.reading.cancel()
    words = json.loads(refused.body).get("detail", "")
    found = f"step: {refused.status} {words!r}; back after {seconds:.1f} s; {accepted - await counted(class_)} lost"
    report("Redis stopped for 10 s, 40 members", found, "refused with words, none lost")


Row = Callable[[Path], Coroutine[None, None, None]]


async def join_row(folder: Path) -> None:
    for count, within in ((300, 10.0), (1000, 30.0)):
        server = Server(store=f"sqlite:///{folder}/join{count}.sqlite3")
        with serving(server):
            await joins(server, count, within)


async def answers_row(folder: Path) -> None:
    server = unlimited(f"sqlite:///{folder}/answers.sqlite3")
    with serving(server):
        for count in (40, 1000):
            await answers(server, count)


async def kill_row(folder: Path) -> None:
    server = unlimited(f"sqlite:///{folder}/kill.sqlite3", workers=2)
    with serving(server):
        await kills(server)


async def redis_row(folder: Path) -> None:
    if not (shutil.which("redis-server") or shutil.which("valkey-server")):
        print("Redis stopped for 10 s: not measured, for no Redis is installed here")
        return
    redis = RedisServer(folder, durable=True)
    redis.start()
    try:
        server = unlimited(redis.url)
        with serving(server):
            await outage(server, redis)
    finally:
        redis.stop()


ROWS: dict[str, Row] = {"join": join_row, "answers": answers_row, "kill": kill_row, "redis": redis_row}


def main(names: list[str]) -> None:
    allow_open_files()
    for name in names or list(ROWS):
        with TemporaryDirectory() as folder:
            asyncio.run(ROWS[name](Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
