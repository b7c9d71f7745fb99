"""The looks of the workbook: one palette, readable in grey too, every text cell safe from formulas."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

# Nothing is guessed from how a text looks: no formula, no link, no number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

# Fill and ink of each glyph; as in the front end's light theme (frontend/src/style/tokens.css).
PALETTE = {
    "met": ("#D5E7F0", "#123A50"),
    "partly": ("#EEB55A", "#2C1C00"),
    "not_met": ("#94330F", "#FFFFFF"),
    "silent": ("#5D5A6B", "#FFFFFF"),
    "not_applicable": ("#F2F0EA", "#55524B"),
    "unscored": ("#FFFFFF", "#6C685F"),
    "conflict": ("#FFFFFF", "#7B1FA2"),
    "hidden": ("#FFFFFF", "#6C685F"),
    "waiting": ("#FFFFFF", "#6C685F"),
    "out_of_scope": ("#FFFFFF", "#FFFFFF"),
}
DELETED, INSERTED = "#A61B1B", "#0B4F9E"
_BORDER = {"border": 1, "border_color": "#C8C8C8"}


class Formats:
    """The formats of one workbook, each made once.

    Text formats carry the quote prefix: Excel keeps such a cell a text even when somebody edits it.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.title = self._text(bold=True, font_size=14)
        self.plain = self._text()
        self.wrapped = self._text(text_wrap=True, valign="top")
        self.top = self._text(valign="top")
        self.strong = self._text(bold=True, valign="top")
        self.group = self._text(bold=True, bg_color="#E8E8E8", valign="top")
        self.head = self._text(bold=True, text_wrap=True, valign="bottom", bg_color="#E8E8E8", **_BORDER)
        self.red_head = self._text(
            bold=True, text_wrap=True, valign="bottom", bg_color="#E8E8E8", font_color="#94330F", **_BORDER
        )
        self.division = self._text(italic=True, font_color="#4A4A4A", valign="top")
        self.number = book.add_format({"valign": "top", "align": "right"})
        self.share = book.add_format({"valign": "top", "align": "right", "num_format": "0%"})
        self.ratio = book.add_format({"valign": "top", "align": "right", "num_format": "0.00"})
        # Runs of a redline inside a cell, and cells that hold one run only.
        self.kept = book.add_format()
        self.deleted = book.add_format({"font_color": DELETED, "font_strikeout": True})
        self.inserted = book.add_format({"font_color": INSERTED, "underline": 1})
        self.deleted_cell = self._text(text_wrap=True, valign="top", font_color=DELETED, font_strikeout=True)
        self.inserted_cell = self._text(text_wrap=True, valign="top", font_color=INSERTED, underline=1)
        self.total = book.add_format({"bold": True, "align": "right", "top": 2})
        self.total_share = book.add_format({"bold": True, "align": "right", "top": 2, "num_format": "0%"})
        self.total_label = self._text(bold=True, top=2)
        self.cells = {name: self._cell(name) for name in PALETTE}
        self.red_cells = {name: self._cell(name, border=5, border_color="#94330F") for name in PALETTE}
        self.carried_cells = {name: self._cell(name, italic=True, underline=1) for name in PALETTE}

    def _text(self, **properties: Any) -> Format:
        return self._book.add_format({"quote_prefix": True, **properties})

    def _cell(self, name: str, **properties: Any) -> Format:
        fill, ink = PALETTE[name]
        look = {"align": "center", "bg_color": fill, "font_color": ink, **_BORDER, **properties}
        return self._text(**look)
