"""What surrounds the routes.

- SubPath: the program below a path of another site
- Https: the profile for HTTPS
- Edge: everything else that concerns every request, see `edge`

The first two are added only where a setting asks for them.
"""

from fastapi import FastAPI

from app.settings import Settings
from app.web.middleware.edge import Edge
from app.web.middleware.https import HTTPS_ONLY, Https
from app.web.middleware.rate_limit import Buckets
from app.web.middleware.request_log import Observer
from app.web.middleware.subpath import SubPath


def add_layers(app: FastAPI, settings: Settings, buckets: Buckets, observers: tuple[Observer, ...]) -> None:
    """Put the layers around `app`; the one added last is the outermost."""
    https = settings.profile == "https"
    app.add_middleware(
        Edge,
        max_body=settings.max_body,
        buckets=buckets,
        more_headers=HTTPS_ONLY if https else (),
        observers=observers,
    )
    if https:
        app.add_middleware(Https)
    if settings.root_path:
        app.add_middleware(SubPath, root=settings.root_path)
