"""Compiled functions: plain Python that Numba makes machine code of, once for a machine and a version of the engine."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic
from numpy.typing import NDArray

P = ParamSpec("P")
R = TypeVar("R")

_njit: Any = numba.njit
_cgutils: Any = cgutils
"""Untyped: what is published of their types knows neither the cache nor every option."""


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


@intrinsic
def _prefetch(_: Any, array: Any, at: Any) -> Any:
    """Machine code of `prefetch`, of one argument's type."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        made = context.make_array(array)(context, builder, arguments[0])
        further = [context.get_constant(types.intp, 0)] * (array.ndim - 1)
        place = _cgutils.get_item_pointer(context, builder, array, made, [arguments[1], *further])
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [_cgutils.voidptr_t, number, number, number])
        fetch = _cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        # For reading (0), into every cache (3), of data (1).
        builder.call(fetch, [builder.bitcast(place, _cgutils.voidptr_t), number(0), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), generate


_typed_prefetch: Any = _prefetch


@inner
def prefetch(array: NDArray[Any], at: int) -> None:
    """Ask the processor to fetch the line of `array[at]`, which a loop comes to only later; changes nothing."""
    _typed_prefetch(array, at)
