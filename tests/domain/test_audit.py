"""The hash chain of the audit log."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from salvaguarda.domain.audit import (
    FIRST_PREVIOUS,
    Entry,
    Head,
    canonical,
    chain_faults,
    entry_sha256,
    hashed_text,
    personal_sha256,
    words_mark,
)


def entry(seq: int, previous: str, **changed: Any) -> Entry:
    personal = '{"name":"Ana"}' if seq == 2 else None
    made = Entry(
        chain=7,
        seq=seq,
        at=f"2026-11-24T06:12:4{seq}.000000Z",
        person_id=3,
        act="save score",
        subject='{"criterion":"legality","provision":"art_1"}',
        before="null",
        after='{"rating":"met"}',
        personal=personal,
        salt="pepper" if personal else None,
        personal_sha256=personal_sha256("pepper", personal) if personal else None,
        previous_sha256=previous,
        sha256="",
    )
    made = replace(made, **changed)
    return replace(made, sha256=entry_sha256(made))


def chain(length: int = 4) -> list[Entry]:
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        entries.append(entry(seq, entries[-1].sha256 if entries else FIRST_PREVIOUS))
    return entries


def faults(entries: list[Entry], head: Head | None = None) -> list[tuple[int | None, str]]:
    last = chain()[-1]
    found = chain_faults(7, entries, head or Head(7, last.seq, last.sha256))
    return [(fault.seq, fault.what) for fault in found]


def test_chain_as_it_was_written_has_no_fault() -> None:
    assert faults(chain()) == []
    assert list(chain_faults(7, [], None)) == []


def test_hash_can_be_computed_by_anybody_from_json() -> None:
    made = entry(1, FIRST_PREVIOUS)
    said = json.loads(hashed_text(made))
    again = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(again.encode()).hexdigest() == made.sha256
    assert said["after"] == {"rating": "met"}
    assert said["form"] == "salvaguarda audit 1"


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "2026-11-25T06:12:41.000000Z"},
        {"person_id": 4},
        {"person_id": None},
        {"act": "sign off"},
        {"subject": '{"criterion":"legality","provision":"art_2"}'},
        {"before": '{"rating":"met"}'},
        {"after": '{"rating":"not_met"}'},
        {"after": '{"rating": "met"}'},
        {"personal_sha256": "0" * 64, "personal": None, "salt": None},
        {"personal": '{"name":"Eve"}'},
        {"salt": None},
        {"chain": 8},
    ],
)
def test_changed_value_of_an_entry_is_found(changed: dict[str, Any]) -> None:
    entries = chain()
    entries[1] = replace(entries[1], **changed)
    assert [seq for seq, _ in faults(entries)] == [2]


def test_entry_hashed_anew_after_a_change_breaks_the_next() -> None:
    entries = chain()
    changed = replace(entries[1], after='{"rating":"not_met"}')
    entries[1] = replace(changed, sha256=entry_sha256(changed))
    assert [seq for seq, _ in faults(entries)] == [3]


def test_missing_entries_are_named() -> None:
    entries = chain()
    assert faults([entries[0], entries[2], entries[3]]) == [(3, "entry 2 is missing before it")]
    assert faults(entries[3:]) == [(4, "entries 1 to 3 are missing before it")]


def test_changed_order_is_found() -> None:
    first, second, third, fourth = chain()
    renumbered = [first, replace(third, seq=2), replace(second, seq=3), fourth]
    assert {seq for seq, _ in faults(renumbered)} == {2, 3, 4}
    assert any("order was changed" in what for _, what in faults([first, third, second, fourth]))


def test_cut_end_is_found_by_the_head() -> None:
    [(seq, what)] = faults(chain()[:2])
    assert seq is None
    assert "ends with entry 2, but its head says entry 4" in what
    assert [seq for seq, _ in faults([])] == [None]


def test_missing_head_is_found() -> None:
    assert [fault.seq for fault in chain_faults(7, chain(), None)] == [None]


def test_erased_personal_values_leave_the_chain_whole() -> None:
    entries = chain()
    entries[1] = replace(entries[1], personal=None, salt=None)
    assert faults(entries) == []


def test_text_that_hides_a_value_in_another_is_found() -> None:
    made = chain()
    hidden = replace(made[3], after='{"rating":"met"},"x":{}')
    hidden = replace(hidden, sha256=entry_sha256(hidden))
    found = chain_faults(7, [*made[:3], hidden], Head(7, 4, hidden.sha256))
    assert [fault.seq for fault in found] == [4]


def test_canonical_form_is_one_for_equal_values() -> None:
    assert (
        canonical({"b": (1, 2), "a": None}) == canonical({"a": None, "b": [1, 2]}) == '{"a":null,"b":[1,2]}'
    )
    assert canonical("سري\n") == '"سري\\n"'


@pytest.mark.parametrize(
    ("value", "error"), [(float("nan"), ValueError), ({1, 2}, TypeError), (b"x", TypeError)]
)
def test_values_without_a_canonical_form_are_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        canonical(value)


def test_words_stand_as_their_hash_and_length() -> None:
    assert words_mark("weak") == {"sha256": hashlib.sha256(b"weak").hexdigest(), "length": 4}
