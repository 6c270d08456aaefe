"""The bare view's settings: the same server and pool, no sessions, no sign-in, no middleware, no scope."""

from tonghu.config import settings as ours
from tonghu.config.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.bare"
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [ours.PACKAGE.parent.parent / "bench"]}
]
DATABASES = {
    **ours.DATABASES,
    # The owner is not held back by row-level security: what a view without a scope would read.
    "default": {
        **ours.DATABASES["owner"],
        "OPTIONS": {**ours.DATABASES["owner"]["OPTIONS"], "pool": ours.DATABASES["default"]["OPTIONS"]["pool"]},
    },
}
