"""What is asked before there is anything: of a new flow, and of a pack in a file."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.domains.kinds.forms import ShapingForm, flow_words
from lubuk.foundation.items.kinds.definition import Flow
from lubuk.foundation.shaping.texts import Name

MOST_BYTES_OF_A_PACK = 2 * 2**20


class NewFlowForm(ShapingForm):
    def __init__(self, flows: dict[str, Flow], *args: Any, **kwargs: Any) -> None:
        super().__init__({}, 0, *args, **kwargs)
        self.add_words(
            "name", _("Name"), _("For those who shape kinds: “three eyes”, “by the council”."), needed=True
        )
        self.choose(
            "like", _("Begin with a copy of"), [(name, flow_words(flow)) for name, flow in flows.items()]
        )


class PackForm(forms.Form):
    """A file; or, the second time, the texts that were read from it and shown."""

    file = forms.FileField(
        label=gettext_lazy("Pack"),
        help_text=gettext_lazy("A ZIP of YAML files, or one of them."),
        widget=forms.FileInput(attrs={"accept": ".zip,.yaml,.yml"}),
        required=False,
    )
    agreed = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if not file and not self.texts():
            self.add_error("file", _("Choose a file."))
        elif file and file.size > MOST_BYTES_OF_A_PACK:
            self.add_error("file", _("A pack has at most 2 MB."))
        return cleaned

    def texts(self) -> dict[Name, str]:
        """What was shown, as it came back; nothing when it isn't that."""
        try:
            rows = json.loads(self.cleaned_data.get("agreed") or "[]")
            return {(str(sort), str(key)): str(text) for sort, key, text in rows}
        except (ValueError, TypeError, RecursionError):
            return {}
