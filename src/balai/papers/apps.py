from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "balai.papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.kernel.registry import registry  # noqa: PLC0415
        from balai.papers import desk, measures, parameters  # noqa: F401, PLC0415

        registry.add_desk_hooks(desk.HOOKS)
        registry.add_measures("papers", measures.MEASURES)
