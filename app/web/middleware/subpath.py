"""The program below a path of another site (`BACKPROP_ROOT_PATH`), behind a proxy that strips the path or keeps it.

Inside, addresses are those of the program itself: routes, redirects and cookies do not contain the path. This layer
adds it to what leaves the program. Templates add it when they are compiled, see `app.web.html.templates`.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.scope import below

LINKS = frozenset({b"location", b"content-location", b"hx-redirect", b"hx-location", b"hx-push-url"})


class SubPath:
    """Serves `app` below `root`, such as `/lesson`."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app = app
        self.root = root
        self._encoded = root.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its path as ASGI requires it: the root is named, and is part of the path."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"] if below(scope["path"], self.root) else self.root + scope["path"]
        path = path if path != self.root else path + "/"

        async def send_below(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [self._header(*pair) for pair in message.get("headers", ())]}
            await send(message)

        await self.app({**scope, "path": path, "root_path": self.root}, receive, send_below)

    def _header(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        if name.lower() in LINKS and value.startswith(b"/") and not value.startswith((b"//", self._encoded + b"/")):
            return name, self._encoded + value
        if name.lower() == b"set-cookie":
            return name, b"; ".join(self._part(part) for part in value.split(b"; "))
        return name, value

    def _part(self, part: bytes) -> bytes:
        name, _, path = part.partition(b"=")
        if name.lower() != b"path" or not path.startswith(b"/"):
            return part
        return b"Path=" + self._encoded + path.rstrip(b"/")
