"""What the panel shows, taken apart."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from app.session.description import build
from app.session.verbs import sought
from app.view.lessons.catalogue import entries
from app.view.panel.panel import Panel
from app.view.panel.panel import panel as panel_of
from app.view.words.language import language
from app.web.html.templates import environment, words

EN, RU = language("en"), language("ru")


TEMPLATES = environment(Path(__file__).parents[3] / "templates", lambda path: path)
TEMPLATES.globals["lessons"] = entries


def at(stage: int, description: Mapping[str, object] | None = None, sample: int = 0) -> Panel:
    return panel_of(sought(build(description), 0, stage), sample, EN)


def rows(panel: Panel) -> list[list[str]]:
    """The cells of each row: its name, "=", what it is computed from, "=", the result."""
    return [row.split("<td>") for row in re.findall(r'<tr>(<th scope="row">.*?)</tr>', panel.rows)]


def plain(panel: Panel) -> list[str]:
    return [" ".join(Markup(cell).striptags() for cell in row).translate(_PLAIN) for row in rows(panel)]


_PLAIN = {0x200B: None, 0xA0: " "}  # where a row may break, and where it may not


class Figure(NamedTuple):
    """A matrix as printed on the page."""

    classes: str
    symbol: str
    html: str

    @property
    def caption(self) -> str:
        return Markup(self.html.partition("<figcaption>")[2].partition("<small>")[0]).striptags()

    @property
    def shape(self) -> str:
        return self.html.partition("<small>")[2].partition("</small>")[0]

    @property
    def head(self) -> list[str]:
        return re.findall(r'<th scope="col">([^<]*)', self.html)

    @property
    def cells(self) -> list[list[str]]:
        """The markup of its numbers, row by row."""
        return [row.split("<td>")[1:] for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', self.html)]

    @property
    def window(self) -> list[float]:
        """The frame among its dots: x, y, width, height."""
        found = re.search(r'<rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', self.html)
        return [float(each) for each in found.groups()] if found else []


def figures(panel: Panel) -> list[Figure]:
    found = re.findall(r'<figure class="(.*?)" data-symbol="(.*?)">(.*?)</figure>', panel.equation)
    return [Figure(*each) for each in found]


def remarks(panel: Panel) -> list[str]:
    return [f"{note.lead.striptags()} {note.text.striptags()}" for note in panel.notes]


def rendered(name: str, **context: object) -> str:
    lens = {
        "version": 3,
        "view": "desk",
        "level": "full",
        "sample": 0,
        "unit": "",
        "edit": None,
        "hidden_lens": "",
        "room": "",
    }
    return TEMPLATES.get_template(f"fragments/{name}.html").render(context, language=EN, **lens, **words(EN))
