"""The draft of 4 December 2015 as PDF and as Markdown: the same provisions.

The Markdown was typed from an earlier version and brought up to date by hand; it holds the agreement only (pages 1–23),
and differs from the PDF in wording at many places. Each difference found was read; what is left out here, and why:
* it prints the facilitators' subtitles ("{Flexibility}") behind the number of the paragraph that follows, the PDF above it;
* REWORDED provisions say something else in the two sources;
* it numbers points (1), (2), … and options 1, 2, … where the PDF has (a), (b), … and I, II, …
"""

import re
from collections import Counter, defaultdict

import pypdfium2 as pdfium
from rapidfuzz.distance import Indel

from salvaguarda.domain.drafts import Provision, ProvisionKind
from tests.treaties import draft_of, path_of

MARKDOWN, PDF = "paris-agreement/2015-12-04.md", "paris-agreement/2015-12-04.pdf"
WORD = re.compile(r"[^\W_]+")
ALIKE = 0.8  # share of words in order: the sources differ by a word here and there
REWORDED = {
    "art_3ter__opt_5": "No Article 3ter / No Article 3 ter",
    "art_6__para_4__opt_1": "one passage in the Markdown, two in the PDF",
    "art_6__para_5": "the Markdown runs paragraph 6 into it",
    "art_25__para_2": "the Markdown keeps a clause on commitments that the PDF has dropped",
}


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def passages(provision: Provision) -> list[list[str]]:
    return [
        words(line)
        for text in (provision.heading, provision.text, provision.closing)
        for line in text.split("\n")
    ]


def home(provision: Provision) -> str:
    return provision.path.split("__")[0]


def numbered(provision: Provision) -> str:
    return f"{provision.number.replace(' ', '')} {provision.heading}".lower().replace(
        "accesssion", "accession"
    )


def test_both_sources_have_the_same_articles_with_the_same_titles() -> None:
    first, second = (
        [
            numbered(each)
            for each in draft_of(name).segmentation.provisions
            if each.kind is ProvisionKind.ARTICLE
        ]
        for name in (MARKDOWN, PDF)
    )

    assert len(first) == 30
    assert first == second


def test_each_provision_of_the_markdown_stands_in_the_same_article_of_the_pdf_as_a_passage_of_its_own() -> (
    None
):
    there: defaultdict[str, list[list[str]]] = defaultdict(list)
    for each in draft_of(PDF).segmentation.provisions:
        there[home(each)] += passages(each)
    missing, total = [], 0
    for each in draft_of(MARKDOWN).segmentation.provisions:
        own = max(passages(each)[1:] if each.text else passages(each), key=len)
        if not own or each.path in REWORDED:
            continue
        total += 1
        if not any(Indel.normalized_similarity(own, other) >= ALIKE for other in there[home(each)]):
            missing.append(each.path)

    assert total >= 340
    assert len(missing) <= 0.01 * total, missing


def test_numbers_of_paragraphs_are_those_of_the_markdown() -> None:
    there: defaultdict[str, set[str]] = defaultdict(set)
    for each in draft_of(PDF).segmentation.provisions:
        if each.kind is ProvisionKind.PARAGRAPH:
            there[home(each)].add(each.number.replace(" ", ""))
    numbers = [
        (home(each), each.number.replace(" ", ""))
        for each in draft_of(MARKDOWN).segmentation.provisions
        if each.kind is ProvisionKind.PARAGRAPH and each.number
    ]
    missing = [(article, number) for article, number in numbers if number not in there[article]]

    assert len(numbers) >= 120
    assert len(missing) <= 0.01 * len(numbers), missing


def test_what_decorates_the_pages_is_set_aside_and_notes_too() -> None:
    reading = draft_of(PDF).reading
    reasons = [(line.aside, line.text) for line in reading.lines if line.aside]

    assert [text for reason, text in reasons if reason == "page header"] == [
        "ADP 2-12 – Draft agreement and draft decision"
    ]
    assert [text for reason, text in reasons if reason == "page number"] == [
        f"{page} of 46" for page in range(1, 47)
    ]
    assert ("footnote", "2 Overlaps with option b.") in reasons
    assert not [
        line.text for line in reading.lines if not line.aside and re.search(r"\d+ of 46|ADP 2-12", line.text)
    ]


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalpha())


def test_every_letter_of_the_pages_is_kept() -> None:
    document = pdfium.PdfDocument(path_of(PDF))
    printed: Counter[str] = Counter()
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        printed += letters(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    read = letters("".join(line.text for line in draft_of(PDF).reading.lines))
    for _ in range(44):  # the head of 45 pages is kept once
        read += letters("ADP 2-12 – Draft agreement and draft decision")

    assert read == printed


def test_no_sign_of_the_format_is_left() -> None:
    text = " ".join(line.text for line in draft_of(PDF).reading.lines)

    assert "above pre-industrial levels by ensuring" in text
    assert not re.search("[\x00-\x08\ufffe\u00ad]", text)
