"""The one Django app that has tables."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    name = "chengzhao.records"
    label = "records"
    verbose_name = "招生记录"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Tables must be known before their walls are described.
        from chengzhao.records.walls.install import after_migration

        post_migrate.connect(after_migration, sender=self)
