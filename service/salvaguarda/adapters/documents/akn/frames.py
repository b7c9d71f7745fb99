"""From elements to lines: which elements open something, which only wrap, which are set aside."""

import re
from dataclasses import dataclass

from lxml import etree

from salvaguarda.adapters.documents.akn.kinds import WRAPPERS, Part, holders, kind_of, name_of
from salvaguarda.adapters.documents.akn.opening import TITLED, Titles, declared, eid_of, is_note, split_number
from salvaguarda.adapters.documents.akn.output import Opening, Output, Region
from salvaguarda.adapters.documents.akn.parsing import attribute, local_name
from salvaguarda.adapters.documents.akn.says import language_of, two_letters
from salvaguarda.adapters.documents.akn.words import LEFT_OUT_REASON, QUOTES, Wording, one_spaced
from salvaguarda.domain.drafts import ProvisionKind
from salvaguarda.domain.reading import keywords
from salvaguarda.domain.reading.lines import Line

_INLINE = frozenset({
    "a", "abbr", "affecteddocument", "argument", "b", "change", "concept", "courttype", "date", "def", "del", "docauthority",
    "doccommittee", "docdate", "docintroducer", "docjurisdiction", "docketnumber", "docnumber", "docproponent", "docpurpose",
    "docstage", "docstatus", "doctitle", "doctype", "em", "embeddedtext", "entity", "event", "extracttext", "fillin", "i",
    "inline", "ins", "judge", "lawyer", "legislature", "location", "mmod", "mod", "mref", "neutralcitation", "num", "object",
    "omissis", "opinion", "organization", "outcome", "party", "person", "placeholder", "process", "quantity", "quotedtext", "ref",
    "relateddocument", "remark", "rmod", "role", "rref", "s", "session", "shorttitle", "signature", "span", "strike", "strong",
    "sub", "sup", "term", "time", "u", "vote", "recordedtime", "br", "eol", "eop", "img", "marker", "noteref",
})  # fmt: skip
_ASIDES = {"coverpage": "cover page", "preface": "title", "toc": "table of contents"}
_COVER_WORDS = ("{*}docTitle", "{*}docStage", "{*}longTitle")
_MEMORANDUM = re.compile(r"memorand|explanatory|statement|impact", re.IGNORECASE)
_STRUCK = re.compile(r"line-through")
_RECITAL_PLACES = frozenset({"preamble", "container", "recitals", "blockcontainer"})
_DOCUMENTS = frozenset({"act", "bill", "doc", "statement", "debaterecord", "amendment", "fragment"})


@dataclass(slots=True)
class Frame:
    """An element that is being read. own: it opened region.part; group: the cross-heading that its next children follow."""

    name: str
    region: Region
    own: bool = False
    group: Part | None = None
    bold: bool = False
    struck: bool = False
    in_row: bool = False
    end_quote: str = ""
    begun: int = 0  # lines there were before it

    @property
    def parent_part(self) -> Part | None:
        """The part that children belong to."""
        return self.group or self.region.part


