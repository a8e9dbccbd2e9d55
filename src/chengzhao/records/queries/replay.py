"""The input of a run as it was kept, with which an auditor runs the filing again."""

import zlib
from uuid import UUID

from chengzhao.records.models import FilingSheet

LOG = "log.csv"


def kept_input(season: int, province: str, public_id: UUID) -> dict[str, bytes]:
    """The input files of a run of the season by name, as the offline command reads them; empty where none."""
    rows = FilingSheet.objects.filter(
        run__season=season, run__province=province, run__public_id=public_id
    ).exclude(name=LOG)
    return {row.name: zlib.decompress(bytes(row.packed)) for row in rows.order_by("name")}
