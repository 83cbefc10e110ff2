"""Waiting for a condition, never for a time."""

import asyncio
import inspect
import time


def wait(condition, within=10, every=0.01):
    """What `condition` returns once that is true; fails when it is not in time."""
    deadline = time.monotonic() + within
    while True:
        if found := condition():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s: {describe(condition)}")
        time.sleep(every)


async def until(condition, within=10, every=0.01):
    """The same, letting other tasks run."""
    deadline = time.monotonic() + within
    while True:
        if found := condition():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s: {describe(condition)}")
        await asyncio.sleep(every)


def describe(condition):
    try:
        return inspect.getsource(condition).strip()
    except (OSError, TypeError):
        return repr(condition)
