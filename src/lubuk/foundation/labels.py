"""Words in several languages, kept as a JSON object: {"en": "Water supply", "id": "Air minum"}."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language

type Labels = Mapping[str, str]


def in_language(labels: Labels, language: str | None = None) -> str:
    """The label in `language` (the active one when not said), else in the installation's, else in any; "" for none."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return labels.get(wanted) or labels.get(settings.LANGUAGE_CODE) or next(iter(labels.values()), "")
