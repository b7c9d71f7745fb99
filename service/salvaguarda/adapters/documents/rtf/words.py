"""What control words of RTF mean: signs, code pages, and groups that hold no words of the text."""

SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "~": "\u00a0", "_": "\u2011", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n",
    "lbr": "\n", "{": "{", "}": "}", "\\": "\\", "page": " ", "column": " ", "softline": " ",
}  # fmt: skip
PARAGRAPH_ENDS = frozenset({"par", "sect", "nestcell", "\n", "\r"})
# Groups with words of another kind: why these are no text of the draft.
ASIDES = {
    "header": "page header", "headerl": "page header", "headerr": "page header", "headerf": "page header",
    "footer": "page footer", "footerl": "page footer", "footerr": "page footer", "footerf": "page footer",
    "footnote": "footnote", "annotation": "comment",
}  # fmt: skip
NUMBERS = frozenset({"listtext", "pntext"})
UNREAD = frozenset({
    "colortbl", "pict", "objdata", "themedata", "colorschememapping", "datastore", "listtable", "listoverridetable", "rsidtbl",
    "generator", "filetbl", "revtbl", "xmlnstbl", "latentstyles", "fldinst", "xe", "tc", "datafield", "nonshppict",
    "pntxtb", "pntxta", "private", "userprops", "sp", "atnid", "atnauthor", "atntime", "atndate", "bkmkstart", "bkmkend", "template", "info", "passwordhash",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pgdsctbl", "mmathPr", "wgrffmtfilter", "nextfile", "shpinst", "objclass", "objname",
})  # fmt: skip
# Ignorable groups (\*\…) that are read all the same.
STARRED = frozenset({"shpinst", "pntext", "annotation", "fldinst", "listtext", "footnote"})
_CODE_PAGES = {
    0: "cp1252", 1: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_KNOWN = frozenset(_CODE_PAGES.values()) | {"cp850", "cp852", "cp866", "cp437", "cp936", "cp1251", "cp10000"}


def code_page_of_charset(number: int) -> str:
    """The code page of a font's character set; "" when that says nothing of it."""
    return _CODE_PAGES.get(number, "") if number > 1 else ""


def code_page(number: int) -> str:
    """The Python codec of an \\ansicpg; Windows-1252 for one that is unknown."""
    name = {936: "gbk", 10000: "mac_roman", 65001: "utf-8"}.get(number, f"cp{number}")
    return name if name in _KNOWN or name == "utf-8" else "cp1252"
