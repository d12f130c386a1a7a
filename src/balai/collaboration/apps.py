from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    name = "balai.collaboration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from balai.collaboration import agenda, desk, parameters  # noqa: F401, PLC0415
        from balai.collaboration.queries import adaptations, obstacles  # noqa: PLC0415
        from balai.kernel.registry import DeskHooks, registry  # noqa: PLC0415

        registry.add_desk_hooks(DeskHooks("collaboration", waiting=desk.waiting))
        registry.add_agenda("collaboration.pulse", agenda.pulse_offers)
        registry.add_agenda("collaboration.promises", agenda.promise_offers)
        registry.add_agenda("collaboration.obstacles", obstacles.offers)
        registry.add_agenda("collaboration.adaptations", adaptations.offers)
