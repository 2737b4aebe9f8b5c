"""What a class refuses and why, as a small tree that carries data and knows no HTTP."""


class ClassError(Exception):
    """A request to a class was refused; the class is unchanged."""


class NoSuchClass(ClassError):
    """No class has this code: it never existed, has ended or has expired."""

    def __init__(self, code: str) -> None:
        super().__init__("there is no open class with this code")
        self.code = code


class ClassLocked(ClassError):
    """The class takes no new members."""

    def __init__(self) -> None:
        super().__init__("this class is locked")


class ClassFull(ClassError):
    """The class has `most` members, as many as it may have."""

    def __init__(self, most: int) -> None:
        super().__init__(f"this class is full: it has {most} members")
        self.most = most


class NotTheLeader(ClassError):
    """Only the one who leads the class may do this."""

    def __init__(self) -> None:
        super().__init__("only the teacher of this class may do this")


class NotAMember(ClassError):
    """Only a member of the class may do this: the secret is none of a member, or the member was removed."""

    def __init__(self) -> None:
        super().__init__("only a member of this class may do this")


class TeacherLeads(ClassError):
    """A member who follows the teacher wanted to move the network."""

    def __init__(self) -> None:
        super().__init__("the teacher leads")


class QuestionOpen(ClassError):
    """This waits until the answer to the open question is shown or the question is closed."""

    def __init__(self) -> None:
        super().__init__("a question is open")


class NotLeading(ClassError):
    """A question can be asked only while the teacher leads."""

    def __init__(self) -> None:
        super().__init__("the class works at its own pace")


class NoMoreTries(ClassError):
    """The member has given as many answers as a round allows: `most`."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most} answers in a round")
        self.most = most


class TooManyQuestions(ClassError):
    """The class was asked, or has lined up, as many questions as it can keep: `most`."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most} questions")
        self.most = most
