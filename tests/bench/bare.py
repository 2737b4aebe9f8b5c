"""What the program is measured against: a bare FastAPI with next to nothing to serve.

A page with htmx and a button, whose click fetches the next number, and a health check.
"""

import gzip
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse

HTMX = Path(__file__).parents[2] / "node_modules" / "htmx.org" / "dist" / "htmx.min.js"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Count</title>
<link rel="icon" href="data:,"><script src="/htmx.js" defer></script></head>
<body><button hx-post="/click" hx-target="#number">Click</button> <output id="number">%d</output></body>
</html>
"""

app = FastAPI()
app.state.number = 0


@app.get("/healthz")
async def alive() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/")
async def page() -> HTMLResponse:
    return HTMLResponse(PAGE % app.state.number)


@app.post("/click")
async def click() -> HTMLResponse:
    app.state.number += 1
    return HTMLResponse(str(app.state.number))


@app.get("/htmx.js")
async def htmx() -> Response:
    return Response(gzip.compress(HTMX.read_bytes()), 200, {"Content-Encoding": "gzip"}, "text/javascript")
