"""What it takes to keep the pages of a class up to date: one server, its followers beside it on the same machine.

`python -m tests.bench.class_streams [FOLLOWERS…]` (40, then 1000): the time from the teacher's Step until the last
member's page has received the changed picture (median and longest of several steps), the time of a processor that the
server takes for it, and the time until the teacher has the answer; the memory of the server for each idle
page; and how long it takes to end with all streams open.
"""

import asyncio
import json
import os
import re
import sys
import time
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.web.push.open_files import allow_open_files
from tests.bench.load import Client, quantile
from tests.bench.servers import resident, unlimited
from tests.container.servers import Server, serving

STEPS = 9
AT_ONCE = 50  # members that join, or streams that are opened, at once
STAGE = re.compile(rb'id="workbench"[^>]*data-stage-index="(\d+)"')
SETTLED = 2.0  # seconds after which nothing more of what came before is going on


class Class(NamedTuple):
    """A class on a server, and the client that leads it."""

    port: int
    code: str
    leader: Client

    @property
    def path(self) -> str:
        return f"/api/v1/classes/{self.code}"

    async def step(self) -> float:
        """Take a step; returns how long the answer took."""
        answer = await self.leader.ask("POST", f"{self.path}/step", b"{}")
        assert answer.status == 200, answer.body
        return answer.seconds


async def join(class_: Class) -> str:
    """Join the class; returns the cookie of the member."""
    client = Client(class_.port)
    answer = await client.ask("POST", f"{class_.path}/members", b"{}")
    assert answer.status == 201, answer.body
    client.close()
    return f"class={json.loads(answer.body)['secret']}"


class Follower:
    """A member's page: its stream, and when each stage arrived."""

    def __init__(self, class_: Class, cookie: str) -> None:
        self.arrived = dict[int, float]()
        self.received = 0
        self.ended = asyncio.Event()
        self._changed = asyncio.Event()
        self.reading = asyncio.create_task(self._follow(class_, cookie))

    async def _follow(self, class_: Class, cookie: str) -> None:
        """Read the stream until it ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", class_.port)
        asked = (
            f"GET /class/{class_.code}/events HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {cookie}",
            "Accept-Encoding: gzip",
        )
        writer.write("\r\n".join((*asked, "", "")).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.partition(b"\r\n")[0], head
        unpacking, text = zlib.decompressobj(31), b""
        while size := int(await reader.readline() or b"0", 16):
            piece = await reader.readexactly(size + 2)
            self.received += size
            messages, _, text = (text + unpacking.decompress(piece[:-2])).rpartition(b"\n\n")
            for stage in STAGE.findall(messages):
                self.arrived.setdefault(int(stage), time.perf_counter())
                self._changed.set()
        self.ended.set()
        writer.close()

    async def has(self, stage: int) -> float:
        """When the stage arrived, once it has."""
        while stage not in self.arrived:
            self._changed.clear()
            await self._changed.wait()
        return self.arrived[stage]


def processor(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def opened(port: int) -> Class:
    leader = Client(port)
    made = json.loads((await leader.ask("POST", "/api/v1/classes", b"{}")).body)
    leader.headers["Authorization"] = f"Bearer {made['secret']}"
    return Class(port, made["code"], leader)


async def joined(class_: Class, count: int) -> list[str]:
    """The cookies of so many members."""
    cookies = list[str]()
    while len(cookies) < count:
        some = min(AT_ONCE, count - len(cookies))
        cookies += await asyncio.gather(*(join(class_) for _ in range(some)))
    return cookies


async def following(class_: Class, cookies: list[str]) -> list[Follower]:
    """A follower for each cookie, once each has the present picture."""
    followers = list[Follower]()
    for at in range(0, len(cookies), AT_ONCE):
        some = [Follower(class_, cookie) for cookie in cookies[at : at + AT_ONCE]]
        await asyncio.gather(*(follower.has(0) for follower in some))
        followers += some
    return followers


async def stepped(class_: Class, stage: int, followers: list[Follower]) -> tuple[float, float]:
    """Take a step to that stage: seconds until the last follower has it, and until the leader has the answer."""
    begun = time.perf_counter()
    answered = asyncio.create_task(class_.step())
    arrivals = await asyncio.wait_for(asyncio.gather(*(follower.has(stage) for follower in followers)), 60)
    return max(arrivals) - begun, await answered


async def measured(server: Server, count: int) -> None:
    assert server.process is not None
    pid = server.process.pid
    first, class_ = await opened(server.port), await opened(server.port)
    early = await following(first, await joined(first, 20))
    for stage in range(1, STEPS + 1):  # what the first of all cost is not counted
        await stepped(first, stage, early)
    cookies = await joined(class_, count)
    await asyncio.sleep(SETTLED)
    before = resident(pid)
    followers = await following(class_, cookies)
    await asyncio.sleep(SETTLED)
    each = (resident(pid) - before) * 1024 / count
    last, own, busy = list[float](), list[float](), list[float]()
    sent = sum(follower.received for follower in followers)
    for stage in range(1, STEPS + 1):
        busy.append(-processor(pid))
        seconds = await stepped(class_, stage, followers)
        busy[-1] += processor(pid)
        for found, one in zip((last, own), seconds, strict=True):
            found.append(one)
        await asyncio.sleep(SETTLED / 4)
    sent = sum(follower.received for follower in followers) - sent
    begun = time.perf_counter()
    server.process.terminate()
    await asyncio.gather(*(follower.ended.wait() for follower in (*followers, *early)))
    closed = time.perf_counter() - begun
    status = server.ended()
    ended = time.perf_counter() - begun
    print(
        f"{count:5} followers: Step to the last page {quantile(last, 0.5):.0f} ms (at most {max(last) * 1000:.0f}; "
        f"{quantile(busy, 0.5):.0f} ms of a processor), to the teacher {quantile(own, 0.5):.0f} ms; "
        f"{sent / STEPS / count / 1000:.1f} KB a page; {each:.1f} KB of memory each; "
        f"streams closed {closed:.2f} s after SIGTERM, the program ended after {ended:.2f} s",
        flush=True,
    )
    assert status == 0


def main() -> None:
    allow_open_files()
    for count in [int(text) for text in sys.argv[1:]] or [40, 1000]:
        with TemporaryDirectory() as folder:
            server = unlimited(f"sqlite:///{Path(folder)}/s.sqlite3", max_members=max(count, 100))
            with serving(server):
                asyncio.run(measured(server, count))


if __name__ == "__main__":
    main()
