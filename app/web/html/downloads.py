"""Downloads: the listing of the workbench and that of the lesson on code, as files."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.view.lessons.code import learn, setting, torch_twin
from app.view.lessons.kit.query import Query
from app.view.workbench import python_listing
from app.web.html.preferences import language_of
from app.web.html.visit import VisitDep
from app.web.routing import Route

NAME = "backprop.py"


router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/workbench/program")
async def of_the_workbench(visit: VisitDep) -> Response:
    """The program of the browser's session, with the weights of the start of its iteration."""
    stored, _ = await visit.load()
    return _file(python_listing.program(stored.session, visit.language))


@router.get("/lessons/code/program.py")
async def of_the_lesson(request: Request) -> Response:
    """The program of the lesson, with the numbers of the address."""
    return _file(setting.program_text(Query(dict(request.query_params), language_of(request))))


@router.get("/lessons/code/learn.py")
async def that_learns(request: Request) -> Response:
    """The program of the lesson that learns, with the starting weights and the rate of the address."""
    return _file(learn.text(Query(dict(request.query_params), language_of(request))), "learn.py")


@router.get("/lessons/code/learn_torch.py")
async def that_learns_in_pytorch(request: Request) -> Response:
    """The same program for PyTorch."""
    return _file(torch_twin.file(Query(dict(request.query_params), language_of(request))), "learn_torch.py")


def _file(program: str, name: str = NAME) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Cookie, Accept-Language"}
    return Response(program, media_type="text/x-python", headers=headers)  # text: Starlette adds the charset
