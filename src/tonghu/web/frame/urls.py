from django.urls import path

from tonghu.web.frame import factor, home, search, session, undertaking

urlpatterns = [
    path("", home.home, name="home"),
    path("waiting/", home.waiting_count, name="waiting"),
    path("search/", search.search, name="search"),
    path("office-for/", session.choose_office, name="choose-office"),
    path("language/", session.language, name="language"),
    path("sign-in/", session.SignIn.as_view(), name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("password/", session.password, name="password"),
    path("undertaking/", undertaking.undertaking, name="undertaking"),
    path("second-factor/", factor.confirm, name="second-factor"),
    path("second-factor/setup/", factor.setup, name="second-factor-setup"),
    path("second-factor/recovery-codes/", factor.recovery_codes, name="recovery-codes"),
]
