"""A kind or flow as an officer opens it: the draft if there is one, else what is in force, else what was shipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from lubuk.foundation.items.kinds.definition import Flow, Kind
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import KindsAndFlows, kinds_and_flows
from lubuk.foundation.shaping.models import Definition, Sort
from lubuk.foundation.shaping.plain import plain
from lubuk.foundation.shaping.texts import Name, check, shipped

NEW = ""


@dataclass
class Opened:
    name: Name
    text: str
    definition: Definition | None

    @property
    def sort(self) -> str:
        return self.name[0]

    @property
    def key(self) -> str:
        return self.name[1]

    @property
    def is_kind(self) -> bool:
        return self.sort == Sort.KIND

    @property
    def revision(self) -> int:
        return self.definition.revision if self.definition else 0

    @property
    def has_draft(self) -> bool:
        return bool(self.definition and self.definition.draft)

    @property
    def is_shipped(self) -> bool:
        return self.name in shipped()

    @property
    def is_own_in_force(self) -> bool:
        return bool(self.definition and self.definition.in_force_id)

    @property
    def is_in_force(self) -> bool:
        return self.key in kinds_and_flows()[0 if self.is_kind else 1]

    @cached_property
    def said(self) -> dict[str, Any]:
        return plain(self.text)

    @cached_property
    def after(self) -> KindsAndFlows:
        """All kinds and flows as they would be with it. Those in force when it can't be read any more."""
        try:
            return check(self.name, self.text) if self.has_draft else kinds_and_flows()
        except PackError:
            return kinds_and_flows()

    @property
    def kind(self) -> Kind | None:
        return self.after[0].get(self.key) if self.is_kind else None

    @property
    def flow(self) -> Flow | None:
        if not self.is_kind:
            return self.after[1].get(self.key)
        return self.kind.flow if self.kind else None

    @property
    def kinds_of_flow(self) -> list[Kind]:
        return [kind for kind in self.after[0].values() if self.flow and kind.flow.name == self.flow.name]

    def url(self, page: str = "look", *more: object) -> str:
        return reverse(f"kinds:{page}", args=[self.sort, self.key, *more])


def opened_or_404(sort: str, key: str) -> Opened:
    name = sort, key
    definition = (
        Definition.objects.filter(sort=sort, key=key).select_related("in_force", "changed_by").first()
    )
    text = definition.draft if definition else ""
    if not text and definition and definition.in_force:
        text = definition.in_force.text
    if not text and name in shipped():
        text = shipped()[name].text
    if not text and definition and (last := definition.versions.exclude(text="").first()):
        text = last.text
    if not text:
        raise Http404
    return Opened(name, text, definition)
