"""A load generator that costs little: HTTP/1.1 over plain asyncio streams, one connection a client."""

import asyncio
import gzip
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

VERSION = re.compile(rb'data-version="(\d+)"')
IDLE = 3.0  # seconds after which a new connection is opened: the server closes those that are idle for 5


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass
class Client:
    """One browser: a connection, a cookie, one request at a time."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    _used: float = 0.0

    async def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> Answer:
        if self._writer is None or time.perf_counter() - self._used > IDLE:
            self.close()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if method != "GET":
            lines += [f"Content-Length: {len(body)}", f"Content-Type: {kind}"]
        assert self._reader is not None
        begun = time.perf_counter()
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        if headers.get("transfer-encoding") == "chunked":
            data = await self._chunks(self._reader)
        else:
            data = await self._reader.readexactly(int(headers.get("content-length", 0)))
        self._used = time.perf_counter()
        answer = Answer(int(head[0].split()[1]), headers, data, time.perf_counter() - begun)
        if "set-cookie" in headers:
            self.headers["Cookie"] = headers["set-cookie"].partition(";")[0]
        return answer

    async def _chunks(self, reader: asyncio.StreamReader) -> bytes:
        data = b""
        while size := int((await reader.readline()).strip(), 16):
            data += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return data

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class Learner(Client):
    """A client with a session, by JSON or as a page."""

    path = ""
    shown = ""

    async def join(self, description: dict[str, Any] | None = None) -> None:
        body = json.dumps(description).encode() if description else b""
        answer = await self.ask("POST", "/api/v1/sessions", body)
        assert answer.status == 201, answer
        id_ = json.loads(answer.body)["id"]
        self.path = f"/api/v1/sessions/{id_}"
        self.headers["Cookie"] = f"session={id_}"

    async def step(self) -> Answer:
        """A step by JSON."""
        return await self.ask("POST", f"{self.path}/step")

    async def click(self) -> Answer:
        """A step as the page asks for it: with the version it shows."""
        extra = {"HX-Request": "true", "Accept-Encoding": "gzip"}
        kept, self.headers = self.headers, {**self.headers, **extra}
        form = f"by=stage&count=1&view=desk&level=auto&sample=0{self.shown}".encode()
        try:
            answer = await self.ask("POST", "/workbench/step", form, "application/x-www-form-urlencoded")
        finally:
            self.headers = kept
        if answer.status == 200:
            found = VERSION.search(gzip.decompress(answer.body)[:1000])
            assert found, answer.body
            self.shown = f"&version={found[1].decode()}"
        return answer


def quantile(seconds: list[float], part: float) -> float:
    """In milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * part))] * 1000
