"""Endpoints as they are kept, and what tests of them found."""

from dataclasses import dataclass
from typing import Protocol

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, OutputMode


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One thing that was tried. title: what; works; reason: a sentence that says what happened and what to do."""

    title: str
    works: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ProbeRecord:
    """What a test of one version of an endpoint found. output_mode: None when it does not work."""

    version: int
    output_mode: OutputMode | None
    steps: tuple[ProbeStep, ...]
    at: str


@dataclass(frozen=True, slots=True)
class EndpointRecord:
    """An endpoint. version: counts its edits from 1. probe: the newest of this version; None when it was never tested."""

    id: int
    version: int
    enabled: bool
    settings: EndpointSettings
    probe: ProbeRecord | None

    @property
    def usable(self) -> bool:
        """Whether a run may use it: switched on, and its newest test found that it works."""
        return self.enabled and self.probe is not None and self.probe.output_mode is not None


class Endpoints(Protocol):
    """The endpoints of this installation; an edit keeps what was there before."""

    def every(self) -> tuple[EndpointRecord, ...]:
        """All, by name."""
        ...

    def get(self, endpoint_id: int) -> EndpointRecord:
        """That one; NotFound when there is none."""
        ...

    def add(self, settings: EndpointSettings, person_id: int, *, enabled: bool) -> int:
        """Keep a new one; its id. Conflict when the name is taken."""
        ...

    def edit(
        self, endpoint_id: int, version: int, settings: EndpointSettings, person_id: int, *, enabled: bool
    ) -> None:
        """Change it when it still has this version; Stale with the EndpointRecord that is kept otherwise."""
        ...

    def add_probe(self, endpoint_id: int, probe: ProbeRecord, person_id: int) -> None:
        """Keep what a test found."""
        ...
