"""Pictures drawn in another process, so that who waits for one keeps nobody else waiting."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache

from dashboard.brief.picture import picture
from dashboard.layer import the_layer
from dashboard.views.address import named, position


@lru_cache(maxsize=1)
def _pool() -> ProcessPoolExecutor:
    """One worker, started with the first picture. Spawned, not forked: the server has threads."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def submit(query: str, kind: str, size: str, theme: str) -> Future[bytes]:
    """Draw the view of a URL query as `kind` ("png", "svg" or "pdf") in the worker; the future gives the bytes.

    A worker that died (out of memory, killed) is replaced at the next call; the future then raises ``BrokenExecutor``.
    """
    pool = _pool()
    try:
        return pool.submit(draw, query, kind, size, theme)
    except RuntimeError:  # the pool is broken: BrokenProcessPool is one
        _pool.cache_clear()
        return _pool().submit(draw, query, kind, size, theme)


@lru_cache(maxsize=32)
def draw(query: str, kind: str, size: str, theme: str) -> bytes:
    """What the worker does; the same picture is drawn once."""
    layer = the_layer()
    return picture(layer, named(query, layer), format=kind, size=size, theme=theme, position=position(query))
