from django.urls import path

from tonghu.web.outreach import entry, imports, lists, materials, photos, record, suggest

urlpatterns = [
    path("activities/", lists.activities, name="activities"),
    path("activities/export/", lists.activities_export, name="activities-export"),
    path("activities/print/", lists.activities_print, name="activities-print"),
    path("activities/new/", entry.activity_new, name="activity-new"),
    path("activities/names/<slug:sort>/", suggest.suggest, name="activity-names"),
    path("activities/<int:pk>/", record.activity, name="activity"),
    path("activities/<int:pk>/edit/", entry.activity_edit, name="activity-edit"),
    path("activities/<int:pk>/withdraw/", record.activity_withdraw, name="activity-withdraw"),
    path("activities/<int:pk>/files/", photos.attachment_add, name="attachment-add"),
    path("activities/<int:pk>/files/<int:file_pk>/", photos.attachment, name="attachment"),
    path("activities/<int:pk>/files/<int:file_pk>/remove/", photos.attachment_remove, name="attachment-remove"),
    path("activities/materials/", materials.materials, name="materials"),
    path("activities/materials/new/", materials.material_new, name="material-new"),
    path("activities/materials/<int:pk>/", materials.material_edit, name="material-edit"),
    path("activities/imports/", imports.imports, name="imports"),
    path("activities/imports/new/", imports.import_new, name="import-new"),
    path("activities/imports/sheet/", imports.import_sheet, name="import-sheet"),
    path("activities/imports/<int:pk>/", imports.import_review, name="import"),
    path("activities/imports/<int:pk>/confirm/", imports.import_confirm, name="import-confirm"),
    path("activities/imports/<int:pk>/drop/", imports.import_drop, name="import-drop"),
    path("activities/imports/<int:pk>/bad/", imports.import_bad, name="import-bad"),
]
