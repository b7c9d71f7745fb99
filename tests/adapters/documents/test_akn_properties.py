"""What must hold for every Akoma Ntoso file, however strange: no word is lost or told twice, no structure is refused."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from salvaguarda.adapters.documents.akn import read_akn
from salvaguarda.domain.reading.lines import Reading, TextVersion
from salvaguarda.domain.reading.segment import segment
from tests.adapters.documents.akn_files import akn

NAMES = [
    "article", "section", "paragraph", "subparagraph", "point", "level", "alinea", "list", "part", "chapter", "content", "intro",
    "wrapUp", "p", "blockList", "item", "num", "heading", "subheading", "crossHeading", "hcontainer name='schedule'",
    "hcontainer name='crossheading'", "hcontainer name='odd'", "quotedStructure startQuote='“' endQuote='”'", "authorialNote", "ins", "del",
    "table", "tr", "td", "b", "i", "ref", "longTitle", "preamble", "recital", "conclusions", "attachment", "doc name='annex'", "toc", "coverPage",
    "preface", "br", "definition", "crossheading", "mod", "blockContainer", "strange",
]  # fmt: skip
WORD = re.compile(r"w\d+x")


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Elements in each other as no schema allows, a word of its own at every place where text can stand."""
    pieces: list[str] = []
    opened: list[str] = []
    for index in range(draw(st.integers(1, 40))):
        if opened and draw(st.integers(0, 2)) == 0:
            pieces.append(f"</{opened.pop()}>")
        else:
            name = draw(st.sampled_from(NAMES))
            pieces.append(f"<{name}>")
            opened.append(name.split()[0])
        if draw(st.booleans()):
            pieces.append(f" w{index}x ")
    return "".join(pieces) + "".join(f"</{name}>" for name in reversed(opened))


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def held(reading: Reading) -> Counter[str]:
    return sum((words(line.seen) for line in reading.lines), Counter())


@settings(max_examples=150)
@given(bodies(), st.sampled_from(list(TextVersion)))
def test_every_word_is_in_exactly_one_line(body: str, version: TextVersion) -> None:
    content = akn(f"<body><p>first</p>{body}</body>")

    assert held(read_akn(content, "draft.xml", version)) == words(body)


@settings(max_examples=100)
@given(bodies())
def test_every_word_that_is_kept_is_in_exactly_one_provision(body: str) -> None:
    reading = read_akn(
        akn(f"<body><article><num>1</num><content><p>first</p></content></article>{body}</body>"), "draft.xml"
    )

    provisions = segment(reading.lines).provisions

    kept = Counter(word for line in reading.lines if not line.aside for word in WORD.findall(line.seen))
    told = "\n".join(f"{each.number}\n{each.heading}\n{each.text}\n{each.closing}" for each in provisions)
    assert words(told) == kept
    assert len({each.path for each in provisions}) == len(provisions)
