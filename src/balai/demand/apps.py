from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "balai.demand"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.demand import desk, measures  # noqa: PLC0415
        from balai.kernel.registry import DeskHooks, registry  # noqa: PLC0415

        registry.add_desk_hooks(DeskHooks("demand", waiting=desk.waiting))
        registry.add_measures("demand", measures.MEASURES)
