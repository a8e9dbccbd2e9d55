"""The files of a run as they were kept, with which an auditor files it again."""

from uuid import UUID

from chengzhao.records.models import FilingSheet


def kept_files(season: int, province: str, public_id: UUID) -> dict[str, tuple[str, bytes]]:
    """SHA-256 and packed bytes of each file of a run of the season, by name; empty where none was kept."""
    rows = FilingSheet.objects.filter(run__season=season, run__province=province, run__public_id=public_id)
    return {row.name: (row.digest, bytes(row.packed)) for row in rows.order_by("name")}
