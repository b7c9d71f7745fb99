"""The gate: what a route names is there for a person, and what they are there lets them do this."""

from collections.abc import Mapping

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, require_in
from salvaguarda.domain.errors import NotFound
from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Role

# Parameters of an address that name something with a place, and the noun by which it is missed. What each belongs to is
# in adapters/db/records/places.py; a new one is a row here and one there.
IN_ASSESSMENT: Mapping[str, str] = {"assessment_id": "assessment", "run_id": "run", "thread_id": "thread"}
IN_INSTRUMENT: Mapping[str, str] = {
    "instrument_id": "instrument",
    "draft_id": "draft",
    "old_draft_id": "draft",
    "new_draft_id": "draft",
    "link_id": "link",
}
PLACE_PARAMETERS = IN_ASSESSMENT.keys() | IN_INSTRUMENT.keys()
# These name something in a place that another parameter names, or something that is nobody's place: rows and criteria,
# checklists, prompts, endpoints; readings, which are whose they are (application/show_reading.py).
PLACELESS = frozenset(
    {"path", "criterion_id", "checklist_id", "prompt_id", "version", "number"}
    | {"endpoint_id", "reading_id", "person_id", "organisation_id"}
    # What these name is looked at by their use cases: the assessment of an invitation, one to be taken over.
    | {"invitation_id", "team_assessment_id"}
    # One's own.
    | {"passkey_id", "session_id", "token_id", "identity_id"}
)


def enter(records: Records, person: Person, act: Act, named: Mapping[str, int]) -> frozenset[Role]:
    """What the person is in the assessment that an address names; empty when it names none.

    named: the parameters of the address that are in PLACE_PARAMETERS, at least one.
    Raises NotFound when one of them is not there for the person, the same as when it is not there at all, or when they name different
    assessments; Forbidden when it is there and their roles do not allow the act.
    """
    roles: frozenset[Role] = frozenset()
    assessments = {}
    for parameter, key in named.items():
        if parameter in IN_ASSESSMENT:
            found = assessments[parameter] = records.places.assessment_of(parameter, key)
            if found is None or len(set(assessments.values())) > 1:
                raise NotFound(IN_ASSESSMENT[parameter], key)
            roles = _roles_there(records, person, found, (IN_ASSESSMENT[parameter], key))
        else:
            instrument = records.places.instrument_of(parameter, key)
            if instrument is None or not records.places.knows(instrument, person.stands_for):
                raise NotFound(IN_INSTRUMENT[parameter], key)
    if assessments:
        require_in(roles, act)
    return roles


def _roles_there(
    records: Records, person: Person, assessment_id: int, missed: tuple[str, int]
) -> frozenset[Role]:
    try:
        return records.members.roles_of(assessment_id, person)
    except NotFound:
        raise NotFound(*missed) from None
