"""Leave out of an export what would refer to something that is not in it, or tell who somebody is whose name is hidden."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from salvaguarda.application.ports.complete_exports import ExportedAssessment, ExportedScore, ExportedState
from salvaguarda.application.ports.exported_team import ExportedResult, ExportedTeam


def without_loose_ends(assessments: Sequence[ExportedAssessment]) -> list[ExportedAssessment]:
    """The same without references to scores that are hidden from the reader, and so not in the export.

    Nor does a score say which one it continues when its person is masked here or there: in another assessment their name
    may be shown.
    """
    people = {score.key: score.person for each in assessments for score in each.scores}
    return [_whole(each, people) for each in assessments]


def of_people(one: ExportedAssessment, people: Collection[int], organisation: int) -> ExportedAssessment:
    """Only what these people of an organisation gave, and its positions; nothing that others had a part in."""
    team = one.team
    scores = [each for each in one.scores if each.person in people]
    left_out = sum(each.states[-1].rating is not None for each in one.scores) - sum(
        each.states[-1].rating is not None for each in scores
    )
    return replace(
        one,
        scores=scores,
        hidden_scores=one.hidden_scores + left_out,
        reveals=[each for each in one.reveals if each.person in people],
        team=ExportedTeam(
            members=[each for each in team.members if each.person in people],
            assignments=[each for each in team.assignments if each.person in people],
            positions=[each for each in team.positions if each.organisation == organisation],
            hidden_results=team.hidden_results + len(team.results),
            hidden_snapshots=team.hidden_snapshots + len(team.snapshots),
        ),
    )


def _whole(one: ExportedAssessment, people: Mapping[int, int]) -> ExportedAssessment:
    results = [_tied_result(each, people) for each in one.team.results]
    return replace(
        one,
        scores=[_tied_score(score, people) for score in one.scores],
        team=replace(one.team, results=results),
    )


def _tied_score(score: ExportedScore, people: Mapping[int, int]) -> ExportedScore:
    return replace(score, states=[_tied(state, score.person, people) for state in score.states])


def _tied(state: ExportedState, own: int, people: Mapping[int, int]) -> ExportedState:
    continued = None if state.carried is None else people.get(state.carried.score)
    loose = state.carried is not None and (continued is None or min(own, continued) < 0)
    return replace(state, carried=None) if loose else state


def _tied_result(result: ExportedResult, people: Mapping[int, int]) -> ExportedResult:
    return replace(
        result,
        basis=[each for each in result.basis if each.score in people],
        chosen=result.chosen if result.chosen in people else None,
    )
