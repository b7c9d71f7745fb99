"""A treaty of our own, as Markdown (the truth) and as HTML pages that Chromium prints to PDF."""

from dataclasses import dataclass
from html import escape

SHY = "\u00ad"
LONG = {
    "implementation": "im|ple|men|ta|tion",
    "international": "in|ter|na|tio|nal",
    "proportionality": "pro|por|tio|na|li|ty",
    "confidentiality": "con|fi|den|tia|li|ty",
    "responsibilities": "re|spon|si|bi|li|ties",
    "communications": "com|mu|ni|ca|tions",
    "discrimination": "dis|cri|mi|na|tion",
    "authorization": "au|tho|ri|za|tion",
}


@dataclass(frozen=True)
class Article:
    """number, title, and lines: ("1.", words), ("(a)", words) or ("", words)."""

    number: int
    title: str
    lines: tuple[tuple[str, str], ...]


_SUBJECTS = (
    "Each State Party shall ensure that the implementation of this article respects proportionality and the confidentiality of communications",
    "The competent authorities shall refrain from any discrimination in the exercise of their responsibilities",
    "Measures under this chapter require the prior authorization of an independent court, which shall state its reasons in writing",
    "International cooperation shall be refused where the request would defeat the protection of human rights defenders",
    "Long-term capacity-building shall be offered to developing countries on mutually agreed terms and with due regard to their needs",
)
_POINTS = (
    "the persons concerned are informed without undue delay, unless an independent authority decides otherwise;",
    "the measure is necessary in a democratic society and limited in time to what the investigation strictly requires; and",
    "an effective remedy is available to everyone whose rights are affected, whatever their nationality or place of residence.",
)
TITLES = ("Scope of application", "Use of terms", "Safeguards", "Preservation of evidence", "Mutual assistance",
          "Protection of victims", "Oversight", "Remedies", "Settlement of disputes", "Entry into force")  # fmt: skip


def treaty(articles: int = 10) -> list[Article]:
    """Articles of different shapes, the same each time; their long words and sentences wrap over lines and pages."""
    return [
        Article(number, TITLES[(number - 1) % len(TITLES)], tuple(_lines(number)))
        for number in range(1, articles + 1)
    ]


def _lines(number: int) -> list[tuple[str, str]]:
    subject = [_SUBJECTS[(number + step) % len(_SUBJECTS)] for step in range(3)]
    if number % 4 == 3:
        return [
            ("", f"{subject[0]}, as provided for in article {number + 1}, paragraph 2, of this Convention.")
        ]
    return [
        ("1.", f"{subject[0]}."),
        ("2.", f"{subject[1]}, provided that:"),
        *((f"({letter})", words) for letter, words in zip("abc", _POINTS, strict=True)),
        ("3.", f"{subject[2]}. Nothing in this paragraph limits what is owed under other treaties."),
    ]


def as_markdown(articles: list[Article], title: str = "Draft convention on safeguards") -> str:
    """The truth that every PDF of these articles is measured by."""
    blocks = [f"# {title}"]
    for each in articles:
        blocks += [f"## Article {each.number}. {each.title}"]
        blocks += [f"{mark} {words}".strip() for mark, words in each.lines]
    return "\n\n".join(blocks) + "\n"


def broken(words: str) -> str:
    """Words as HTML that may be broken at the end of a line."""
    for word, parts in LONG.items():
        for form in (word, word.capitalize()):
            hyphened = parts.replace("|", SHY)
            words = words.replace(form, form[0] + hyphened[1:])
    return escape(words)


def body(articles: list[Article], title: str = "Draft convention on safeguards") -> str:
    """Headings in the middle, numbered paragraphs flush, points hanging."""
    parts = [f"<h1>{title}</h1>"]
    for each in articles:
        parts.append(f"<h2>Article {each.number}. {each.title}</h2>")
        for mark, words in each.lines:
            kind = "point" if mark.startswith("(") else "para"
            parts.append(f'<p class="{kind}">{mark} {broken(words)}</p>')
    return "".join(parts)


STYLE = """
@page { size: A4; margin: 25mm 28mm 28mm 28mm;
  @top-left { content: "A/CONF.999/L.1"; font-size: 8pt }
  @bottom-center { content: counter(page) " of " counter(pages); font-size: 8pt } }
body { font: 11pt "DejaVu Sans", sans-serif; text-align: justify; line-height: 1.25; margin: 0; hyphens: manual }
h1 { font-size: 16pt; text-align: center } h2 { font-size: 11pt; text-align: center; margin: 12pt 0 6pt }
p { margin: 0 0 6pt } .point { margin-left: 28pt; text-indent: -18pt }
"""


def page(inside: str, style: str = "", language: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Draft</title>'
        f"<style>{STYLE}{style}</style><body>{inside}</body></html>"
    )
