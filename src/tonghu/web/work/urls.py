from django.urls import path

from tonghu.web.work import late, reminders, terms

urlpatterns = [
    path("late/", late.late, name="late"),
    path("late/rows/", late.late_rows, name="late-rows"),
    path("late/export/", late.late_export, name="late-export"),
    path("terms/", terms.terms, name="terms"),
    path("terms/<slug:desk>/<slug:name>/", terms.term, name="term"),
    path("closed-days/", terms.closed_days, name="closed-days"),
    path("closed-days/<int:pk>/remove/", terms.closed_day_remove, name="closed-day-remove"),
    path("me/reminders/", reminders.reminders, name="reminders"),
    path("me/reminders/<int:pk>/remove/", reminders.reminder_remove, name="reminder-remove"),
]
