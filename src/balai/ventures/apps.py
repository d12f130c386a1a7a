from django.apps import AppConfig


class VenturesConfig(AppConfig):
    name = "balai.ventures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.kernel.registry import DeskHooks, registry  # noqa: PLC0415
        from balai.ventures import desk, measures, parameters, privacy  # noqa: F401, PLC0415

        registry.add_person_hooks(privacy.HOOKS)
        registry.add_desk_hooks(DeskHooks("ventures", waiting=desk.waiting, hand_over=desk.hand_over))
        registry.add_measures("ventures", measures.MEASURES)
