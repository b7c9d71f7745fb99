"""What holds at one place of an RTF file; a group begins with what holds around it."""

from dataclasses import dataclass, field

_ON = {
    "b": "bold",
    "v": "hidden",
    "revised": "inserted",
    "deleted": "deleted",
    "strike": "struck",
    "striked": "struck",
}


@dataclass(slots=True)
class State:
    """Formatting of characters and paragraphs, and what the group is for.

    target: "text", "number" (of a list), "title", "fonts", "styles", "" for what is not read. aside: why words are no text
    of the draft. starred: the group may be left out if its word is unknown. fallback: characters to skip after one in Unicode.
    """

    target: str = "text"
    aside: str = ""
    starred: bool = False
    bold: bool = False
    struck: bool = False
    hidden: bool = False
    inserted: bool = False
    deleted: bool = False
    font: int = 0
    fallback: int = 1
    heading: int | None = None
    centred: bool = False
    level: int = 0
    in_list: bool = False
    in_table: bool = False
    opened: bool = False  # the group opened a paragraph of its own (a footnote)

    def toggle(self, word: str, number: int | None) -> bool:
        """Switch a formatting of characters; False for a word that is none."""
        if word not in _ON:
            return False
        setattr(self, _ON[word], number != 0)
        return True

    def plain(self) -> None:
        """Characters without formatting."""
        self.bold = self.struck = self.hidden = self.inserted = self.deleted = False

    def new_paragraph(self) -> None:
        """Paragraphs without formatting."""
        self.heading, self.centred, self.level = None, False, 0
        self.in_list = self.in_table = False


@dataclass(slots=True)
class Tables:
    """Fonts → code pages; styles → heading levels; the code page of all other text."""

    fonts: dict[int, str] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    page: str = "cp1252"
    font: int = 0  # the entry that is being read
    style: int = 0
    style_name: str = ""
