"""All settings. The environment is read here, once."""

import os
from pathlib import Path

from tonghu.config.database import django_database
from tonghu.engine import connect, folder
from tonghu.locale.compiled import compile_changed

PACKAGE = Path(__file__).resolve().parent.parent
DATA = folder.DataFolder.here()
DEMO = os.environ.get("TONGHU_DEMO", "") == "1"
DEBUG = os.environ.get("TONGHU_DEBUG", "") == "1"

SECRET_KEY = DATA.secret("django.key")
TONGHU_FIELDS_KEY = DATA.secret("fields.key")
ALLOWED_HOSTS = os.environ.get("TONGHU_HOSTS", "127.0.0.1 localhost [::1]").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("TONGHU_ORIGINS", "").split()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "tonghu.trail",
    "tonghu.accounts",
    "tonghu.places",
    "tonghu.access",
    "tonghu.people",
    "tonghu.files",
    "tonghu.work",
    "tonghu.intake",
    "tonghu.cases",
    "tonghu.outreach",
    "tonghu.figures",
    "tonghu.reports",
    "tonghu.web",
]

MIDDLEWARE = [
    "tonghu.web.public.floods.FloodMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tonghu.web.middleware.ScopeMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tonghu.config.urls"
CSRF_FAILURE_VIEW = "tonghu.web.errors.forged"
FORM_RENDERER = "tonghu.web.renderer.Renderer"
WSGI_APPLICATION = "tonghu.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tonghu.web.context.frame",
            ],
        },
    },
    # The rows of long tables: a page of fifty costs half a millisecond instead of six.
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "NAME": "rows", "DIRS": [PACKAGE / "web" / "rows"]},
]

_urls = connect.urls()
_pool = {"min_size": 1, "max_size": int(os.environ.get("TONGHU_POOL", "8")), "timeout": 10}
DATABASES = {
    "default": django_database(_urls.app, pool=_pool),
    # what must survive the rollback of the request's own transaction: refused openings
    "aside": django_database(_urls.app, pool={"min_size": 0, "max_size": 2}, mirror="default"),
    "owner": django_database(_urls.owner),
}
DATABASE_ROUTERS: list[str] = []

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "web:sign-in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "web:sign-in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "tonghu.web.accounts.locks.locked"
OTP_TOTP_ISSUER = "童护 Tonghu"

# Addresses of proxies that may say whose request they pass on.
TONGHU_PROXIES = frozenset(filter(None, os.environ.get("TONGHU_PROXIES", "").split(",")))
SESSION_COOKIE_AGE = int(os.environ.get("TONGHU_IDLE_SECONDS", str(30 * 60)))
# ScopeMiddleware puts the end off at most once a minute: a write on every page would cost more than the page
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("TONGHU_HTTPS", "") == "1"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
compile_changed(PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po")
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TONGHU_TIME_ZONE", "Asia/Shanghai")
FORMAT_MODULE_PATH = ["tonghu.config.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA.files
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
TONGHU_UPLOAD_MOST = 20 * 1024 * 1024

# reminders leave by this server; without one there is no mail, and the page says so
EMAIL_HOST = os.environ.get("TONGHU_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("TONGHU_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("TONGHU_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TONGHU_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TONGHU_MAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TONGHU_MAIL_FROM", "tonghu@localhost")
TONGHU_SITE = os.environ.get("TONGHU_SITE", "http://127.0.0.1:8000/")
# the chat services that people may name beside mail: each talks to its own maker's address and to no other
_chats = os.environ.get("TONGHU_REMINDER_SERVICES", "wecombot dingtalk feishu lark")
TONGHU_REMINDER_SERVICES = frozenset(_chats.lower().split())

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# a name is locked whatever address it is tried from: the offices of a county share one
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
