"""The people of a complete export: each under one key, those whose names the exporter may not know under what they are told."""

from collections.abc import Collection

from salvaguarda.application.ports.complete_exports import ExportedPerson
from salvaguarda.application.ports.records import Records
from salvaguarda.domain.access import Act, may
from salvaguarda.domain.people import Person


class ExportPeople:
    """Gives keys while the parts of an export are read, and lists whom it gave them to."""

    def __init__(self, reader: Person | None) -> None:
        self._reader = reader
        self._named: set[int] = set()
        self._masked: dict[tuple[int, str], int] = {}

    @property
    def named(self) -> frozenset[int]:
        """Ids of those who were given a key and stand under their name."""
        return frozenset(self._named)

    def key(self, assessment_id: int, somebody: Person) -> int:
        """Their id; below 0 for a masked person, the same for the same words in the same assessment."""
        if somebody.id:
            self._named.add(somebody.id)
            return somebody.id
        return self._masked.setdefault((assessment_id, somebody.display_name), -1 - len(self._masked))

    def listed(self, records: Records, keys: Collection[int]) -> list[ExportedPerson]:
        """These."""
        named = records.scores.people({key for key in keys if key > 0})
        masked = [ExportedPerson(key, name, None) for (_, name), key in self._masked.items() if key in keys]
        return [*map(self._person, named), *masked]

    def strangers(self, records: Records, keys: Collection[int]) -> list[ExportedPerson]:
        """Further people, by their ids."""
        return list(map(self._person, records.scores.people(keys))) if keys else []

    def _person(self, person: Person) -> ExportedPerson:
        reader = self._reader
        sees_email = reader is None or reader.id == person.id or may(reader, Act.SEE_EMAILS)
        return ExportedPerson(person.id, person.display_name, person.email if sees_email else None)
