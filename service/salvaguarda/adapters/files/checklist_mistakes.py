"""How mistakes in a checklist file are said."""

from salvaguarda.adapters.files import checklist_model as model
from salvaguarda.adapters.yaml_mistakes import Wording
from salvaguarda.domain.drafts import ChapterRole

WORDING = Wording(
    noun="checklist",
    models={
        (): model.ChecklistFile,
        ("sources",): model.SourceDocumentFile,
        ("scale",): model.ScaleLevelFile,
        ("categories",): model.CategoryFile,
        ("criteria",): model.CriterionFile,
        ("criteria", "levels"): model.LevelsFile,
        ("criteria", "source"): model.SourceFile,
        ("demands",): model.DemandFile,
        ("demands", "source"): model.SourceFile,
        ("verdict",): model.VerdictFile,
    },
    shapes={
        "id": "small letters, digits and single hyphens, like `closed-list`",
        "version": "three numbers with dots, like 1.0.0",
        "language": "a language tag, like en or pt-BR",
    },
    choices={"applies_to": tuple(role.value for role in ChapterRole)},
)
