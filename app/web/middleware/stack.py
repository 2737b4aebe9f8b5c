"""What stands around the routes: each layer sees every request, the outermost first.

- SubPath: the program below a path of another site
- Https: the profile for HTTPS: what we see as plain came over TLS, and browsers are to stay with it
- RequestLog: the id, the line in the log, the metrics
- GZip: smaller answers
- PolicyHeaders: what browsers are to refuse
- CatchAll: an answer to what nobody foresaw
- Limits: how often one may ask
- BodyLimit: how much one may send
- OwnOrigin: changes from our own pages alone
"""

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app.settings import Settings
from app.web.middleware.body_limit import BodyLimit
from app.web.middleware.catch_all import CatchAll
from app.web.middleware.https import Https
from app.web.middleware.rate_limit import Buckets, Limits
from app.web.middleware.request_log import RequestLog, Watcher
from app.web.middleware.same_origin import OwnOrigin
from app.web.middleware.security_headers import PolicyHeaders
from app.web.middleware.subpath import SubPath


def add_layers(app: FastAPI, settings: Settings, buckets: Buckets, watchers: tuple[Watcher, ...]) -> None:
    """Put the layers around `app`."""
    app.add_middleware(OwnOrigin)
    app.add_middleware(BodyLimit, limit=settings.max_body)
    app.add_middleware(Limits, buckets=buckets)
    app.add_middleware(CatchAll)
    app.add_middleware(PolicyHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=4)
    app.add_middleware(RequestLog, watchers=watchers)
    if settings.profile == "https":
        app.add_middleware(Https)
    if settings.root_path:
        app.add_middleware(SubPath, root=settings.root_path)
