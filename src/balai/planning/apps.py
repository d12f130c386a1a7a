from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "balai.planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.kernel.registry import DeskHooks, registry  # noqa: PLC0415
        from balai.planning import agenda, desk, measures, parameters  # noqa: F401, PLC0415

        registry.add_desk_hooks(DeskHooks("planning", waiting=desk.waiting))
        registry.add_agenda("planning", agenda.offers)
        registry.add_measures("planning", measures.MEASURES)
