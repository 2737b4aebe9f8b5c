"""What the page is measured against: the same kind of server with next to nothing to serve.

`python -m tests.bench.bare PORT`: a page with htmx and a button; a click brings the next number from the server.
"""

import gzip
import sys
from pathlib import Path

import uvicorn
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


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="error", access_log=False)
