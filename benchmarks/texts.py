"""Generated treaty texts: the same for the same size."""

BOILERPLATE = (
    "each State Party shall adopt such legislative and other measures as may be necessary to ensure that powers and "
    "procedures are subject to conditions and safeguards provided for under its domestic law which shall provide for "
    "the adequate protection of human rights and which shall incorporate the principle of proportionality"
)
WORDS = BOILERPLATE.split()


def sentence(seed: int, length: int) -> str:
    """`length` words that differ from seed to seed."""
    words = [WORDS[(seed * 7 + place * (1 + seed % 5)) % len(WORDS)] for place in range(length)]
    return " ".join(words).capitalize() + f" case {seed}."


def treaty_text(articles: int, paragraphs: int = 2, length: int = 30) -> str:
    """A treaty in Markdown: chapters of 50 articles, each with numbered paragraphs and two points."""
    lines = ["# Generated convention", ""]
    for number in range(1, articles + 1):
        if number % 50 == 1:
            lines += [f"## Chapter {number // 50 + 1}", "", "### Procedural measures", ""]
        lines += [f"### Article {number}", "", f"#### Measure {number}", ""]
        for paragraph in range(1, paragraphs + 1):
            seed = number * 100 + paragraph
            lines += [f"{paragraph}. {sentence(seed, length)[:-1]}:", ""]
            lines += [
                f"({letter}) {sentence(seed + place, length // 2)}\n" for place, letter in enumerate("ab")
            ]
    return "\n".join(lines)
