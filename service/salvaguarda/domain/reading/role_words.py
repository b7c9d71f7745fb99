"""Which words of a heading speak for which role of a chapter. Plain data: add words or a language, nothing else.

The earliest match in the heading wins: "Criminalization and law enforcement" is criminalization, "Procedural measures
and law enforcement" is procedure. Words are matched at a word's beginning, without regard to case.
"""

from salvaguarda.domain.drafts import ChapterRole

ROLE_WORDS: dict[str, dict[ChapterRole, tuple[str, ...]]] = {
    "en": {
        ChapterRole.CRIMINALIZATION: (
            "criminalization", "criminalisation", "criminal law", "substantive criminal", "substantive law", "offence",
            "offense", "crimes", "penalties", "sanctions", "liability", "jurisdiction",
        ),
        ChapterRole.PROCEDURE: (
            "procedur", "law enforcement", "investigat", "preservation of", "production order", "search and seizure",
            "real-time collection", "interception", "electronic evidence", "evidence",
        ),
        ChapterRole.COOPERATION: (
            "international cooperation", "international co-operation", "cooperation", "co-operation", "mutual assistance",
            "mutual legal assistance", "extradition", "asset recovery", "24/7 network",
        ),
        ChapterRole.PREVENTION: ("prevent",),
        ChapterRole.TECHNICAL_ASSISTANCE: (
            "technical assistance", "information exchange", "exchange of information", "capacity-building",
            "capacity building", "training",
        ),
        ChapterRole.FINAL: (
            "final provision", "final clause", "final dispositions", "mechanism of implementation",
            "mechanisms for implementation", "mechanism for implementation", "implementation mechanism", "implementation of the",
            "conference of the parties", "conference of the states parties", "entry into force", "signature", "ratification",
            "depositary", "amendments", "settlement of disputes", "institutional", "monitoring",
        ),
        ChapterRole.GENERAL: (
            "general provision", "use of terms", "definitions", "terminology", "scope", "statement of purpose", "purpose",
            "object", "introductory", "general principles", "preliminary", "fundamental principles",
        ),
    },
}  # fmt: skip
# Words of articles that only final chapters have in number; for chapters whose heading says nothing.
FINAL_SIGNS: dict[str, tuple[str, ...]] = {
    "en": ("instruments of ratification", "open for signature", "enter into force", "depositary", "equally authentic",
           "denounce", "amendment", "accession"),
}  # fmt: skip
