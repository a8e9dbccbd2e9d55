"""Machine code that was kept is of the sources as they stand."""

from pathlib import Path

import chengzhao.engine
from chengzhao.engine import compiled as module
from chengzhao.engine.compiled import compiled
from chengzhao.engine.filing.procedures import file_rank


def test_machine_code_is_kept_under_the_sources_of_the_whole_engine() -> None:
    assert file_rank._cache._cache_file._source_stamp == module._source_stamp()  # type: ignore[attr-defined]


def test_another_source_is_another_stamp(tmp_path: Path, monkeypatch: object) -> None:
    before = module._source_stamp()
    copied = tmp_path / "engine"
    copied.mkdir()
    for path in Path(chengzhao.engine.__file__).parent.glob("*.py"):
        (copied / path.name).write_bytes(path.read_bytes())
    (copied / "more.py").write_text("MORE = 1\n", encoding="utf-8")
    module._source_stamp.cache_clear()
    kept, module.__file__ = module.__file__, str(copied / "compiled.py")
    try:
        assert module._source_stamp() != before
    finally:
        module.__file__ = kept
        module._source_stamp.cache_clear()


def doubled(value: int) -> int:
    return 2 * value


def test_compiled_functions_give_what_python_gives() -> None:
    assert compiled(doubled)(21) == doubled(21) == 42
