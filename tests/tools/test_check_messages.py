from babel.messages.catalog import Catalog

from tools.check_messages import problems


def template() -> Catalog:
    catalogue = Catalog()
    catalogue.add("Step")
    catalogue.add(("%(count)d step", "%(count)d steps"))
    return catalogue


def russian(
    step: str = "Шаг", plural: tuple[str, ...] = ("%(count)d шаг", "%(count)d шага", "%(count)d шагов")
) -> Catalog:
    catalogue = Catalog(locale="ru")
    catalogue.add("Step", step)
    catalogue.add(("%(count)d step", "%(count)d steps"), plural)
    return catalogue


def test_a_complete_catalogue_has_no_problems() -> None:
    assert list(problems(template(), russian())) == []


def test_a_message_without_a_translation_is_found() -> None:
    assert "not translated: 'Step'" in next(problems(template(), russian(step="")))


def test_a_plural_that_lacks_a_form_is_found() -> None:
    found = list(problems(template(), russian(plural=("%(count)d шаг", "", "%(count)d шагов"))))
    assert any("not translated" in problem for problem in found)


def test_a_fuzzy_message_is_found() -> None:
    catalogue = russian()
    message = catalogue.get("Step")
    assert message is not None
    message.flags.add("fuzzy")
    assert "fuzzy: 'Step'" in list(problems(template(), catalogue))


def test_a_message_that_is_no_longer_used_is_found() -> None:
    catalogue = russian()
    catalogue.add("Stop", "Стоп")
    assert any("'Stop'" in problem for problem in problems(template(), catalogue))


def test_placeholders_that_differ_are_found() -> None:
    found = list(problems(template(), russian(plural=("%(number)d шаг", "%(number)d шага", "%(number)d шагов"))))
    assert any("placeholder" in problem for problem in found)
