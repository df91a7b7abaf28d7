"""What people do with items. Every door (page, API, import, job) calls these, so one rule holds everywhere.

`beginning` makes items, `writing` keeps texts, `publishing` moves them through their flow, `endorsing` makes and keeps
them official, `placing` says where they stand and who may see them, `containing` which of them hold others, `linking`
what they are to each other.
"""

from lubuk.foundation.items.actions.acting import holding
from lubuk.foundation.items.actions.beginning import Beginning, begin, begin_all
from lubuk.foundation.items.actions.containing import add_part, add_parts, move_part, remove_part
from lubuk.foundation.items.actions.endorsing import confirm, endorse, take_back
from lubuk.foundation.items.actions.linking import link, unlink
from lubuk.foundation.items.actions.moving import move_to_kind_version
from lubuk.foundation.items.actions.placing import change_audience, hand_over, name_authors, place
from lubuk.foundation.items.actions.publishing import publish, take_step
from lubuk.foundation.items.actions.writing import (
    Conflict,
    Writing,
    discard,
    others_writing,
    restore,
    save_draft,
)

__all__ = [
    "Beginning",
    "Conflict",
    "Writing",
    "add_part",
    "add_parts",
    "begin",
    "begin_all",
    "change_audience",
    "confirm",
    "discard",
    "endorse",
    "hand_over",
    "holding",
    "link",
    "move_part",
    "move_to_kind_version",
    "name_authors",
    "others_writing",
    "place",
    "publish",
    "remove_part",
    "restore",
    "save_draft",
    "take_back",
    "take_step",
    "unlink",
]
