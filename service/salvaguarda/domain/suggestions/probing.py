"""What an endpoint is asked when it is tested, and what its answers mean. Never a word of a draft."""

import json
from dataclasses import dataclass

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality, OutputMode, TokenParameter
from salvaguarda.domain.suggestions.failures import ErrorBody
from salvaguarda.domain.suggestions.prompts import Message, Prompt, PromptStatus, PromptTask
from salvaguarda.domain.suggestions.replies import FailureKind, Reply

LADDER = (OutputMode.STRICT_SCHEMA, OutputMode.SCHEMA, OutputMode.OBJECT, OutputMode.PROMPTED)
"""Forms of an answer, strongest first; the first that works is taken."""

RECORDED_MODE = OutputMode.STRICT_SCHEMA
"""Of recorded answers, which keep to the schema because we wrote them."""

SHORT = 32
"""Tokens of the answer that is to be cut off."""

FORM_NAMES = {
    OutputMode.STRICT_SCHEMA: "strict schema",
    OutputMode.SCHEMA: "schema",
    OutputMode.OBJECT: "any JSON, with the schema in words",
    OutputMode.PROMPTED: "the schema in words only",
}
_SCHEMA = {
    "type": "object",
    "properties": {
        "reason": {"type": "string"},
        "names_a_time": {"type": "string", "enum": ["yes", "no", "unclear"]},
    },
    "required": ["reason", "names_a_time"],
    "additionalProperties": False,
}
_SAID = 200  # characters of what a server says that are shown to the owner


def _prompt(max_output_tokens: int) -> Prompt:
    return Prompt(
        id="endpoint-test",
        version="1.0.0",
        task=PromptTask.SCORE,
        status=PromptStatus.ACTIVE,
        title="Test of an endpoint",
        description="",
        languages=("en",),
        changelog="",
        inputs=(),
        parts=(),
        output_schema=_SCHEMA,
        max_output_tokens=max_output_tokens,
        sha256="",
        schema_sha256="",
        source="",
    )


QUESTION = _prompt(2000)  # models that think first need room
CUT_OFF = _prompt(SHORT)
_RULES = "You answer questions about single sentences. Answer as JSON."
_IN_WORDS = f"{_RULES} Answer with one JSON object that fits this JSON Schema, and with nothing else:\n{json.dumps(_SCHEMA)}"
_SENTENCE = "Does this sentence name a time of day? The ferry to the island leaves at noon."
LONG_MESSAGES = (Message("user", "Write the numbers from one to two hundred in words."),)


