from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "balai.placement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.kernel.registry import DeskHooks, registry  # noqa: PLC0415
        from balai.placement import desk, measures, parameters, privacy  # noqa: F401, PLC0415

        registry.add_person_hooks(privacy.HOOKS)
        registry.add_desk_hooks(DeskHooks("placement", waiting=desk.waiting))
        registry.add_measures("placement", measures.MEASURES)
