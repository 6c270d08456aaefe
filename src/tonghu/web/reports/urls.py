from django.urls import path

from tonghu.web.reports import composer, lists, paper, sections, steps, templates

urlpatterns = [
    path("reports/", lists.reports, name="reports"),
    path("reports/export/", lists.reports_export, name="reports-export"),
    path("reports/new/", steps.report_new, name="report-new"),
    path("reports/<int:pk>/", composer.report, name="report"),
    path("reports/<int:pk>/head/", sections.report_head, name="report-head"),
    path("reports/<int:pk>/sections/add/", sections.report_section_add, name="report-section-add"),
    path("reports/<int:pk>/sections/<int:section_pk>/", sections.report_section, name="report-section"),
    path(
        "reports/<int:pk>/sections/<int:section_pk>/remove/",
        sections.report_section_remove,
        name="report-section-remove",
    ),
    path("reports/<int:pk>/sections/<int:section_pk>/move/", sections.report_section_move, name="report-section-move"),
    path("reports/<int:pk>/check/", steps.report_check, name="report-check"),
    path("reports/<int:pk>/return/", steps.report_return, name="report-return"),
    path("reports/<int:pk>/sign/", steps.report_sign, name="report-sign"),
    path("reports/<int:pk>/revise/", steps.report_revise, name="report-revise"),
    path("reports/<int:pk>/number/", steps.report_number, name="report-number"),
    path("reports/<int:pk>/drop/", steps.report_drop, name="report-drop"),
    path("reports/<int:pk>/docx/", paper.report_docx, name="report-docx"),
    path("reports/<int:pk>/print/", paper.report_print, name="report-print"),
    path("reports/<int:pk>/figures/<str:key>/", composer.report_figure, name="report-figure"),
    path("reports/<int:pk>/changes/", composer.report_changes, name="report-changes"),
    path("reports/templates/", templates.templates, name="templates"),
    path("reports/templates/new/", templates.template_new, name="template-new"),
    path("reports/templates/<int:pk>/", templates.template, name="template"),
]
