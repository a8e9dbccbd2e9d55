"""From which network a code was asked for: what strangers use up is counted apart from the owner's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0020_of_an_opened_act_only_the_answer_changes")]
    operations = [
        migrations.AddField(
            model_name="onetimecode",
            name="network",
            field=models.CharField(
                blank=True,
                default="",
                help_text="从本人用过的设备获取的为空",
                max_length=45,
                verbose_name="网段",
            ),
        ),
    ]
