"""A concept as a file tells it, before it is anybody's subject."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

type Words = dict[str, str]  # by language
type Names = dict[str, list[str]]  # by language, sorted


@dataclass(frozen=True, slots=True)
class Concept:
    uri: str
    labels: Words
    alt_labels: Names = field(default_factory=dict)
    hidden_labels: Names = field(default_factory=dict)
    definitions: Words = field(default_factory=dict)
    scope_notes: Words = field(default_factory=dict)
    notation: str = ""
    scheme: str = ""
    broader: tuple[str, ...] = ()  # URIs of concepts in the same file, sorted
    related: tuple[str, ...] = ()
    exact_matches: tuple[str, ...] = ()
    close_matches: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Concept:
        tidy: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
        }
        return cls(**tidy)
