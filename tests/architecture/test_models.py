"""What the models may know of each other."""

from django.contrib.contenttypes.fields import GenericForeignKey  # noqa: TID251  to find it
from django.db.models import Field, Model

from lubuk.foundation.items.models import Item
from tests.architecture.house import FLOORS, app_of, floor_of, models

MOST_COLUMNS = 20  # Item is thin and stays so: what fewer kinds need is a typed field of their versions


def _relations() -> list[tuple[type[Model], str, type[Model]]]:
    fields = ((model, field) for model in models() for field in model._meta.get_fields())
    return [
        (model, field.name, field.related_model)
        for model, field in fields
        if isinstance(field, Field) and isinstance(field.related_model, type) and field.model is model
    ]


def test_no_relation_points_to_a_higher_floor() -> None:
    wrong = [
        f"{model._meta.label}.{name} points up to {target._meta.label}"
        for model, name, target in _relations()
        if (above := floor_of(target)) is not None and above > (floor_of(model) or 0)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_relation_goes_from_one_domain_to_another() -> None:
    domains = FLOORS.index("domains")
    wrong = [
        f"{model._meta.label}.{name} points across to {target._meta.label}: use items.Link"
        for model, name, target in _relations()
        if floor_of(model) == floor_of(target) == domains and app_of(model) != app_of(target)
    ]
    assert not wrong, "\n".join(wrong)


def test_an_item_has_few_columns() -> None:
    columns = [field.column for field in Item._meta.concrete_fields]
    assert len(columns) <= MOST_COLUMNS, columns


def test_no_row_points_to_just_anything() -> None:
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert not loose
