"""What the tests of classes share."""

import pytest

from app.classroom.classroom import Classroom
from app.classroom.member import Member
from app.classroom.secrets import digest
from app.session.session import default_session
from app.session.verbs import sought

HIDDEN_ERROR = 8  # the stage of the reference example that reveals Eh


@pytest.fixture
def classroom() -> Classroom:
    """A class with the reference example, before its hidden error."""
    return Classroom("en", digest("l" * 24), sought(default_session(), 0, HIDDEN_ERROR - 1))


@pytest.fixture
def member() -> Member:
    return Member(17, digest("m" * 24), joined=100.0)
