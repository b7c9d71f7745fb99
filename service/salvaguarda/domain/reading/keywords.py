"""The words that open a heading, in the languages that treaties are drafted in. Plain data: add a word, nothing else."""

import re

from salvaguarda.domain.drafts import ProvisionKind

ARTICLE = ("article", "art.", "artículo", "articulo", "artigo", "artikel", "articolo", "статья", "المادة")
DIVISIONS: dict[str, ProvisionKind] = {
    **dict.fromkeys(("part", "partie", "parte", "deel", "teil", "часть"), ProvisionKind.PART),
    **dict.fromkeys(("title", "titre", "título", "titel", "titolo"), ProvisionKind.TITLE),
    **dict.fromkeys(
        ("chapter", "chapitre", "capítulo", "hoofdstuk", "kapitel", "глава"), ProvisionKind.CHAPTER
    ),
    **dict.fromkeys(
        ("section", "sección", "seção", "afdeling", "abschnitt", "раздел"), ProvisionKind.SECTION
    ),
    **dict.fromkeys(("subsection", "sub-section", "subchapter"), ProvisionKind.SUBSECTION),
    **dict.fromkeys(
        ("annex", "annexe", "appendix", "schedule", "anexo", "bijlage", "anhang"), ProvisionKind.ANNEX
    ),
}
PREAMBLE = ("preamble", "préambule", "preámbulo", "preâmbulo", "preambule", "präambel", "преамбула")
ENACTED = re.compile(
    r"\[?(?:have agreed|have adopted this|hereby agree|agree upon|agree as follows|agreed as follows|sont convenu|han convenido|"
    r"zijn het volgende overeengekomen|komen overeen|zijn overeengekomen|acordaram|sind wie folgt)",
    re.IGNORECASE,
)
PARTIES = re.compile(
    r"\[*the\s+(?:high\s+contracting\s+|contracting\s+|states?\s+|member\s+|heads?\s+of\s+|governments?\b|general\s+"
    r"assembly|parties\b|european\s+parliament|plenipotentiar|undersigned|peoples?\b|conference\s+of)",
    re.IGNORECASE,
)
TESTIMONY = re.compile(
    r"(?:in\s+(?:witness|faith)\s+whereof|en\s+foi\s+de\s+quoi|en\s+fe\s+de\s+lo\s+cual|ten\s+blijke\s+waarvan|"
    r"em\s+fé\s+do\s+que|zu\s+urkund\s+dessen)\b",
    re.IGNORECASE,
)
DONE = re.compile(r"(?:DONE|Done|FAIT|Fait|GEDAAN|Gedaan|HECHO|Hecho|FEITO|Feito)\s+(?:at|in|à|en|te|em)\b,?")
# What follows "Article 3" in a sentence that only mentions it.
MENTION = re.compile(
    r"(?:[,;)]|paragraphs?\b|paras?\b|subparagraph|of\b|and\b|or\b|to\b|shall\b|is\b|are\b|applies\b|and/or\b|above\b|"
    r"below\b|bis\b|which\b|for\b|as\b|in\b|by\b|on\b|may\b|\(\w{1,4}\)|\d)"
)
# Words that open a paragraph of a preamble. Matched with a capital, after a comma or semicolon in running text.
RECITAL = re.compile(
    r"(?:(?:Also|Further|Furthermore|Deeply|Gravely|Fully|Firmly|Strongly|Again|Being|Having)\s+[a-z]+(?:ing|ed|ful|nt|sed)"
    r"|Being|Acknowledging|Acting|Affirming|Agreeing|Alarmed|Anxious|Aware|Bearing|Believing|Calling|Cognizant|Commending"
    r"|Committed|Concerned|Condemning|Confident|Conscious|Considering|Convinced|Declaring|Deeming|Deploring|Desiring"
    r"|Desirous|Determined|Emphasi[sz]ing|Encouraged|Encouraging|Endorsing|Expressing|Guided|Having|Highlighting"
    r"|Inspired|Intending|In\s+pursuit|In\s+furtherance|In\s+order|Keeping|Mindful|Noting|Observing|Persuaded|Pursuant"
    r"|Pursuing|Reaffirming|Reali[sz]ing|Recalling|Recogni[sz]ing|Reiterating|Resolved|Seeking|Sharing|Stressing"
    r"|Striving|Taking|Underlining|Understanding|Undertaking|Urging|Welcoming|Willing|Wishing"
    r"|(?:Have|Hereby)\s+agree\w*|Agree\s+upon|Agree\s+as|Agreed\s+as)\b"
)
CONTENTS = re.compile(
    r"\[?(?:table\s+of\s+)?contents\]?|inhoud(?:sopgave)?|table\s+des\s+matières|índice", re.IGNORECASE
)
# Words in the titles of instruments; a plain line with one after the closing words can open another text.
INSTRUMENT = re.compile(
    r"\b(?:protocol|convention|agreement|treaty|covenant|charter|declaration|decision|resolution|statute|annex|"
    r"protocole|traité|accord|protocolo|convenio|tratado|acuerdo|verdrag|protokoll|übereinkommen)\b",
    re.IGNORECASE,
)
