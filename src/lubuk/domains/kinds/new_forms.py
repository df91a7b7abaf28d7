"""What is asked before there is anything: of a new flow, and of a pack in a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lubuk.domains.kinds.forms import ShapingForm, flow_words
from lubuk.foundation.items.kinds.definition import Flow


class NewFlowForm(ShapingForm):
    def __init__(self, flows: dict[str, Flow], *args: Any, **kwargs: Any) -> None:
        super().__init__({}, 0, *args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Short name"),
            max_length=36,
            help_text=_("For those who shape kinds: “three eyes”, “by the council”."),
        )
        self.choose(
            "like", _("Begin with a copy of"), [(name, flow_words(flow)) for name, flow in flows.items()]
        )
