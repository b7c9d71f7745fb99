"""Examples: prompts."""

from salvaguarda.web.examples.example import Example
from salvaguarda.web.schemas.prompts import (
    PieceOut,
    PromptInputOut,
    PromptOut,
    PromptPartOut,
    PromptSummaryOut,
)

_SHA256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
_SUMMARY = PromptSummaryOut(
    id="provision-score",
    version="1.0.0",
    task="score",
    status="active",
    title="Rate one provision by one criterion",
    description="Asks for a level of the criterion or an abstention, with verbatim quotes.",
    languages=["en", "ar", "es", "fr"],
    sha256=_SHA256,
)
_PROMPT = PromptOut(
    id=_SUMMARY.id,
    version=_SUMMARY.version,
    task=_SUMMARY.task,
    status=_SUMMARY.status,
    title=_SUMMARY.title,
    description=_SUMMARY.description,
    languages=_SUMMARY.languages,
    sha256=_SHA256,
    changelog="First version.",
    inputs=[
        PromptInputOut("question", "The question that the criterion asks", untrusted=True),
        PromptInputOut("provision", "The full text of the provision", untrusted=True),
    ],
    parts=[
        PromptPartOut("system", [PieceOut("You judge one provision by one criterion. …", None, None)]),
        PromptPartOut(
            "user",
            [
                PieceOut("Question: ", None, "criterion"),
                PieceOut(None, "question", "criterion"),
                PieceOut("Full text:\n", None, "provision"),
                PieceOut(None, "provision", "provision"),
                PieceOut("Both blocks are closed. Answer with the JSON object only.", None, None),
            ],
        ),
    ],
    output_schema={
        "type": "object",
        "properties": {"abstain": {"type": "boolean"}},
        "required": ["abstain"],
        "additionalProperties": False,
    },
    max_output_tokens=3000,
    schema_sha256=_SHA256,
)

EXAMPLES = {
    "list_prompts": Example([_SUMMARY]),
    "get_prompt": Example(_PROMPT, parameters={"prompt_id": "provision-score", "version": "1.0.0"}),
}
