"""What plain pages share: pages for print, screen readers and browsers without scripts.

Everything a person wrote is escaped; there is no script and no style in a page (the style sheet is its own file).
"""

from collections.abc import Iterable
from html import escape

STYLE_SHEET = "/table.css"


def plain_page(title: str, body: Iterable[str]) -> str:
    """A whole page. title: as it is, it is escaped here. body: lines of HTML that were escaped already."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(title)}</title>",
            f'<link rel="stylesheet" href="{STYLE_SHEET}">',
            '<link rel="icon" href="/icon.svg">',
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def bdi(text: str, language: str = "") -> str:
    """Somebody's words: escaped, and kept from turning the direction of what stands around them."""
    tag = f' lang="{escape(language)}"' if language else ""
    return f"<bdi{tag}>{escape(text)}</bdi>"


def percent(share: float | None) -> str:
    """A share in per cent, rounded down as on screen: 74.9 % never looks like the 75 % it misses."""
    return "–" if share is None else f"{int(share * 100 + 1e-9)}%"
