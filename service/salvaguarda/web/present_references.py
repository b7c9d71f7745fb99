"""Cross-references that may be wrong, for the wire."""

from salvaguarda.application.list_wrong_references import WrongReference, WrongReferences, why_wrong
from salvaguarda.web.present_comparisons import draft_ref, present_linked
from salvaguarda.web.schemas.comparisons import WrongReferenceOut, WrongReferencesOut


def present_wrong_references(found: WrongReferences) -> WrongReferencesOut:
    """All of them; no assessment is compared here."""
    return WrongReferencesOut(
        draft_ref(found.old, None), draft_ref(found.new, None), [_wrong(each) for each in found.references]
    )


def _wrong(found: WrongReference) -> WrongReferenceOut:
    return WrongReferenceOut(
        path=found.holder.path,
        label=found.holder.label,
        heading=found.holder.heading,
        before=found.before,
        quoted=found.quoted,
        after=found.after,
        outcome=found.outcome.value,
        why=why_wrong(found),
        named=[present_linked(each) for each in found.named],
        leads_to=[present_linked(each) for each in found.leads_to],
        wanted=[present_linked(each) for each in found.wanted],
    )
