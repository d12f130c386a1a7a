from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "balai.certification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.certification import desk, parameters, privacy  # noqa: F401, PLC0415
        from balai.kernel.registry import registry  # noqa: PLC0415

        registry.add_desk_hooks(desk.HOOKS)
        registry.add_person_hooks(privacy.HOOKS)
