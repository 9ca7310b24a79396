"""What Python collects garbage of, in a process that serves for long: the web's, the worker's, the measured one."""

import gc


def settle() -> None:
    """What the process started with stays, so no collection walks through it again; and a thousand cases that are
    loaded together are no reason to look for garbage (measured: a sixth of a night's sweep)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
