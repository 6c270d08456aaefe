from django.urls import path

from tonghu.web.accounts import grants, lists, steps, user

urlpatterns = [
    path("accounts/", lists.users, name="users"),
    path("accounts/export/", lists.users_export, name="users-export"),
    path("accounts/new/", user.new, name="user-new"),
    path("accounts/<int:pk>/", user.show, name="user"),
    path("accounts/<int:pk>/grants/", grants.add, name="grant-add"),
    path("accounts/grants/<int:pk>/end/", grants.end, name="grant-end"),
    path("accounts/<int:pk>/password/", steps.new_password, name="user-password"),
    path("accounts/<int:pk>/unlock/", steps.unlocked, name="user-unlock"),
    path("accounts/<int:pk>/close/", steps.closed, name="user-close"),
    path("accounts/<int:pk>/open/", steps.opened, name="user-open"),
]
