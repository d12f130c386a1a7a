from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "balai.skills"
    default_auto_field = "django.db.models.BigAutoField"
