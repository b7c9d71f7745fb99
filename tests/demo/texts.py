"""The demo's drafts, read and cut once for all tests."""

from dataclasses import replace
from functools import cache

from salvaguarda.adapters.documents.markdown import read_markdown
from salvaguarda.adapters.files.demo_files import demo_folder, read_demo
from salvaguarda.application.demo import Demo
from salvaguarda.domain.drafts import Provision, ProvisionKind, Segmentation
from salvaguarda.domain.reading.roles import guess_roles
from salvaguarda.domain.reading.segment import segment

DRAFTS = (1, 2, 3)


@cache
def demo() -> Demo:
    return read_demo()


@cache
def markdown_of(draft: int) -> str:
    return (demo_folder() / f"model-convention-{draft}.md").read_text(encoding="utf-8")


@cache
def segmentation_of(draft: int) -> Segmentation:
    return segment(read_markdown(markdown_of(draft)).lines)


@cache
def provisions_of(draft: int) -> tuple[Provision, ...]:
    """With the roles as the demo corrects them."""
    corrected = demo().drafts[draft - 1].roles
    return tuple(
        replace(each, role=corrected.get(each.path, each.role))
        for each in guess_roles(segmentation_of(draft).provisions)
    )


def articles_of(draft: int) -> tuple[Provision, ...]:
    return tuple(each for each in provisions_of(draft) if each.kind is ProvisionKind.ARTICLE)
