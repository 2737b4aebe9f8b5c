"""What the wall shows of a class, as a value for its templates."""

from app.classroom.classroom import Classroom
from app.view.classroom.wall import Wall, wall
from app.view.words.language import Language
from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.teacher_view import join_address

PROJECTOR = "projector"  # the view of a wall


def is_wall(visit: ClassVisit) -> bool:
    """Whether the page that sent the request is one on the wall."""
    return visit.fields.get("view") == PROJECTOR


def wall_of(visit: ClassVisit, classroom: Classroom, language: Language) -> Wall:
    """The wall of the class of a visit."""
    members = [each.member for each in visit.classes.members(visit.code)]
    return wall(classroom, members, visit.code, join_address(visit.request, visit.code), language)
