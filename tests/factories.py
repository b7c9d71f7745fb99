"""Plain values for tests, with as little said as the test needs."""

from salvaguarda.domain.drafts import Provision, ProvisionKind


def provision(path: str, text: str = "", *, kind: str = "paragraph", **fields: object) -> Provision:
    """A provision; depth and parent follow from the path, its number is what stands after the last underscore."""
    above, _, own = path.rpartition("__")
    values: dict[str, object] = {
        "label": path,
        "number": own.partition("_")[2],
        "depth": path.count("__"),
        "parent": above or None,
    }
    return Provision(path=path, kind=ProvisionKind(kind), text=text, **(values | fields))  # type: ignore[arg-type]


def article(
    number: str, *paragraphs: str, heading: str = "", within: str = "", text: str = ""
) -> list[Provision]:
    """An article with its numbered paragraphs; within: path of the chapter it stands in."""
    path = f"{within}__art_{number}" if within else f"art_{number}"
    parts = [
        provision(f"{path}__para_{place}", words, label=f"Art. {number}({place})")
        for place, words in enumerate(paragraphs, start=1)
    ]
    return [provision(path, text, kind="article", heading=heading, label=f"Art. {number}"), *parts]


def chapter(number: str, heading: str = "") -> Provision:
    """A chapter; its articles follow it, made with within="chp_<number>"."""
    return provision(f"chp_{number}", kind="chapter", heading=heading, label=f"Chapter {number}")
