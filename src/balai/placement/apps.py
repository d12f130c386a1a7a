from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "balai.placement"
    default_auto_field = "django.db.models.BigAutoField"
