import pytest

from app.view.lessons.kit.typeset import typeset


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("it is Eo.", "it is <i>E<sub>o</sub></i>."),
        ("C′(Wh)", "<i>C</i>′\u2060(<i>W<sub>h</sub></i>)"),
        ("3L − 1, ŷ − y", "3<i>L</i> − 1, <i>ŷ</i>\u00a0−\u00a0<i>y</i>"),
        ("Zh1 and E9", "<i>Z<sub>h1</sub></i> and <i>E<sub>9</sub></i>"),
        ("A(B) = B², y₁", "<i>A</i>(<i>B</i>) = <i>B</i>², <i>y</i>₁"),
        ("dWo для Wo", "<i>dW<sub>o</sub></i> для <i>W<sub>o</sub></i>"),
    ],
)
def test_symbols_in_a_sentence_look_as_in_a_formula(plain: str, printed: str) -> None:
    assert typeset(f"<p>{plain}</p>") == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>A layer. Here, Where, example, X-ray, don&#39;t</p>",
        '<p class="Wo" aria-label="Wo">1</p>',
        "<i>W<sub>o</sub></i>",
        "<svg><text>Wo</text></svg>",
        "<option>Wo</option><code>Wo</code><kbd>X</kbd>",
        '<template data-table=\'{"a": "E>Wo"}\'></template>',
    ],
)
def test_words_attributes_drawings_and_code_stay_as_they_are(html: str) -> None:
    assert typeset(html) == html


def test_derivatives_are_written_as_the_reader_prefers() -> None:
    for html in ("C′(Wo)", "<i>C</i>′(<i>W<sub>o</sub></i>)"):
        assert typeset(html, partial=True) == "∂<i>C</i>/∂<i>W<sub>o</sub></i>"
    assert typeset("R′(Zh)", partial=True) == typeset("R′(Zh)")
