"""Characters a text may hold: control characters out, every kind of space one space, nothing else touched."""

import re

# XML-illegal and other control characters; they break writers of DOCX and XLSX later (legal-texts.md, 28).
_C0 = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ufeff\ud800-\udfff"
_CONTROLS_BUT_C1 = re.compile(f"[{_C0}]")
_CONTROLS = re.compile(f"[{_C0}\x80-\x84\x86-\x9f]")
_TOUCHED = re.compile(f"[{_C0}\x80-\x9f\r\u2028\u2029]")  # most texts hold none
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def without_controls(text: str, keep_c1: bool = False) -> str:
    """The text with line ends as "\\n" and without control characters.

    keep_c1: leave U+0080 to U+009F, which pages use for characters of Windows-1252.
    """
    if _TOUCHED.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if keep_c1:
        return _CONTROLS_BUT_C1.sub("", text)
    return _CONTROLS.sub("", text.replace("\x85", "\n"))


def squeezed(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()
