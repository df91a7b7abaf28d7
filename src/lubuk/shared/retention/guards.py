"""The database itself refuses to lose what is under a hold, whoever asks: an action, a shell, a script of one's own.

SQLite forgets the triggers of a table that a migration remakes, so they are put up anew after every migration
(`lubuk.site.serving.prepare`), and tests/test_guards.py looks whether they stand.
"""

from __future__ import annotations

from typing import Any

REFUSAL = "this is under a legal hold"

# Table, the column with the item, and what may not happen: (name, moment, further condition).
HELD_TABLES = (
    ("items_item", "id", (("gone", "DELETE", ""),)),
    (
        "items_version",
        "item_id",
        (
            ("gone", "DELETE", ""),
            ("changed", "UPDATE OF title, summary, body, fields, item_id", "OLD.published_at IS NOT NULL"),
        ),
    ),
    (
        "attachments_attachment",
        "item_id",
        (("gone", "DELETE", ""), ("changed", "UPDATE OF content_id, key, item_id", "")),
    ),
    # Bytes are kept once for all who have them; an attachment keeps them from being deleted.
    ("attachments_content", "content", (("changed", "UPDATE OF file, digest, size", ""),)),
)
OWN = "retention_held"  # a held row can be released, not removed: removing it would open the way to the rest


def statements(vendor: str) -> list[str]:
    made = function() if vendor == "postgresql" else []
    for table, column, moments in HELD_TABLES:
        asked = f"item_id = OLD.{column}" if column != "content" else in_items_with("OLD.id")
        held = f"EXISTS (SELECT 1 FROM {OWN} WHERE {asked} AND released_at IS NULL)"  # noqa: S608
        for name, moment, also in moments:
            made += trigger(vendor, f"hold_{table}_{name}", f"{moment} ON {table}", held, also)
    made += trigger(vendor, "hold_held_gone", f"DELETE ON {OWN}", "OLD.released_at IS NULL", "")
    if vendor == "postgresql":
        made += [emptied(table) for table in ("items_item", "items_version", "attachments_attachment", OWN)]
    return made


def trigger(vendor: str, name: str, moment: str, held: str, also: str) -> list[str]:
    condition = f"{also} AND {held}" if also else held
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {moment} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        ]
    # PostgreSQL allows no question to another table in WHEN, so the function asks.
    asked = {OWN: "released", "items_item": "id", "attachments_content": "content"}
    column = asked.get(moment.rpartition(" ")[2], "item_id")
    when = f" WHEN ({also})" if also else ""
    return [
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {moment} FOR EACH ROW{when} "
        f"EXECUTE FUNCTION retention_refuse_held('{column}')"
    ]


def in_items_with(content: str) -> str:
    return f"item_id IN (SELECT item_id FROM attachments_attachment WHERE content_id = {content})"  # noqa: S608


def function() -> list[str]:
    return [
        f"""CREATE OR REPLACE FUNCTION retention_refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE held boolean;
        BEGIN
            IF TG_ARGV[0] = 'released' THEN
                held := to_jsonb(OLD) ->> 'released_at' IS NULL;
            ELSIF TG_ARGV[0] = 'content' THEN
                held := EXISTS (SELECT 1 FROM {OWN} WHERE released_at IS NULL
                    AND {in_items_with("(to_jsonb(OLD) ->> 'id')::bigint")});
            ELSE
                held := EXISTS (SELECT 1 FROM {OWN} WHERE released_at IS NULL
                    AND item_id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint);
            END IF;
            IF held THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $$""",  # noqa: S608
        f"""CREATE OR REPLACE FUNCTION retention_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM {OWN} WHERE released_at IS NULL) THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
            RETURN NULL;
        END $$""",  # noqa: S608
    ]


def emptied(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER hold_{table}_emptied BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION retention_refuse_emptying()"
    )


def put_up(connection: Any) -> None:
    """Idempotent; `connection` is a Django database connection."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
