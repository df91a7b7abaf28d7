"""What the worker does for the library."""

from django.tasks import task

from lubuk.domains.library import actions
from lubuk.domains.library.models import Export


@task
def make_export(export_id: int) -> None:
    """Nothing when it was swept or made in the meantime: a job may be run twice."""
    export = Export.objects.select_related("person", "item").filter(pk=export_id).first()
    if export and export.is_waiting:
        actions.make_export(export)
