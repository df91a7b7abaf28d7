"""The words of the editor island, translated here because a script can't ask gettext.

The keys are those of frontend/src/editor/labels.ts, which holds the same words in English for a
page that gives none; a test compares the two. Where the words go is templates/ui/editor.html.
"""

from django.utils.translation import gettext as _


def labels() -> dict[str, str]:
    """Every word of the editor by its key, in the active language."""
    return {**_tools(), **_table_and_picture_tools(), **_dialogs(), **_lookup()}


def _tools() -> dict[str, str]:
    return {
        "toolbar": _("Format text"),
        "help": _(
            "Press Alt and F10 for the toolbar, Escape to come back. Type @ for a person, [[ for an item."
        ),
        "placeholder": _("Write here. Type @ for a person, [[ for an item."),
        "style": _("Text style"),
        "paragraph": _("Text"),
        "heading2": _("Heading"),
        "heading3": _("Smaller heading"),
        "heading4": _("Smallest heading"),
        "bold": _("Strong"),
        "italic": _("Emphasis"),
        "code": _("Code"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "quote": _("Quote"),
        "codeBlock": _("Code block"),
        "rule": _("Dividing line"),
        "link": _("Link"),
        "picture": _("Picture"),
        "table": _("Table"),
        "callout": _("Callout"),
        "calloutNone": _("No callout"),
        "calloutNote": _("Note"),
        "calloutGood": _("Good to know"),
        "calloutAsk": _("Needs attention"),
        "calloutBad": _("Warning"),
        "undo": _("Undo"),
        "redo": _("Redo"),
    }


def _table_and_picture_tools() -> dict[str, str]:
    return {
        "rowBefore": _("Add a row above"),
        "rowAfter": _("Add a row below"),
        "rowRemove": _("Remove this row"),
        "columnBefore": _("Add a column before"),
        "columnAfter": _("Add a column after"),
        "columnRemove": _("Remove this column"),
        "headerRow": _("Header row"),
        "tableRemove": _("Remove the table"),
        "pictureDescribe": _("Describe the picture"),
        "pictureRemove": _("Remove the picture"),
        "caption": _("Caption, if it needs one"),
    }


def _dialogs() -> dict[str, str]:
    return {
        "linkTitle": _("Link"),
        "linkAddress": _("Address"),
        "linkAddressHint": _("A web address, an e-mail address, or a place in Lubuk that begins with /."),
        "linkText": _("Text of the link"),
        "linkWrong": _("Write an address that begins with https://, mailto: or /."),
        "linkSave": _("Set the link"),
        "linkRemove": _("Remove the link"),
        "cancel": _("Cancel"),
        "pictureTitle": _("Describe the picture"),
        "pictureAlt": _("What does it show?"),
        "pictureAltHint": _("One sentence for people who can't see it."),
        "pictureDecorative": _("It is only decoration and says nothing"),
        "pictureAltMissing": _("Write what the picture shows, or say that it is only decoration."),
        "pictureInsert": _("Put it in the text"),
        "pictureSave": _("Keep the description"),
        "pictureSending": _("The picture is being sent …"),
        "pictureFailed": _("The picture was not sent. Check the network and try again."),
    }


def _lookup() -> dict[str, str]:
    return {
        "found": _("{count} found. Use the arrow keys and Enter."),
        "foundNone": _("Nobody and nothing found by that name."),
        "people": _("People"),
        "items": _("Items"),
    }
