"""What the description of a file (meta, FRBR) and its cover say: language and title."""

from lxml import etree

from salvaguarda.adapters.documents.akn.parsing import attribute
from salvaguarda.adapters.documents.akn.words import Wording

# ISO 639-2 (both variants) → BCP 47; other codes stay as they are.
_TWO_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh",
    "deu": "de", "ger": "de", "ita": "it", "nld": "nl", "dut": "nl", "pol": "pl", "swe": "sv", "fin": "fi", "dan": "da",
    "ell": "el", "gre": "el", "ron": "ro", "rum": "ro", "hun": "hu", "ces": "cs", "cze": "cs", "bul": "bg", "hrv": "hr",
    "slk": "sk", "slo": "sk", "slv": "sl", "est": "et", "lav": "lv", "lit": "lt", "mlt": "mt", "gle": "ga", "swa": "sw",
    "afr": "af", "zul": "zu", "xho": "xh", "cym": "cy", "wel": "cy", "hin": "hi", "tur": "tr", "ukr": "uk", "jpn": "ja", "kor": "ko",
}  # fmt: skip
_TITLES = ("docTitle", "shortTitle")
_ALIASES = {"title", "shortTitle", "short", "short-title"}


def language_of(root: etree._Element) -> str:
    """The language of the first document in the file, as BCP 47; "" when it says none."""
    found = next(root.iter("{*}FRBRlanguage"), None)
    code = attribute(found, "language").lower() if found is not None else ""
    return two_letters(code or attribute(root, "lang").lower())


def two_letters(code: str) -> str:
    """A language code as BCP 47 writes it; "" for one that names no language."""
    return _TWO_LETTERS.get(code, code) if code not in {"und", "mul", "zxx"} else ""


def title_of(root: etree._Element, wording: Wording) -> str:
    """The title on the cover, else the one its description names; "" when there is none."""
    for name in _TITLES:
        for element in root.iter("{*}" + name):
            if title := wording.plain(element):
                return title
    for element in root.iter("{*}FRBRtitle", "{*}FRBRalias"):
        named = str(element.tag).endswith("FRBRtitle") or attribute(element, "name") in _ALIASES
        if named and (title := wording.said(attribute(element, "value"))):
            return title
    long_title = next(root.iter("{*}longTitle"), None)
    return wording.plain(long_title) if long_title is not None else ""
