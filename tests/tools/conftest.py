"""A client of the whole program, for the tests of tools that read its pages."""

from tests.web.conftest import client, client_of, running, templates_compiled_once

__all__ = ["client", "client_of", "running", "templates_compiled_once"]
