"""What is sent: every input inside its fence, and nothing evaluated."""

from dataclasses import replace

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from salvaguarda.adapters.prompts.shelf import built_in_shelf
from salvaguarda.domain.errors import Invalid
from salvaguarda.domain.suggestions.pieces import INPUTS
from salvaguarda.domain.suggestions.prompts import PromptInput, PromptPart

SHELF = built_in_shelf()
PROMPT = SHELF.get("provision-score", "1.0.0")
VALUES = {name: f"the {name}" for name in INPUTS}


def sent(**values: str) -> str:
    """The user message."""
    return SHELF.render(PROMPT, {**VALUES, **values})[1].content


def test_system_message_is_the_system_part_as_it_stands() -> None:
    messages = SHELF.render(PROMPT, VALUES)
    assert [each.role for each in messages] == ["system", "user"]
    assert messages[0].content == PROMPT.parts[0].template


def test_every_input_stands_once_between_the_lines_of_its_fence() -> None:
    lines = sent().split("\n")
    opened = [line for line in lines if line.startswith("<<<")]
    assert [line.split()[1:-2] for line in opened] == [
        ["criterion"],
        ["end", "criterion"],
        ["provision"],
        ["end", "provision"],
    ]
    assert opened[0].split()[-2] == opened[1].split()[-2] != opened[2].split()[-2] == opened[3].split()[-2]
    for name in INPUTS:
        [line] = [number for number, each in enumerate(lines) if each.endswith(f"the {name}")]
        assert any(lines.index(opened[at]) < line < lines.index(opened[at + 1]) for at in (0, 2))


def test_what_comes_before_the_provision_is_the_same_for_every_provision() -> None:
    first, second = sent(provision="One."), sent(provision="Two.", label="Art. 2")
    upto = first.index("<<< provision")
    assert first[:upto] == second[:upto]


def test_the_same_words_are_sent_everywhere() -> None:
    assert sent() == sent()
    assert sent(provision="a") != sent(provision="b")


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% raw %}", "{{ provision }}", "{# x #}", "{{ ''.__class__ }}", "$x ${y}"]
)
def test_template_syntax_in_an_input_stays_words(text: str) -> None:
    for name in INPUTS:
        assert text in sent(**{name: text})


def test_words_arrive_as_they_are_but_for_what_nobody_sees() -> None:
    text = "a <b> & \"c\" 'd' \\n \t é\n\n  مادة 第一条 "
    assert text in sent(provision=text)
    assert "shall not" in sent(provision="shall\u200b n\U000e0041ot")


def test_an_input_that_is_missing_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        SHELF.render(PROMPT, {name: words for name, words in VALUES.items() if name != "context"})
    assert [each.where for each in caught.value.problems] == ["context"]


def test_an_input_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        SHELF.render(PROMPT, {**VALUES, "boundary": "x"})
    assert [each.where for each in caught.value.problems] == ["boundary"]


def test_an_input_that_a_prompt_does_not_declare_is_not_sent() -> None:
    lean = replace(
        PROMPT,
        inputs=(PromptInput("provision", "", untrusted=True),),
        parts=(PROMPT.parts[0], PromptPart("user", "<<< a >>>\n{{ provision }}\n<<< end a >>>")),
    )
    content = SHELF.render(lean, VALUES)[1].content
    assert "the provision" in content
    assert "the label" not in content


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ("{{ nothing }}", UndefinedError),
        ("{{ provision.__class__.__mro__ }}", SecurityError),
        ("{{ [].append(1) }}", SecurityError),
        ("{{ range(9) }}", UndefinedError),
    ],
)
def test_rendering_is_sandboxed_even_for_a_prompt_that_no_loader_saw(
    template: str, error: type[Exception]
) -> None:
    unseen = replace(PROMPT, parts=(PromptPart("user", template),))
    with pytest.raises(error):
        SHELF.render(unseen, VALUES)
