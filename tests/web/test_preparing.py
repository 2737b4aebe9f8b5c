"""What is loaded before somebody waits for it."""

import subprocess
import sys

import pytest

PROGRAM = """
import asyncio, gc, sys
from app.paths import TEMPLATES
from app.web.html.templates import environment
from app.web.preparing import prepare

templates = environment(TEMPLATES, lambda path: path)
assert "app.view.lessons.softmax.lesson" not in sys.modules
asyncio.run(prepare(templates, 0))
assert "app.view.lessons.softmax.lesson" in sys.modules
assert "app.view.lessons.softmax.questions" in sys.modules
kept = {name for _, name in templates.cache}
assert {"pages/workbench.html", "lessons/lesson.html", "lessons/code/run.html"} <= kept, kept
assert gc.get_freeze_count() > 50_000, gc.get_freeze_count()
"""


@pytest.mark.slow
def test_lessons_and_templates_are_loaded_and_kept_out_of_the_garbage_collection() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True, timeout=60)  # a process of its own: nothing loaded yet
