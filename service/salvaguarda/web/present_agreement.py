"""The agreement of reviewers for the wire; nothing is computed here."""

from collections.abc import Mapping, Sequence

from salvaguarda.application.measure_agreement import AgreementView
from salvaguarda.domain.agreement.bootstrap import CONFIDENCE, FEWEST_PROVISIONS
from salvaguarda.domain.agreement.measure import METHOD_VERSION
from salvaguarda.domain.agreement.team import Among, Organisations, Part, Sides
from salvaguarda.web.present_figures import present_agreement, present_confusion, present_figure
from salvaguarda.web.schemas.agreement import (
    AmongOut,
    MeasuredOut,
    OrganisationPairOut,
    OrganisationsOut,
    PartOut,
    RaterPairOut,
    RatingCountOut,
    SidesOut,
    TeamAgreementOut,
)


def present_team_agreement(view: AgreementView) -> TeamAgreementOut:
    """All of it."""
    found, count, of = view.agreement, view.count, view.assessment
    titles = {each.id: f"{each.code} {each.title}" for each in view.checklist.criteria}
    return TeamAgreementOut(
        assessment=MeasuredOut(of.id, of.title, of.instrument_title, of.draft_label, of.blind),
        checklist_id=view.checklist.id,
        checklist_version=view.checklist.version,
        ratings=view.which.value,
        count=RatingCountOut(count.ratings, count.older, count.set_aside),
        cells=found.cells,
        single=found.single,
        hidden=view.hidden,
        overall=_among(found.overall),
        confusion=present_confusion(found.confusion),
        criteria=_parts(found.criteria, titles),
        chapters=_parts(found.chapters),
        months=_parts(found.months),
        hundreds=_parts(found.hundreds),
        reviewers=[RaterPairOut(p.first.name, p.second.name, _sides(p.sides)) for p in found.raters],
        unnamed=found.unnamed,
        organisations=_organisations(found.organisations),
        confidence=CONFIDENCE,
        resamples=found.resamples,
        seed=found.seed,
        fewest_provisions=FEWEST_PROVISIONS,
        method_version=METHOD_VERSION,
    )


def _parts(parts: Sequence[Part], titles: Mapping[str, str] | None = None) -> list[PartOut]:
    return [PartOut(part.key, (titles or {}).get(part.key, part.key), _among(part.among)) for part in parts]


def _among(among: Among) -> AmongOut:
    return AmongOut(
        reviewers=among.reviewers,
        agreement=present_agreement(among.agreement),
        alpha_codes=present_figure(among.alpha_codes),
        unanimous=present_figure(among.unanimous),
        one_sided=among.one_sided,
    )


def _sides(sides: Sides) -> SidesOut:
    return SidesOut(
        agreement=present_agreement(sides.agreement),
        bias=present_figure(sides.bias),
        confusion=present_confusion(sides.confusion),
        one_sided=sides.one_sided,
    )


def _organisations(found: Organisations) -> OrganisationsOut:
    return OrganisationsOut(
        within=_sides(found.within),
        between=_sides(found.between),
        pairs=[OrganisationPairOut(p.first, p.second, _sides(p.sides)) for p in found.pairs],
        left_out=found.left_out,
    )
