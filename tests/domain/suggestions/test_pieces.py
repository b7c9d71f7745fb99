"""A prompt as a reader sees it."""

from salvaguarda.domain.suggestions.pieces import Piece, fences_of, pieces_of

TEMPLATE = """\
Judge.

<<< criterion >>>
Question: {{ question }}
Levels:
{{levels}}
<<< end criterion >>>
<<< provision >>>
{{ provision }}
<<< end provision >>>
Answer with {braces} and }}."""


def test_words_and_inputs_come_in_order_with_their_fence() -> None:
    assert pieces_of(TEMPLATE) == (
        Piece("Judge.", None),
        Piece("Question: ", None, "criterion"),
        Piece(None, "question", "criterion"),
        Piece("\nLevels:\n", None, "criterion"),
        Piece(None, "levels", "criterion"),
        Piece(None, "provision", "provision"),
        Piece("Answer with {braces} and }}.", None),
    )


def test_fences_name_their_inputs() -> None:
    assert fences_of(TEMPLATE) == {"criterion": ("question", "levels"), "provision": ("provision",)}


def test_words_without_inputs_are_one_piece() -> None:
    assert pieces_of("<<< NAME CODE >>>\nwords") == (Piece("<<< NAME CODE >>>\nwords", None),)
    assert pieces_of("") == ()
