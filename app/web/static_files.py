"""Static files, cached permanently by browsers: the address of each changes with its content."""

import hashlib
import re
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.web.middleware.compression import takes_gzip
from app.web.scope import ROUTE

IMMUTABLE = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
HASH = "[0-9A-Z]" * 8  # of the content, which the build puts into the name of a font
HASHED_NAME = re.compile(rf"-{HASH}\.woff2$")
PARTLY = ("range", "if-none-match", "if-modified-since")  # a request with one of these may be answered with less


class Assets(StaticFiles):
    """Serves the files of one folder at /static and knows the address of each.

    A file that the build has compressed (`app.js.gz`) is sent compressed to clients that accept gzip. One whose address
    changes with its content stays in memory once it was sent: a first visit asks for eight of them, and from the disk,
    by way of two threads, each takes four times as long.
    """

    def __init__(self, folder: Path) -> None:
        """Serve `folder`, which must exist."""
        super().__init__(directory=folder)
        self.folder = folder
        self._hashes: dict[str, tuple[float, str]] = {}
        self._sent: dict[tuple[str, str], tuple[bytes, dict[str, str]]] = {}

    def url(self, path: str) -> str:
        """Return the address of a file: `/static/dist/app.js?v=…`.

        `*` matches the hash that the build puts into a name: `vendor/fonts/inter-latin-*.woff2`.
        Raises FileNotFoundError unless exactly one file matches.
        """
        if "*" not in path:
            return self.url_of(path)
        found = [file.relative_to(self.folder).as_posix() for file in self.folder.glob(path.replace("*", HASH))]
        if len(found) != 1:
            raise FileNotFoundError(f"{path} matches {found}")
        return f"/static/{found[0]}"

    def hash_of(self, path: str) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of the file, recomputed when the file has changed."""
        file = self.folder / path
        changed = file.stat().st_mtime
        known = self._hashes.get(path)
        if known is None or known[0] != changed:
            known = (changed, hashlib.sha256(file.read_bytes()).hexdigest()[:12])
            self._hashes[path] = known
        return known[1]

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, compressed where it may be, with how long it may be kept."""
        scope[ROUTE] = "/static/{path}"
        asked, query = Headers(scope=scope), scope["query_string"].decode("latin-1")
        packed = takes_gzip(asked.get("accept-encoding", "")) and self._has(f"{path}.gz")
        served = f"{path}.gz" if packed else path
        whole = scope["method"] == "GET" and not any(name in asked for name in PARTLY)
        if whole and (served, query) in self._sent:
            body, headers = self._sent[served, query]
            return Response(body, headers=headers)
        response = await super().get_response(served, scope)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Type"] = FileResponse(self.folder / path).headers["Content-Type"]
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = IMMUTABLE if self._is_immutable(path, query) else ASK_AGAIN
        if (
            whole
            and response.status_code == HTTPStatus.OK
            and self.url_of(path) == f"/static/{path}?{query}".rstrip("?")
        ):
            self._sent[served, query] = ((self.folder / served).read_bytes(), dict(response.headers))
        return response

    def _has(self, path: str) -> bool:
        try:
            return (self.folder / path).is_file()
        except OSError:
            return False  # no file can have that name

    def url_of(self, path: str) -> str:
        """The address of a file under its present name."""
        return f"/static/{path}" if HASHED_NAME.search(path) else f"/static/{path}?v={self.hash_of(path)}"

    def _is_immutable(self, path: str, query: str) -> bool:
        return HASHED_NAME.search(path) is not None or parse_qs(query).get("v") == [self.hash_of(path)]
