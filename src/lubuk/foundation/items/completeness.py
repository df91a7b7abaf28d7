"""What a text still lacks before it may take a step."""

from django.utils.translation import gettext as _

from lubuk.foundation.items.kinds.definition import Kind, Step
from lubuk.foundation.items.models import Version


def missing_for(step: Step, version: Version, kind: Kind, *, publishes: bool) -> dict[str, str]:
    """Names and labels of what must be filled for the step, in the order of the form."""
    moments = {"begin", step.name, *(["publish"] if publishes else [])}
    missing: dict[str, str] = {}
    if not version.title:
        missing["title"] = _("Title")
    for definition in kind.fields:
        needed = definition.required in moments or definition.name in step.needs
        if needed and version.fields.get(definition.name) in (None, "", []):
            missing[definition.name] = str(definition)
    if publishes and kind.has_body and not version.body and not version.fields:
        missing["body"] = _("Text")
    return missing
