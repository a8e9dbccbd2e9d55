"""The one Django app that has tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "chengzhao.records"
    label = "records"
    verbose_name = "招生记录"
    default_auto_field = "django.db.models.BigAutoField"
