from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    name = "balai.collaboration"
    default_auto_field = "django.db.models.BigAutoField"
