"""{% editor_labels %}: the editor's words as JSON in the page; once, before the first editor."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from lubuk.ui import editor

register = template.Library()


@register.simple_tag
def editor_labels() -> SafeString:
    return json_script(editor.labels(), "editor-labels")
