"""Addresses of records. One word, six places: the word in the address is the view and the action."""

from django.urls import path

from lubuk.domains.records.views import disposal, due, holds, of_item, schedule

app_name = "records"

urlpatterns = [
    path("", schedule.schedule, name="schedule"),
    path("classes/add/", schedule.add, name="add_class"),
    path("classes/csv/", schedule.as_csv, name="schedule_csv"),
    path("classes/import/", schedule.bring_in, name="import_schedule"),
    path("classes/<int:class_id>/", schedule.change, name="class"),
    path("classes/<int:class_id>/close/", schedule.close, name="close_class"),
    path("classes/<int:class_id>/reopen/", schedule.reopen, name="reopen_class"),
    path("holds/", holds.holds, name="holds"),
    path("holds/add/", holds.add, name="add_hold"),
    path("holds/<int:hold_id>/", holds.hold, name="hold"),
    path("holds/<int:hold_id>/choose/", holds.choose, name="choose_for_hold"),
    path("holds/<int:hold_id>/lift/", holds.lift, name="lift_hold"),
    path("holds/<int:hold_id>/release/<int:item_id>/", holds.release, name="release"),
    path("due/", due.due, name="due"),
    path("disposals/", disposal.disposals, name="disposals"),
    path("disposals/<int:disposal_id>/", disposal.disposal, name="disposal"),
    path("disposals/<int:disposal_id>/approve/", disposal.approve, name="approve_disposal"),
    path("disposals/<int:disposal_id>/stop/", disposal.stop, name="stop_disposal"),
    path("disposals/<int:disposal_id>/carry-out/", disposal.carry_out, name="carry_out_disposal"),
    path("disposals/<int:disposal_id>/certificate/", disposal.certificate, name="certificate"),
    path("items/<int:item_id>/", of_item.keeping, name="keeping"),
    path("items/<int:item_id>/hold/", of_item.put_on_hold, name="put_on_hold"),
]