class Frames:
    """Follows the walk over one file."""

    def __init__(self, root: etree._Element, wording: Wording, name: str) -> None:
        self._wording = wording
        self._holders = holders(root, QUOTES)
        self._output = Output(name)
        self._language = language_of(root)
        self._frames: list[Frame] = [Frame("", Region())]
        self._preamble: Part | None = None
        self._heading = ""  # of a group inside a unit: it stands above the next part
        self._has_text = any(
            local_name(each).lower() in _DOCUMENTS for each in root if isinstance(each.tag, str)
        )

    def finished(self) -> tuple[Line, ...]:
        """All lines, once the walk has ended."""
        self._output.note(self._heading, "heading")
        self._output.write_opening()
        self._output.end_line(self._frames[0].region)
        return tuple(self._output.lines)

    def words(self, text: str) -> None:
        """Text of the element at hand."""
        frame = self._frames[-1]
        self._output.add(one_spaced(text), bold=frame.bold, struck=frame.struck)

    def enter(self, element: etree._Element) -> bool:
        """Whether to read what is in an element."""
        above = self._frames[-1]
        name = name_of(element)
        if self._is_left_out(element, name, above) or self._is_sign(element, name, above):
            return False
        if name == "longtitle" and above.region.aside in {"", "title"} and not _names_a_document(element):
            return self._long_title(element)
        if name == "crossheading" and local_name(element) != "hcontainer":
            return self._cross_heading(element, above)
        if name == "heading" and self._is_heading_of_a_group(element, above):
            return False
        frame = Frame(name, self._region(element, name, above), in_row=above.in_row)
        self._look(frame, element, above)
        if name not in _INLINE:
            self._output.begin_block(above.region)
        self._open_part(frame, element, above)
        self._frames.append(frame)
        self._begin(frame, element, above)
        return True

    def leave(self, _element: etree._Element) -> None:
        """The element at hand ends."""
        frame = self._frames.pop()
        output = self._output
        if frame.name in QUOTED:
            output.end_line(frame.region)
            output.end_quote(frame.end_quote, frame.begun)
        elif frame.end_quote:
            output.add(frame.end_quote, bold=frame.bold)
        if frame.name == "num":
            output.add(" ")
            output.keep_together()
        elif frame.name == "inline":
            output.add(" " if frame.region.aside == "table of contents" else "")
        elif frame.name == "tr" and not self._frames[-1].in_row:
            output.end_line(frame.region)
            output.end_row(frame.region)
        elif frame.name not in _INLINE:
            output.end_line(frame.region)
        if frame.own:
            output.write_opening(frame.region.part)

    def _told(self, element: etree._Element) -> str:
        """The words of an element in one line; its notes follow the line at hand."""
        gathered = self._wording.gathered(element)
        for text, reason in gathered.asides:
            self._output.note(text, reason)
        return gathered.text

    def _is_left_out(self, element: etree._Element, name: str, above: Frame) -> bool:
        """Whether an element is no text here: described, printed already, a note, or of the other version."""
        if name == "meta" or (above.own and local_name(element) in TITLED):
            return True
        if is_note(element):
            self._output.note(self._told(element), "footnote")
            return True
        if name == self._wording.left_out:
            self._output.note(self._told(element), LEFT_OUT_REASON[name])
            return True
        return False

    def _is_sign(self, element: etree._Element, name: str, above: Frame) -> bool:
        """Whether an element stands for white space."""
        if name == "br":
            self._output.add(" " if above.in_row else "\n")
        elif name == "eol" and not attribute(element, "breakat"):
            self._output.add(" ")
        empty = not len(element) and not (element.text or "").strip()
        return empty and name in {"br", "eol"}

    def _long_title(self, element: etree._Element) -> bool:
        """The long title of a bill: words of its preamble, in one line."""
        region = Region(self._open_preamble(""))
        self._output.begin_block(region)
        self._output.add(self._told(element))
        self._output.end_line(region)
        return False

    def _open_preamble(self, eid: str) -> Part:
        if self._preamble is None:
            self._preamble = Part("preamble", ProvisionKind.PREAMBLE, 0)
            self._output.open(Opening(self._preamble, "", declared(self._preamble, eid)))
        return self._preamble

    def _cross_heading(self, element: etree._Element, above: Frame) -> bool:
        """A heading between siblings: those after it are below it; inside a unit it is the next part's heading."""
        text = self._told(element)
        if above.region.aside or above.region.quoted:
            self._output.begin_block(above.region)
            self._output.add(text)
            self._output.end_line(above.region)
        elif kind_of("crossheading", "", True, above.region.part, False) is None:
            self._heading = f"{self._heading} {text}".strip()
        else:
            part = Part("crossheading", ProvisionKind.TITLE, _depth_in(above.region.part), heading=text)
            self._output.end_line(above.region)
            self._output.open(Opening(part, "", declared(part, eid_of(element))))
            above.group = part
        return False

    def _is_heading_of_a_group(self, element: etree._Element, above: Frame) -> bool:
        """Whether this is the heading of an element that opens nothing: kept for the next part, or set aside."""
        if above.own or above.region.aside or above.region.quoted or above.in_row:
            return False
        if above.name == "crossheading":
            self._heading = f"{self._heading} {self._told(element)}".strip()
        elif above.name in WRAPPERS:
            self._output.note(self._told(element), "heading")
        return above.name == "crossheading" or above.name in WRAPPERS

    def _region(self, element: etree._Element, name: str, above: Frame) -> Region:
        region = above.region
        aside = _ASIDES.get(name, "") or region.aside or _aside_document(element, name)
        if not aside and attribute(element, "alternativeTo"):
            aside = self._other_language(element)
        return Region(above.parent_part, aside, region.quoted or name in QUOTED)

    def _other_language(self, element: etree._Element) -> str:
        """Why an alternative in another language than the file's is set aside; "" for any other alternative."""
        code = two_letters(attribute(element, "lang").lower())
        other = bool(code) and bool(self._language) and code.split("-")[0] != self._language.split("-")[0]
        return f"in another language ({code})" if other else ""

    def _look(self, frame: Frame, element: etree._Element, above: Frame) -> None:
        struck = frame.name in {"s", "strike"} or bool(_STRUCK.search(element.get("style", "")))
        frame.bold = above.bold or frame.name in {"b", "strong"}
        frame.struck = above.struck or struck
        frame.end_quote = attribute(element, "endQuote")

    def _open_part(self, frame: Frame, element: etree._Element, above: Frame) -> None:
        """Open what the element opens, if anything."""
        region = frame.region
        if region.aside or region.quoted or frame.in_row:
            return
        if frame.name == "preamble" and self._preamble is not None:
            frame.region = Region(self._preamble)
            return
        titles = Titles(element, self._wording)
        part = self._part(frame, element, above, titles)
        if part is None:
            return
        if part.kind is ProvisionKind.PREAMBLE:
            self._preamble = part
        self._output.open(Opening(part, titles.printed, declared(part, eid_of(element))))
        for text, reason in titles.asides:
            self._output.note(text, reason)
        frame.region, frame.own = Region(part), True

    def _part(self, frame: Frame, element: etree._Element, above: Frame, titles: Titles) -> Part | None:
        parent = above.parent_part
        if frame.name in {"attachment", "component"}:
            return self._attached(element, titles)
        named = bool(titles.printed or titles.heading)
        kind = kind_of(frame.name, titles.printed, named, parent, element in self._holders)
        if frame.name == "p" and _is_recital(element, above, self._wording):
            kind = ProvisionKind.RECITAL
        if kind is None:
            return None
        depth = 0 if kind is ProvisionKind.ANNEX else _depth_in(parent)
        heading, self._heading = f"{self._heading} {titles.heading}".strip(), ""
        return Part(frame.name, kind, depth, titles.printed, heading)

    def _attached(self, element: etree._Element, titles: Titles) -> Part | None:
        """A second document in the file: an annex, unless it is the first one."""
        held = next((each for each in element if local_name(each).lower() in _DOCUMENTS), None)
        if held is None and not titles.heading:
            return None
        if held is not None and _aside_document(held, local_name(held).lower()):
            return None
        if local_name(element).lower() == "component" and not self._has_text:
            self._has_text = True
            return None
        if not titles.printed and not titles.heading and held is not None:
            titles.heading = self._title_on_cover(held)
        if not titles.printed and split_number(titles.first_heading, ProvisionKind.ANNEX)[0] is not None:
            titles.printed, titles.heading = titles.first_heading, titles.other_headings
        return Part("attachment", ProvisionKind.ANNEX, 0, titles.printed, titles.heading)

    def _title_on_cover(self, held: etree._Element) -> str:
        found = next(held.iter("{*}docTitle"), None)
        return self._wording.plain(found) if found is not None else ""

    def _begin(self, frame: Frame, element: etree._Element, above: Frame) -> None:
        """What an element shows before its words."""
        output = self._output
        if frame.name == "tr" and not above.in_row and not frame.region.quoted:
            frame.in_row = True
            output.begin_row()
        elif frame.name in {"td", "th"} and frame.in_row:
            output.begin_cell()
        output.add(self._wording.stand_in(element), bold=frame.bold)
        frame.begun = len(output.lines)
        if mark := attribute(element, "startQuote"):
            output.add(mark, bold=frame.bold)
            if frame.name in QUOTED:
                output.keep_together()


QUOTED = frozenset(name.lower() for name in QUOTES)


def _depth_in(parent: Part | None) -> int:
    return parent.depth + 1 if parent is not None else 0


def _is_recital(element: etree._Element, above: Frame, wording: Wording) -> bool:
    part = above.region.part
    in_preamble = part is not None and part.kind is ProvisionKind.PREAMBLE and above.name in _RECITAL_PLACES
    return in_preamble and keywords.RECITAL.match(wording.plain(element).lstrip("[*“ ")) is not None


def _names_a_document(element: etree._Element) -> bool:
    """Whether a long title only names its document ("Proposal for a Regulation …"), as those of the EU do."""
    return next(element.iter("{*}docTitle", "{*}docType", "{*}docPurpose", "{*}docStage"), None) is not None


def _aside_document(element: etree._Element, name: str) -> str:
    """Why a whole document of the file is set aside: its back cover, a memorandum; "" for text of the draft."""
    if name == "conclusions":
        return "back cover" if next(element.iter(*_COVER_WORDS), None) is not None else ""
    if name in {"doc", "statement"} and _MEMORANDUM.search(attribute(element, "name")):
        return "explanatory memorandum"
    return ""
