"""What the first reader of each page would wait for, done while nobody does."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from functools import partial

from anyio import to_thread
from jinja2 import Environment

from app.view.lessons.catalogue import LESSONS

QUIET = 5.0  # seconds: by then the page that the program was started for is there


async def prepare(templates: Environment, quiet: float = QUIET) -> None:
    """Import the lessons and compile the templates, one at a time, `quiet` seconds after the start.

    What is loaded then stays until the end. Without the freeze every full garbage collection looks through all of it
    again, which delayed one answer of a hundred by 45 to 85 ms; with it by 5.
    """
    await asyncio.sleep(quiet)
    for load in loads(templates):
        await to_thread.run_sync(load)
    gc.freeze()


def loads(templates: Environment) -> Iterator[Callable[[], object]]:
    """Each thing to load. Partials are compiled as parts of what includes them (see templates.py)."""
    for lesson in LESSONS.values():
        yield lesson.load
    for name in templates.list_templates(filter_func=lambda name: not name.startswith("partials/")):
        yield partial(templates.get_template, name)
