from importlib import import_module

from django.apps import AppConfig

from balai.kernel.registry import registry


class PeopleConfig(AppConfig):
    name = "balai.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        registry.add_person_hooks(import_module("balai.people.privacy").HOOKS)
        registry.add_desk_hooks(import_module("balai.people.desk").HOOKS)
        import_module("balai.people.parameters")
