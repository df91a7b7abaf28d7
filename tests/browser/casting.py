"""The cast, moved into the sample city, and the pages that stand ready for them. Run as a program.

Says as one line of JSON which pages it made. What a test changes it writes itself, so that tests can run alone and in
any order; here is only what takes several people, or a past.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from functools import cache
from typing import Any

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.utils import timezone  # noqa: E402, needs the settings that setup() reads

from lubuk.foundation.access.actions import give_role  # noqa: E402
from lubuk.foundation.access.models import RoleName  # noqa: E402
from lubuk.foundation.accounts.models import Person  # noqa: E402
from lubuk.foundation.items import actions  # noqa: E402
from lubuk.foundation.items.actions import Writing  # noqa: E402
from lubuk.foundation.items.kinds.registry import get, kind_of  # noqa: E402
from lubuk.foundation.items.models import Item  # noqa: E402
from lubuk.foundation.sections.models import Section  # noqa: E402
from lubuk.foundation.units.models import Unit  # noqa: E402
from lubuk.shared.comments.actions import comment, edit_comment, react  # noqa: E402
from lubuk.shared.dependents.actions import translate  # noqa: E402
from lubuk.shared.dependents.tasks import tell_dependents  # noqa: E402
from lubuk.shared.duties.actions import ask_to_read  # noqa: E402
from lubuk.shared.usefulness.actions import say  # noqa: E402
from lubuk.shared.wanted.actions import ask  # noqa: E402
from tests.browser.people import PASSWORD  # noqa: E402

STEPS = "<p>Open the valve a quarter turn.</p><ol><li>Wait for the pressure.</li><li>Write it down.</li></ol>"


def main() -> None:
    network, health = Unit.objects.get(slug="water-network"), Unit.objects.get(slug="health")
    shelf = Section.objects.get(slug="night-work")
    today = timezone.localdate()
    ana, _ben, cleo = a_person("ana", network), a_person("ben", network), a_person("cleo", health)
    dora = a_person("dora", network)
    give_role(dora, RoleName.STEWARD, by=None, unit=Unit.objects.get(slug="water"))
    give_role(a_person("ed"), RoleName.GUEST, by=None, section=shelf, until=today + timedelta(days=30))
    give_role(a_person("emil"), RoleName.GUEST, by=None, section=shelf, until=today - timedelta(days=1))
    a_person("fay")
    give_role(a_person("gita", network.institution), RoleName.KM_OFFICER, by=None, unit=network.institution)
    give_role(a_person("adi", network.institution), RoleName.ADMINISTRATOR, by=None)
    for name in ("hana", "hugo", "hilda", "tomi", "lupa"):  # for those tests that sign in and out themselves
        a_person(name, network)
    made = {
        "guide": a_page("guide", "How to flush a hydrant", by=ana, with_steward=dora),
        "sop": a_page("sop", "Before anyone opens a pit", by=ana, with_steward=dora),
        "night": a_page("article", "Lamps that last a night", by=ana, section=shelf, audience="unit"),
        "review": in_review("guide", "Reading a pressure log", by=ana),
        "unit": a_page("article", "Who has the keys of the depot", by=ana, audience="unit"),
        "overdue": a_page("guide", "Reading the old meters", by=ana, with_steward=dora),
        "due": a_page("guide", "Reading the new meters", by=ana, with_steward=dora),
    }
    made |= {
        "collection": a_page("collection", "Newcomers, week one", by=ana, audience="public"),
        "manual": a_page("manual", "Work on the network", by=ana, with_steward=dora),
    }
    for whole in ("collection", "manual"):
        for part in ("guide", "sop", "overdue"):
            actions.add_part(Item.objects.get(pk=made[whole]), Item.objects.get(pk=made[part]), by=ana)
    made |= a_conversation(ana, cleo)
    made |= {"policy": a_policy(ana, dora), "translated": a_translation(ana, cleo)}
    for name, days in (("overdue", -40), ("due", 10)):
        actions.endorse(Item.objects.get(pk=made[name]), by=dora)
        Item.objects.filter(pk=made[name]).update(check_by=today + timedelta(days=days))
    ask_to_read(
        Item.objects.get(pk=made["sop"]), by=dora, due=today + timedelta(days=10), unit=network,
        words="Before the rains begin.",
    )  # fmt: skip
    wanted = ask(
        "Where is the plan of the old weir?", by=ana, language="en", purpose="Its gate has to be renewed."
    )
    made["wanted"] = wanted.pk if wanted else 0
    sys.stdout.write(json.dumps(made))


def a_person(username: str, unit: Unit | None = None) -> Person:
    name = f"{username.capitalize()} Tirta"
    address = f"{username}@batangair.example"
    person = Person.objects.create_user(username, address, name=name, unit=unit, language="en")
    Person.objects.filter(pk=person.pk).update(password=hashed())
    return Person.objects.get(pk=person.pk)


@cache
def hashed() -> str:
    """Once for all: a good hash takes most of a second on purpose."""
    return make_password(PASSWORD)


def a_page(
    kind: str,
    title: str,
    *,
    by: Person,
    with_steward: Person | None = None,
    section: Section | None = None,
    audience: str = "institution",
) -> int:
    """Begun by one, and published by them or by the steward they send it to."""
    definition = get(kind)
    assert definition is not None
    assert by.unit is not None
    fields = {"purpose": "Nobody is hurt.", "applies_to": "All crews"} if kind == "sop" else {}
    writing = Writing(title=title, summary=f"{title}, in short.", body=STEPS, fields=fields)
    item = actions.begin(definition, by=by, unit=by.unit, language="en", audience=audience, writing=writing)
    if section:
        actions.place(item, by=by, unit=by.unit, section=section, subjects=[], tags=[])
    if with_steward:
        submit = kind_of(item).flow.step("submit")
        assert submit is not None
        actions.take_step(item, submit, by=by)
        item = Item.objects.get(pk=item.pk)
    actions.publish(item, by=with_steward or by)
    return item.pk


def a_conversation(ana: Person, cleo: Person) -> dict[str, int]:
    """On a page of its own: what somebody saw elsewhere, an answer that was changed, and thanks."""
    item = Item.objects.get(pk=a_page("article", "How far a leak can be heard", by=ana))
    said = comment(item, "In the **old town** it is half as far. @ana, is it the pipes?", by=cleo)
    reply = comment(item, "Cast iron caries sound better.", by=ana, to=said)
    edit_comment(reply, "Cast iron carries sound better.", by=ana)
    react(reply, "thanks", by=cleo)
    return {"talked": item.pk, "said": reply.pk}


def a_policy(ana: Person, dora: Person) -> int:
    """Of its two approvals it has the first."""
    definition = get("policy")
    assert definition is not None
    assert ana.unit is not None
    fields = {"purpose": "Pits are safe.", "in_force_from": "2027-01-01"}
    writing = Writing(title="Who may close a street", summary="And for how long.", body=STEPS, fields=fields)
    item = actions.begin(definition, by=ana, unit=ana.unit, language="en", writing=writing)
    take(item, "submit", ana)
    take(item, "approve", dora)
    return item.pk


def a_translation(ana: Person, cleo: Person) -> int:
    """Of a page that has changed since so that it is wrong, and that a reader did not find useful."""
    source = Item.objects.get(pk=a_page("article", "How to read a gauge", by=ana))
    item = translate(source, by=ana, language="id")
    keep(item, ana, title="Cara membaca alat ukur", body="<p>Buka katup seperempat putaran.</p>")
    actions.publish(item, by=ana)
    say(source, by=cleo, is_useful=False, reason="hard", text="What is a quarter turn?")
    keep(
        source,
        ana,
        title="How to read a gauge",
        body="<p>Open the valve half a turn.</p>",
        significance="follow",
    )
    actions.publish(source, by=ana)
    assert source.published is not None
    tell_dependents.func(source.published.pk, ana.pk)
    return item.pk


def keep(item: Item, by: Person, **words: Any) -> None:
    opened = item.draft or item.published
    assert opened is not None
    actions.save_draft(item, Writing(**words), by=by, from_version=opened.pk, revision=opened.revision)


def take(item: Item, name: str, by: Person) -> None:
    step = kind_of(item).flow.step(name)
    assert step is not None
    actions.take_step(item, step, by=by)


def in_review(kind: str, title: str, *, by: Person) -> int:
    """Sent to a steward who has not looked yet."""
    definition = get(kind)
    assert definition is not None
    assert by.unit is not None
    item = actions.begin(
        definition, by=by, unit=by.unit, language="en", writing=Writing(title=title, body=STEPS)
    )
    submit = kind_of(item).flow.step("submit")
    assert submit is not None
    actions.take_step(item, submit, by=by)
    return item.pk


if __name__ == "__main__":
    main()
