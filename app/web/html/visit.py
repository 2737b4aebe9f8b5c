"""A request to the workbench: what the browser sent, and the session that it sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from app.session.errors import NoSuchSession
from app.session.service import StoredSession
from app.view.words.language import Language
from app.web.html.browser_session import DEFAULT_SESSION, Held, browser_session
from app.web.html.classroom.held import held_in_class
from app.web.html.form_fields import Form, form_of
from app.web.html.notices import Note, note_on
from app.web.html.preferences import language_of
from app.web.html.view_options import ViewOptions, view_options
from app.web.html.workbench_page import Screen
from app.web.scope import base_of


def wants_fragment(request: Request) -> bool:
    """Whether htmx sent the request: then a fragment is the answer."""
    return request.headers.get("hx-request") == "true"


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of a browser; `fields` are those of its form, or of the query in its address."""

    request: Request
    browser: Held
    fields: Mapping[str, str]

    @property
    def language(self) -> Language:
        """The reader's language."""
        return language_of(self.request)

    @property
    def lens(self) -> ViewOptions:
        """How the reader looks at the workbench."""
        return view_options(self.request, self.fields)

    @property
    def fragment(self) -> bool:
        """Whether a fragment is the answer, not a page."""
        return wants_fragment(self.request)

    async def load(self) -> tuple[StoredSession, Note | None]:
        """The browser's session, or the reference example; with a note if the session has expired."""
        try:
            return await self.browser.load(), None
        except NoSuchSession as error:
            return DEFAULT_SESSION, note_on(error, DEFAULT_SESSION.session, self.language)

    async def screen(self) -> Screen:
        """The workbench with the browser's session."""
        stored, note = await self.load()
        return self.screen_of(stored, note)

    def screen_of(self, stored: StoredSession, note: Note | None = None, lens: ViewOptions | None = None) -> Screen:
        """The workbench with that session, seen through this lens or another."""
        more = self.browser.more(stored, self.language)
        return Screen(self.request, lens or self.lens, stored, note, more=more, template=self.browser.template)


@dataclass(frozen=True, slots=True)
class FormVisit(Visit):
    """A visit that sends a form."""

    fields: Form


# Each dependency of a dependency takes FastAPI 20 µs; these call their parts themselves.
async def _held(request: Request) -> Held:
    return await (held_in_class if base_of(request) else browser_session)(request)


async def _visit(request: Request) -> Visit:
    return Visit(request, await _held(request), request.query_params)


async def _form_visit(request: Request) -> FormVisit:
    return FormVisit(request, await _held(request), await form_of(request))


VisitDep = Annotated[Visit, Depends(_visit)]
FormVisitDep = Annotated[FormVisit, Depends(_form_visit)]
