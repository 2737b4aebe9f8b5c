"""Frames are encoded, compressed and rendered once, and any of them fit together."""

import asyncio
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.push.frames import Frame, Frames, Gzipped, Piece, Plain

DATA = st.text(st.characters(blacklist_categories=["Cs"]), max_size=2000)


def test_a_frame_is_one_message() -> None:
    frame = Frame("picture", "<svg>\n</svg>")
    assert frame.plain == b"event: picture\ndata: <svg>\ndata: </svg>\n\n"
    assert frame == Frame("picture", "<svg>\n</svg>")
    assert frame != Frame("question", "<svg>\n</svg>")


@given(st.lists(st.lists(DATA.map(lambda text: Piece(text.encode())), max_size=3), max_size=5))
def test_the_same_compressed_bytes_fit_anywhere_into_any_stream(sent: list[list[Piece]]) -> None:
    plain, packed = Plain(), Gzipped()
    reading = zlib.decompressobj(31)
    read, whole = b"", b""
    for pieces in sent:
        bytes_ = packed.packed(pieces)
        whole += bytes_
        expected = plain.packed(pieces)
        assert reading.decompress(bytes_) == expected  # at once, not when more arrives
        read += expected
    if sent:
        assert gzip.decompress(whole + packed.end()) == read + plain.end()


def test_a_frame_is_compressed_once() -> None:
    frame = Frame("picture", "0.125 " * 5000)
    assert frame.deflated is frame.deflated
    assert len(frame.deflated) < len(frame.plain) / 20


def test_those_who_ask_at_once_share_one_rendering_and_so_do_those_who_ask_later() -> None:
    rendered = list[str]()

    async def render() -> Frame:
        rendered.append("once")
        await asyncio.sleep(0.01)
        return Frame("picture", "x")

    async def whole() -> None:
        frames = Frames(1000)
        first = asyncio.create_task(frames.frame("key", render))
        others = [asyncio.create_task(frames.frame("key", render)) for _ in range(3)]
        await asyncio.sleep(0)
        first.cancel()  # who leaves takes it from nobody else
        found = [await other for other in others] + [await frames.frame("key", render)]
        assert all(frame is found[0] for frame in found)
        assert rendered == ["once"]
        await frames.frame("other key", render)
        assert len(rendered) == 2

    asyncio.run(whole())


def test_a_rendering_that_fails_is_not_kept_nor_one_that_is_too_large() -> None:
    class Broken(Exception):
        pass

    async def fails() -> Frame:
        raise Broken

    async def large() -> Frame:
        return Frame("picture", "x" * 2000)

    async def whole() -> None:
        frames = Frames(1000)
        for _ in range(2):
            with pytest.raises(Broken):
                await frames.frame("key", fails)
        one, other = await frames.frame("key", large), await frames.frame("key", large)
        assert one == other
        assert one is not other

    asyncio.run(whole())
