from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "balai.counselling"
    default_auto_field = "django.db.models.BigAutoField"
