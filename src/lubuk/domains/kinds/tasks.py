"""What the worker does for the workshop."""

from django.tasks import task

from lubuk.foundation.shaping.models import Moving
from lubuk.foundation.shaping.moving import carry_out, interrupted


@task
def move_items(moving_id: int) -> None:
    """A job may be run twice: what was moved by then is not moved again."""
    moving = Moving.objects.select_related("by").get(pk=moving_id)
    carry_out(moving)


def resume_moving() -> None:
    """Pages whose moving was interrupted go on being moved."""
    for number in interrupted():
        move_items.enqueue(number)
