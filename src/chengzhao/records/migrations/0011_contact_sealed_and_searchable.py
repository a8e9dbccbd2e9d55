"""Addresses and postcodes are kept, sealed; phones, addresses and the ends of identity numbers get blind indexes.

Blind indexes grow by the id of their key. The columns of candidates who registered before stay empty until `chengzhao keys rotate` fills the indexes.
"""

from django.db import migrations, models

BLIND = 36
LONGER = (
    ("candidate", "identity_index", "证件号码索引"),
    ("failedlogin", "name_index", "账号索引"),
    ("message", "phone_index", "手机号索引"),
    ("onetimecode", "code_digest", "验证码摘要"),
    ("onetimecode", "phone_index", "手机号索引"),
    ("phonechange", "phone_index", "新手机号索引"),
    ("recoverycode", "code_digest", "恢复码摘要"),
)
OF_ACCOUNTS = (("identity_index", "证件号码索引"), ("phone_index", "手机号索引"))


def sealed(label: str) -> "models.BinaryField[bytes, bytes]":
    return models.BinaryField(db_default=b"", verbose_name=label)


def blind(label: str) -> "models.BinaryField[bytes, bytes]":
    return models.BinaryField(db_default=b"", max_length=BLIND, verbose_name=label)


class Migration(migrations.Migration):
    dependencies = [("records", "0010_whose_file_an_audit_row_is_of")]
    operations = [
        *(
            migrations.AlterField(table, column, models.BinaryField(max_length=BLIND, verbose_name=label))
            for table, column, label in LONGER
        ),
        *(
            migrations.AlterField(
                "account",
                column,
                models.BinaryField(max_length=BLIND, null=True, unique=True, verbose_name=label),
            )
            for column, label in OF_ACCOUNTS
        ),
        migrations.AddField("candidate", "identity_tail_index", blind("证件号码后六位索引")),
        migrations.AddField("candidate", "phone_index", blind("手机号索引")),
        migrations.AddField("candidate", "address_sealed", sealed("通讯地址（密文）")),
        migrations.AddField("candidate", "address_index", blind("通讯地址索引")),
        migrations.AddField("candidate", "postcode_sealed", sealed("邮政编码（密文）")),
        migrations.AddIndex(
            "candidate",
            models.Index(fields=["season", "province", "identity_tail_index"], name="candidate_by_tail"),
        ),
        migrations.AddIndex(
            "candidate",
            models.Index(fields=["season", "province", "phone_index"], name="candidate_by_phone"),
        ),
    ]
