"""The kind that an address names."""

from __future__ import annotations

from django.http import Http404

from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.registry import get


def kind_or_404(key: str) -> Kind:
    kind = get(key)
    if kind is None:
        raise Http404
    return kind
