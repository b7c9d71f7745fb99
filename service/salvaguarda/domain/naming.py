"""How the person beside a score is named for somebody else. Pure (docs/independence.md)."""

from dataclasses import dataclass
from hashlib import sha256

from salvaguarda.domain.people import Person
from salvaguarda.domain.team import Naming

NAMELESS = "Reviewer"
"""For somebody whose name is hidden, and for whom there is no other name yet."""

SEVERAL_NAMELESS = "Other reviewers"
"""For everybody whose name is hidden, where telling them apart would already tell something."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHUFFLED = 3  # letters that change places from cell to cell: as many as a cell needs at most


@dataclass(frozen=True, slots=True)
class Signed:
    """A person beside a score, or beside another word on a cell.

    pseudonym: theirs in this assessment; "" when they have none there. is_gone: they left and are kept as their pseudonym
    only, or what was known of them was erased. place: how many people had a score of the cell before them;
    None for somebody without one, who is named when names wait for the cell to be settled.
    """

    person: Person
    pseudonym: str = ""
    is_gone: bool = False
    place: int | None = None


def hidden_person(name: str) -> Person:
    """Somebody who is told by this name only."""
    return Person(id=0, email="", display_name=name)


def named_for(
    reader_id: int | None, signed: Signed, naming: Naming, cell: tuple[int, str, str], *, settled: bool
) -> Person:
    """The person as this reader is told of them.

    reader_id: None for a file or the command line: nobody is themselves then. cell: assessment id, row path, criterion id.
    settled: a result of the cell that a person settled is in force.
    """
    if signed.person.id == reader_id:
        return signed.person
    if signed.is_gone or naming is Naming.PSEUDONYMS:
        return hidden_person(signed.pseudonym or NAMELESS)
    if naming is Naming.SHOWN or settled or signed.place is None:
        return signed.person
    return hidden_person(f"{NAMELESS} {letter_in(cell, signed.place)}")


def letter_in(cell: tuple[int, str, str], place: int) -> str:
    """The letter of the score that came into a cell in this place, from 0: another order in every cell, the same for ever.

    It rests on the order of arrival, which whoever sees the scores is told anyway, and on nothing about the person.

    >>> sorted(letter_in((1, "art_5", "legality"), place) for place in range(4))
    ['A', 'B', 'C', 'D']
    """
    start = place - place % _SHUFFLED
    letters = [_letter(number) for number in range(start, start + _SHUFFLED)]
    key = "\x1f".join(map(str, cell))
    letters.sort(key=lambda letter: sha256(f"{key}\x1f{letter}".encode()).digest())
    return letters[place - start]


def _letter(number: int) -> str:
    """A, B … Z, A2, B2 …"""
    rounds, letter = divmod(number, len(_LETTERS))
    return _LETTERS[letter] + (str(rounds + 1) if rounds else "")
