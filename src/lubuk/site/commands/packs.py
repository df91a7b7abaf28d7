"""`lubuk packs`: reads every pack and says what is wrong in it, or what there is; and moves items of a kind to what its
pack says today.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.moving import preview_of_move
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.reading import read_packs
from lubuk.foundation.items.kinds.registry import fingerprint, get
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping.following import follow
from lubuk.site.terminal import console

CHUNK = 500


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of packs (those of this installation)")
    parser.add_argument(
        "--move",
        metavar="KIND",
        help="move its items to what the pack says today: says first what that hides",
    )
    parser.add_argument("--yes", action="store_true", help="with --move: do it")
    parser.add_argument("--by", metavar="USERNAME", help="with --move: who does it (an administrator)")


def run(arguments: argparse.Namespace) -> int:
    try:
        if arguments.move:
            return move(arguments.move, arguments.by, is_agreed=arguments.yes)
        kinds, flows = read_packs(arguments.folder or Path(settings.PACKS_DIR))
    except (PackError, Refused) as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1
    for kind in kinds.values():
        console.print(f"{kind.pack}: {kind.key}, {len(kind.fields)} fields, flow {kind.flow.name}")
    console.print(f"{len(kinds)} kinds and {len(flows)} flows, all in order.")
    return 0


def move(key: str, username: str | None, *, is_agreed: bool) -> int:
    follow()  # a kind may be shaped in the browser
    kind, by = get(key), person_named(username)
    if kind is None:
        raise Refused(f"There is no kind “{key}”. `./lubuk packs` lists those there are.")
    behind = Item.objects.behind_its_kind(key, fingerprint(kind))
    if not is_agreed:
        preview(behind, kind)
        return 0
    moved, refused = 0, Counter[str]()
    for item in in_chunks(behind):
        try:
            actions.move_to_kind_version(item, by=by)
            moved += 1
        except Refused as error:
            refused[str(error)] += 1
    console.print(f"{moved} items of {key} follow what its pack says today.")
    for said, count in refused.items():
        console.print(f"  {count} stay as they are: {said}", markup=False)
    return int(bool(refused))


def preview(behind: ItemQuerySet, kind: Kind) -> None:
    hidden, stuck, count = Counter[str](), Counter[str](), 0
    for item in in_chunks(behind):
        found, count = preview_of_move(item, kind), count + 1
        hidden.update(found.hidden)
        stuck.update(found.unknown_states)
    console.print(f"{count} items of {kind.key} follow an earlier definition of it.")
    for label, number in hidden.most_common():
        console.print(f"  {number} would hide “{label}”: what is written there stays kept.", markup=False)
    for state, number in stuck.most_common():
        console.print(f"  {number} can't be moved: the flow has no state “{state}” any more.", markup=False)
    if count:
        console.print(f"Nothing was changed. To move them: ./lubuk packs --move {kind.key} --yes")


def in_chunks(items: ItemQuerySet) -> Iterator[Item]:
    """In short reads, by id: what is moved leaves the question while it is asked."""
    last = 0
    rows = items.select_related("draft", "published", "unit").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        yield from chunk


def person_named(username: str | None) -> Person:
    if username:
        person = Person.objects.filter(username=username, is_active=True).first()
    else:
        role = Role.objects.in_force().filter(name=RoleName.ADMINISTRATOR).first()
        person = role.person if role else None
    if person is None:
        raise Refused("Name who moves them: --by USERNAME.")
    return person
