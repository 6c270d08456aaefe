from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tonghu.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tonghu.locale.catalogue import compile_changed  # noqa: PLC0415  reads Django, which is not ready above

        compile_changed()
