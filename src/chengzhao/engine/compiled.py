"""Compiled functions: plain Python that Numba makes machine code of, once for a machine and a version of the engine."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")

_njit: Any = numba.njit
"""Untyped: its published types know neither the cache nor every option."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function compiled; it lets other threads run, and its machine code is kept beside the source."""
    made = _njit(cache=True, nogil=True, error_model="numpy")(function)
    # Numba compares only the file that a function stands in with what it has kept, not those of what it calls.
    made._cache._cache_file._source_stamp = _source_stamp()
    typed: Callable[P, R] = made
    return typed


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function compiled for being called by compiled ones only, which spares most of the compilation."""
    typed: Callable[P, R] = _njit(
        no_cpython_wrapper=True, no_cfunc_wrapper=True, nogil=True, error_model="numpy"
    )(function)
    return typed


@cache
def _source_stamp() -> str:
    """A digest of every source of the engine."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).resolve().parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