def messages_for(mode: OutputMode) -> tuple[Message, ...]:
    """What is asked. The schema is only told where the server is not given it: so an answer that keeps to it shows that
    the server does hold the model to it."""
    told = mode in {OutputMode.OBJECT, OutputMode.PROMPTED}
    return Message("system", _IN_WORDS if told else _RULES), Message("user", _SENTENCE)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether something works, and one or two sentences on it."""

    works: bool
    reason: str


def other_parameter(parameter: TokenParameter) -> TokenParameter:
    """The other name of the limit of an answer."""
    if parameter is TokenParameter.MAX_TOKENS:
        return TokenParameter.MAX_COMPLETION_TOKENS
    return TokenParameter.MAX_TOKENS


def judge_place(settings: EndpointSettings) -> Finding:
    """What the address means for the words that are sent. It is one that is allowed."""
    if settings.locality is Locality.LOCAL:
        return Finding(
            True, f"{settings.host} counts as local: other places are never reached through this endpoint."
        )
    return Finding(True, f"Words are sent to {settings.host}, encrypted, and to no other server.")


def judge_connection(settings: EndpointSettings, reply: Reply) -> Finding:
    """Whether the server answers a plain question at all."""
    if reply.failure is not None:
        passing = reply.failure.kind in {FailureKind.TRANSIENT, FailureKind.RATE_LIMITED}
        again = " If nothing is wrong there, test again in a while." if passing else ""
        return Finding(False, f"{reply.failure.reason}{said_by(reply)}{again}")
    proven = ", and proves who it is" if settings.base_url.startswith("https:") else ""
    return Finding(True, f"The server answered after {reply.seconds:.1f} seconds{proven}.")


def judge_form(mode: OutputMode, reply: Reply) -> Finding:
    """Whether an answer in this form came, and keeps to the schema."""
    name = FORM_NAMES[mode]
    if reply.failure is not None:
        return Finding(False, f"Not with {name}: {reply.failure.reason}{said_by(reply)}")
    if reply.refusal is not None:
        return Finding(False, f"With {name} the model refuses a harmless question.")
    if reply.finish_reason == "length":
        return Finding(
            False, f"With {name} the answer was cut off after {QUESTION.max_output_tokens} tokens."
        )
    if not fits(reply.text or ""):
        return Finding(False, f"The server takes {name}, but the answer does not keep to it.")
    return Finding(
        True, f"With {name} the answer keeps to what was asked for. This form is used from now on."
    )


def fits(text: str) -> bool:
    """Whether a text is JSON that keeps to the schema of the test; one code fence around it is fine, as in real answers."""
    try:
        found = json.loads(without_fence(text))
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or found.keys() != {"reason", "names_a_time"}:
        return False
    return isinstance(found["reason"], str) and found["names_a_time"] in ("yes", "no", "unclear")


def without_fence(text: str) -> str:
    """A text without the one code fence that may stand around it.

    >>> without_fence('```json\\n{"a": 1}\\n```')
    '{"a": 1}'
    """
    lines = text.strip().splitlines()
    if len(lines) >= 2 and lines[0].strip() in {"```", "```json"} and lines[-1].strip() == "```":
        return "\n".join(lines[1:-1])
    return text


def keeps_limit(reply: Reply) -> bool | None:
    """Whether an answer that had to be cut off was; None when it cannot be told. One that takes longer than anybody waits
    was not: some servers write on and on."""
    if reply.failure is not None:
        refused = reply.failure.kind is FailureKind.MISCONFIGURED
        return False if refused or reply.failure.code == "timeout" else None
    if reply.finish_reason == "length":
        return True
    if reply.usage is not None:
        return False if reply.usage.output > SHORT else None
    return False if len(reply.text or "") > SHORT * 12 else None


def judge_limit(parameter: TokenParameter, keeps: bool | None, other_keeps: bool | None) -> Finding:
    """What is known of the limit of an answer. other_keeps: of the other name; None when it was not tried or cannot be told."""
    if keeps:
        return Finding(True, f"The server keeps to {parameter}.")
    if keeps is None:
        return Finding(
            True,
            f"The server takes {parameter}. Whether it keeps to it could not be seen: the answer was too short, or none came.",
        )
    if other_keeps:
        return Finding(
            False,
            f"The server takes no notice of {parameter}, but it keeps to {other_parameter(parameter)}: choose that, save, and "
            "test again.",
        )
    return Finding(
        False,
        f"The server takes no notice of {parameter}: answers may be longer and dearer than a budget expects. Set a limit at "
        "the server.",
    )


def judge_temperature(settings: EndpointSettings, reply: Reply | None) -> Finding:
    """What is known of the temperature. reply: of a question with temperature 0 where none is set; None when one is set,
    which the other questions tried already."""
    if reply is None:
        return Finding(True, f"The server takes the temperature {settings.temperature:g}.")
    if reply.failure is None:
        return Finding(
            True, "None is set. The server takes one: 0 makes answers steadier, if you want to set it."
        )
    if reply.failure.kind is FailureKind.MISCONFIGURED:
        return Finding(True, "None is set, and the server takes none: leave it empty.")
    return Finding(True, "None is set. Whether the server takes one could not be seen.")


def judge_counting(settings: EndpointSettings, reply: Reply) -> Finding:
    """Whether the server counts tokens."""
    if reply.usage is not None:
        priced = "" if settings.prices else " Set prices to see costs too."
        return Finding(
            True,
            f"The server counts tokens ({reply.usage.input} in and {reply.usage.output} out for this test).{priced}",
        )
    return Finding(
        False,
        "The server does not count tokens: spending is estimated, high rather than low, and marked as an estimate.",
    )


def judge_model(settings: EndpointSettings, reply: Reply) -> Finding:
    """Whether the model that answered is the one that was asked."""
    if not reply.model:
        return Finding(
            True, f"The server does not say which model answered; suggestions are signed {settings.model}."
        )
    if reply.model == settings.model:
        return Finding(True, f"{reply.model} answered.")
    return Finding(
        True, f"{reply.model} answered when {settings.model} was asked; suggestions are signed with both."
    )


def said_by(reply: Reply) -> str:
    """The server's own words about a fault, for the owner: only in a test, where no draft can be quoted."""
    if not reply.raw:
        return ""
    try:
        words = ErrorBody(json.loads(reply.raw)).message
    except (ValueError, RecursionError):
        return ""
    shown = "".join(each if each.isprintable() else " " for each in words[:_SAID]).strip()
    return f" The server says: “{shown}”" if shown else ""
