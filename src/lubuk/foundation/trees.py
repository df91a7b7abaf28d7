"""Trees of places, units and subjects, kept as materialised paths of ids: "/1/4/9/".

A path makes "everything under this" a prefix match and "everything above this" a list of ids without a query.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lubuk.foundation.labels import in_language
from lubuk.foundation.refusal import Refused


class TreeQuerySet[N: "TreeNode"](models.QuerySet[N]):
    def within(self, node: N) -> Self:
        """The node and everything below it."""
        return self.filter(path__startswith=node.path)

    def above(self, node: N) -> Self:
        """The node and everything it stands under, from the root down."""
        return self.filter(pk__in=node.lineage).order_by("path")

    def roots(self) -> Self:
        return self.filter(parent=None)


class TreeNode(models.Model):
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=255, db_index=True, editable=False)
    labels = models.JSONField(default=dict)
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)

    objects: Any = TreeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new node gets its path from its number, which only the database knows: two statements, one transaction."""
        if self.pk:
            super().save(*args, **kwargs)
            return
        self.slug = self.slug or free_slug(type(self), in_language(self.labels))
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
            super().save(update_fields=["path"])

    @property
    def name(self) -> str:
        return in_language(self.labels)

    @property
    def lineage(self) -> list[int]:
        """Ids from the root down to this node itself."""
        return lineage_of(self.path)

    @property
    def depth(self) -> int:
        return len(self.lineage) - 1

    def is_within(self, other: TreeNode) -> bool:
        return self.path.startswith(other.path)


def lineage_of(path: str) -> list[int]:
    return [int(part) for part in path.split("/") if part]


def free_slug(model: type[TreeNode], text: str) -> str:
    stem = slugify(text)[:70] or model.__name__.lower()
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


@transaction.atomic
def move(node: TreeNode, *, under: TreeNode | None) -> None:
    """Hang the node with all below it under another one (or make it a root).

    Raises Refused when that would put a node under itself.
    """
    hold(node, under)
    if under and under.is_within(node):
        raise Refused(_("A part can't be moved under itself. Choose another place."))
    old = node.path
    new = f"{under.path if under else '/'}{node.pk}/"
    branch = type(node).objects.filter(path__startswith=old)
    branch.update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    node.parent, node.path = under, new
    node.save(update_fields=["parent"])


def hold(node: TreeNode, under: TreeNode | None) -> None:
    """Read both again, and let nobody move anything in this tree meanwhile: paths that are known may be over."""
    nodes: Any = type(node).objects
    there = list(nodes.select_for_update().order_by("pk").values_list("pk", "path", "parent_id"))
    paths = {pk: (path, parent) for pk, path, parent in there}
    known: list[Any] = [place for place in (node, under) if place]
    for place in known:
        place.path, place.parent_id = paths[place.pk]
