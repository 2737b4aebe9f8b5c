"""How many files and connections the process may have open."""

import sys


def allow_open_files() -> None:
    """Raise this process's own limit to what the system allows: each stream is an open file, and 1024 are common."""
    if sys.platform == "win32":  # no such limit
        return
    import resource  # noqa: PLC0415 - it exists only where the limit does

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
