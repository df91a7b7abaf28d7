"""{% editor_labels %}: the editor's words as JSON in the page, once however many editors there are."""

from django import template
from django.template.context import Context
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

from lubuk.ui import editor

register = template.Library()
ID = "editor-labels"


@register.simple_tag(takes_context=True)
def editor_labels(context: Context) -> SafeString:
    # The lowest level of the render context is shared by every template of one page.
    page = context.render_context.dicts[0]
    if ID in page:
        return mark_safe("")
    page[ID] = "written"
    return json_script(editor.labels(), ID)
