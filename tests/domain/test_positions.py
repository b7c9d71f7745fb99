"""What a reader is told of positions."""

from hypothesis import given
from hypothesis import strategies as st

from salvaguarda.domain.positions import VERDICT, Position, Publicity, Stance, still_about, told_positions

CELL = ("art_3", "legality")
NOW = {CELL: "met", VERDICT: "met"}


def position(
    organisation: int,
    stance: Stance = Stance.DISSENT,
    publicity: Publicity = Publicity.PUBLIC,
    subject: tuple[str, str] = CELL,
) -> Position:
    return Position(organisation, subject, stance, "We read it otherwise.", publicity, "met", 1)


def test_public_positions_are_told_to_everybody_with_their_note() -> None:
    told = told_positions([position(1), position(2, Stance.SUPPORT)], None, NOW)[CELL]
    assert [(each.organisation_id, each.note) for each in told.named] == [
        (1, "We read it otherwise."),
        (2, "We read it otherwise."),
    ]
    assert told.counted == {}


def test_counted_positions_are_told_as_a_number_and_to_their_own_organisation_by_name() -> None:
    stated = [position(1, publicity=Publicity.COUNTED), position(2, publicity=Publicity.COUNTED)]
    assert told_positions(stated, None, NOW)[CELL].counted == {Stance.DISSENT: 2}
    own = told_positions(stated, 1, NOW)[CELL]
    assert [each.organisation_id for each in own.named] == [1]
    assert own.counted == {Stance.DISSENT: 1}


def test_private_positions_are_told_to_their_own_organisation_only() -> None:
    stated = [position(1, publicity=Publicity.PRIVATE)]
    assert told_positions(stated, 2, NOW) == told_positions(stated, None, NOW) == {}
    assert told_positions(stated, 1, NOW)[CELL].named == (stated[0],)


def test_a_withdrawn_position_is_told_to_nobody() -> None:
    assert told_positions([position(1, Stance.WITHDRAWN)], 1, NOW) == {}


def test_the_verdict_is_a_subject_of_its_own() -> None:
    told = told_positions([position(1, subject=VERDICT), position(1)], None, NOW)
    assert set(told) == {VERDICT, CELL}


def test_what_was_said_of_an_earlier_result_is_not_counted_for_the_one_of_now() -> None:
    counted, public = position(1, publicity=Publicity.COUNTED), position(2)
    for now in ({CELL: "silent"}, {}):
        assert told_positions([counted, public], None, now)[CELL].counted == {}
        assert told_positions([counted, public], None, now)[CELL].named == (public,)
        assert still_about([counted, public], now) == []
    assert still_about([counted, public], NOW) == [counted, public]


POSITIONS = st.lists(
    st.builds(
        position,
        st.integers(1, 4),
        st.sampled_from(Stance),
        st.sampled_from(Publicity),
        st.sampled_from([CELL, VERDICT]),
    ),
    max_size=12,
    unique_by=lambda each: (each.organisation_id, each.subject),
)


@given(POSITIONS, st.none() | st.integers(1, 5))
def test_no_name_of_another_organisation_leaves_unless_its_position_is_public(
    stated: list[Position], reader: int | None
) -> None:
    told = told_positions(stated, reader, NOW)
    for one in told.values():
        for each in one.named:
            assert each.publicity is Publicity.PUBLIC or each.organisation_id == reader
    others = [
        each for each in stated if each.organisation_id != reader and each.stance is not Stance.WITHDRAWN
    ]
    counted = sum(sum(one.counted.values()) for one in told.values())
    assert counted == sum(each.publicity is Publicity.COUNTED for each in others)
