from django.urls import path

from tonghu.web.cases.parts import agreements, assessments, goals, parties, tracks

urlpatterns = [
    path("cases/<int:pk>/assessments/<int:assessment>/", assessments.assessment, name="case-assessment"),
    path("cases/<int:pk>/assessments/<int:assessment>/seen/", assessments.assessment_seen, name="case-assessment-seen"),
    path("cases/<int:pk>/parties/<int:party>/", parties.party, name="case-party"),
    path("cases/<int:pk>/goals/<int:goal>/", goals.goal, name="case-goal"),
    path("cases/<int:pk>/safety/<int:plan>/", goals.safety, name="case-safety"),
    path("cases/<int:pk>/agreements/<int:agreement>/", agreements.agreement, name="case-agreement"),
    path("cases/<int:pk>/promises/<int:promise>/", agreements.promise, name="case-promise"),
    path("cases/<int:pk>/tracks/<int:track>/", tracks.track, name="case-track"),
    path("cases/<int:pk>/tracks/<int:track>/<slug:step>/", tracks.track_step, name="case-track-step"),
]
