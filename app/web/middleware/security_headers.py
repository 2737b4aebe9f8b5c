"""What every answer tells the browser to refuse.

Nothing is loaded but from here, nothing runs but files, no one frames the page, and what belongs
to a session is kept nowhere. There is no `upgrade-insecure-requests`: in a classroom the program
is often served over plain HTTP, and it would block every script there.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")

POLICY = {
    "content-security-policy": "; ".join(f"{what} {source}" for what, source in CONTENT.items()),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "cache-control": "no-store",
}
_ENCODED = [(name.encode(), value.encode()) for name, value in POLICY.items()]


class PolicyHeaders:
    """Adds the headers of `POLICY` to every answer, but none that the answer has set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                names = {name.lower() for name, _ in given}
                message = {**message, "headers": given + [pair for pair in _ENCODED if pair[0] not in names]}
            await send(message)

        await self.app(scope, receive, send_with_policy)
