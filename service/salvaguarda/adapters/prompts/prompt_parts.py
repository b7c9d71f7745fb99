"""The words of a prompt file below its front matter: split by role first, then each part is checked line by line.

The system part holds no input at all; in the user part every input stands inside a fence, once. Nothing else of a
template language is taken, so that what a lawyer reads is what is sent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from salvaguarda.adapters.marked_yaml import Loc, Marked
from salvaguarda.adapters.yaml_mistakes import nearest
from salvaguarda.domain.errors import Problem
from salvaguarda.domain.suggestions.pieces import FENCE, INPUT
from salvaguarda.domain.suggestions.prompts import PromptPart

ROLES = ("system", "user")
SCHEMA = "{{ schema }}"
"""Where the JSON Schema of the answer is put in; the only thing that is put into a system part."""
_HEAD = re.compile(r"=== *(\S.*?) *===")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_FENCE_LIKE = re.compile(r"<<<|>>>")
_MODEL = re.compile(
    r"\b(gpt-?[345]\w*|chatgpt|claude|gemini|llama|mistral|mixtral|qwen|deepseek|o[134]-(mini|preview|pro))\b",
    re.IGNORECASE,
)


@dataclass
class Section:
    """A part as it stands in the file. line: of its head; its words begin on the next."""

    role: str
    line: int
    lines: list[str] = field(default_factory=list)

    def numbered(self) -> Iterator[tuple[int, str]]:
        """(line of the file, words)."""
        return enumerate(self.lines, self.line + 1)

    @property
    def words(self) -> str:
        """Without empty lines at both ends."""
        return "\n".join(self.lines).strip("\n")


def split(lines: Sequence[str], first: int, marked: Marked) -> list[Section]:
    """The sections. lines: below the front matter; first: the line of the file that the first of them is."""
    sections: list[Section] = []
    for number, line in enumerate(lines, first):
        head = _HEAD.fullmatch(line)
        if head is not None:
            sections.append(Section(head[1], number))
        elif sections:
            sections[-1].lines.append(line)
        elif line.strip():
            _refuse(marked, number, "Words stand before the first part.", "Put `=== system ===` above them.")
            break
    _check_roles(sections, first, marked)
    return sections


def _check_roles(sections: Sequence[Section], first: int, marked: Marked) -> None:
    for section in sections:
        if section.role not in ROLES:
            _refuse(marked, section.line, f"`{section.role}` is no role.", nearest(section.role, ROLES))
        elif not section.words:
            _refuse(marked, section.line, f"The {section.role} part is empty.", "Write it.")
    found = [section.role for section in sections if section.role in ROLES]
    if len(found) == len(sections) and tuple(found) != ROLES:
        line = sections[0].line if sections else first
        _refuse(
            marked,
            line,
            "A prompt has one system part and one user part, in this order.",
            "Write `=== system ===`, its words, `=== user ===`, its words.",
        )


def parts_of(sections: Sequence[Section], marked: Marked, schema: str) -> tuple[PromptPart, ...]:
    """The parts, checked; mistakes are added to `marked`. schema: the text of the schema's file."""
    for section in sections:
        _names_no_model(section, marked)
        if section.role == "system":
            _check_system(section, marked)
        if section.role == "user":
            _UserPart(section, marked).check()
    return tuple(PromptPart(each.role, _with_schema(each, schema)) for each in sections)


def _with_schema(section: Section, schema: str) -> str:
    return section.words.replace(SCHEMA, schema.strip()) if section.role == "system" else section.words


def _check_system(section: Section, marked: Marked) -> None:
    for number, line in section.numbered():
        names = INPUT.findall(line.replace(SCHEMA, ""))
        if names:
            what = f"`{names[0]}` stands in the system part: words of others could pass for ours there."
            _refuse(marked, number, what, "Move it into a fence of the user part.")
        elif _TEMPLATE.search(line.replace(SCHEMA, "")):
            _refuse(
                marked, number, "The system part holds template syntax.", f"Only `{SCHEMA}` is put into it."
            )
    if section.words.count(SCHEMA) != 1:
        what = "The system part must hold the schema of the answer once: some servers do not show it to the model."
        _refuse(marked, section.line, what, f"Write a line `{SCHEMA}` where it should stand.")


def _names_no_model(section: Section, marked: Marked) -> None:
    for number, line in section.numbered():
        found = _MODEL.search(line)
        if found:
            what = f"`{found[0]}` names a model. Which one is asked is the endpoint's business."
            _refuse(marked, number, what, "Write it so that it fits any model.")


class _UserPart:
    """The check of one user part."""

    def __init__(self, section: Section, marked: Marked) -> None:
        self.section = section
        self.marked = marked
        self.fence = ""  # that is open
        self.opened: dict[str, int] = {}
        self.used: dict[str, int] = {}

    def check(self) -> None:
        for number, line in self.section.numbered():
            mark = FENCE.fullmatch(line)
            if mark is None:
                self._words(number, line)
            elif mark[1]:
                self._close(number, mark[2])
            else:
                self._open(number, mark[2])
        if self.fence:
            self._refuse(
                self.opened[self.fence],
                f"The fence `{self.fence}` is not closed.",
                f"Write a line `<<< end {self.fence} >>>`.",
            )
        self._compare_with_declared()

    def _open(self, number: int, name: str) -> None:
        if self.fence:
            self._refuse(
                number,
                f"A fence opens inside the fence `{self.fence}`.",
                f"Close that one first: `<<< end {self.fence} >>>`.",
            )
        elif name == "end" or name in self.opened:
            self._refuse(number, f"A fence cannot be called `{name}` here.", "Give it another name.")
        self.fence = name
        self.opened.setdefault(name, number)

    def _close(self, number: int, name: str) -> None:
        if name != self.fence:
            self._refuse(
                number,
                f"The fence `{name}` is closed, but it is not open.",
                "Remove this line, or correct its name.",
            )
        self.fence = ""

    def _words(self, number: int, line: str) -> None:
        for name in INPUT.findall(line):
            self._use(number, name)
        if _TEMPLATE.search(INPUT.sub("", line)):
            self._refuse(number, "This is more than the name of an input.", "Write only `{{ name }}`.")
        if _FENCE_LIKE.search(line):
            self._refuse(
                number,
                "This looks like a fence and is none.",
                "Write `<<< name >>>` alone on its line, the name in small letters.",
            )

    def _use(self, number: int, name: str) -> None:
        if not self.fence:
            self._refuse(
                number,
                f"`{name}` stands outside a fence. Others wrote what comes there.",
                "Put it between `<<< name >>>` and `<<< end name >>>`.",
            )
        if name in self.used:
            self._refuse(
                number,
                f"`{name}` stands twice; first on line {self.used[name]}.",
                "Put each input in once: what is sent is paid for.",
            )
        self.used.setdefault(name, number)

    def _compare_with_declared(self) -> None:
        declared = self.marked.value.get("inputs") if isinstance(self.marked.value, dict) else None
        if not isinstance(declared, dict):
            return
        for name, number in self.used.items():
            if name not in declared:
                self._refuse(number, f"`{name}` is not declared.", "Add it to `inputs` in the front matter.")
        for name in declared:
            if name not in self.used:
                loc: Loc = ("inputs", name)
                self.marked.refuse(
                    loc, f"`{name}` is declared and not used.", "Use it in the user part, or remove it."
                )

    def _refuse(self, number: int, what: str, fix: str) -> None:
        _refuse(self.marked, number, what, fix)


def _refuse(marked: Marked, line: int, what: str, fix: str) -> None:
    marked.problems.append(Problem(f"{marked.name}:{line}", what, fix))
