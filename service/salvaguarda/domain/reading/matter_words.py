"""The headings of what accompanies a law, in the languages of laws. Plain data: add words or a language, nothing else."""

import re

from salvaguarda.domain.reading.number_words import arabic


def _opener(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\d{{1,2}}\.?\s*)?(?:{'|'.join(patterns)})", re.IGNORECASE)


# Reason, and how such a passage is headed; the first that fits says the reason.
OPENERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "financial statement",
        _opener(
            r"(?:annex(?:es)?\s+to\s+the\s+)?legislative\s+financial\s+(?:and\s+digital\s+)?statement", r"financial\s+(?:statement|memorandum)",
            r"fiche\s+financière(?:\s+législative)?", r"ficha\s+(?:de\s+financiación|financiera|financeira)(?:\s+legislativa)?",
            r"finanzbogen(?:\s+zu\s+rechtsakten)?", r"(?:wetgevend\s+)?financieel\s+memorandum", r"scheda\s+finanziaria(?:\s+legislativa)?",
            r"финансово-экономическое\s+обоснование", arabic("البيان المالي"),
        ),
    ),
    (
        "explanatory memorandum",
        _opener(
            r"explanatory\s+memorandum", r"exposé\s+des\s+motifs", r"exposición\s+de\s+motivos", r"exposição\s+de\s+motivos", r"justifica(?:ção|tiva)",
            r"begründung", r"(?:memorie\s+van\s+)?toelichting", r"relazione(?:\s+illustrativa)?", r"пояснительная\s+записка",
            rf"(?:{arabic('ال')})?{arabic('مذكرة')}\s+(?:{arabic('ال')})?{arabic('إيضاحية')}", r"(?:起草|立法|编制)?说明", r"(?:立法理由|說明|總說明)",
        ),
    ),
    (
        "explanatory notes",
        _opener(
            r"explanatory\s+(?:notes?|statement|report)", r"(?:statement|memorandum)\s+of\s+objects\s+and\s+reasons", r"notes\s+on\s+(?:clauses|articles)",
            r"(?:co-)?(?:facilitators?|chairs?)[’']?s?[’']?\s+(?:explanatory\s+)?notes?", r"notes?\s+(?:by|from)\s+the\s+(?:secretariat|(?:co-)?chairs?|(?:co-)?facilitators?)",
            r"commentary(?:\s+on\s+the\s+articles)?", r"notes?\s+explicatives?", r"rapport\s+explicatif", r"notas?\s+explicativas?", r"note\s+illustrative",
            r"nota\s+d[eo]l?\s+(?:secretaría|secretariado)", r"erläuterungen", r"пояснения", r"комментарий\s+к\s+статьям",
        ),
    ),
)  # fmt: skip
# A note of those who keep the text, in one line inside it.
NOTE = re.compile(
    r"[\[({*\s]*(?:(?:(?:co-)?(?:facilitators?|chairs?|chairpersons?|rapporteurs?|secretariat)[’']?s?[’']?\s+(?:explanatory\s+|drafting\s+)?"
    r"notes?|(?:drafting|editorial|explanatory|editor[’']s)\s+notes?|notes?\s+(?:by|from)\s+the\s+(?:secretariat|(?:co-)?chairs?|(?:co-)?facilitators?)|"
    r"nota\s+d[eo]l?\s+(?:facilitador|president\w+|secretar\w+)|note\s+(?:du|des)\s+(?:co)?(?:facilitateurs?|présidents?|secrétariat))\s*[:—–]\s*\S)",
    re.IGNORECASE,
)
# "ANNEXES" on the second cover of a proposal, "SCHEDULES" above the first one.
ANNEXES = re.compile(
    r"\[?(?:annexes|schedules|anexos|bijlagen|anhänge|allegati|приложения)\]?", re.IGNORECASE
)
# Words that open the enacting part of a bill without a preamble.
ENACTING = re.compile(
    r"(?:be\s+it\s+(?:therefore\s+)?enacted|enacted\s+by|a\s+bill\s+to\b|(?:the\s+)?parliament\s+of\s+\w+\s+enacts|l['’]assemblée\s+nationale\s+(?:et|a)\b|"
    r"el\s+congreso\s+.{0,60}decreta|o\s+congresso\s+nacional\s+decreta)",
    re.IGNORECASE,
)
# Lines of a cover: symbols, references, places and dates.
COVER = re.compile(
    r"(?:\d{4}/\d{4}\s?\(\w{3}\)|COM\(\d{4}\)|\{?SEC\(\d{4}\)|\{?SWD\(\d{4}\)|[A-Z]{1,5}/[\w./-]+$|\(Text with EEA relevance\))"
)
# What an adopting text calls itself or does.
RESOLUTION = re.compile(
    r"\b(?:resolution|résolution|resolución|resolução|resolutie|decision|décision|decisión|decisão)\b.{0,40}\b(?:adopt|\d)|"
    r"\badopts?\s+the\b|\badopte\s+l[ea]\b|\baprueba\b|\badota\b|\bрезолюция\b|\bпринимает\b|"
    rf"{arabic('قرار')}|{arabic('تعتمد')}|决议|決議|通过",
    re.IGNORECASE,
)
