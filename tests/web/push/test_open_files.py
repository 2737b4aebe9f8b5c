"""A process that serves streams may open as many files as the system allows."""

import subprocess
import sys


def test_the_limit_is_raised_to_what_the_system_allows() -> None:
    program = (
        "import resource; from app.web.push.open_files import allow_open_files as allow; kind = resource.RLIMIT_NOFILE;"
        "most = resource.getrlimit(kind)[1]; resource.setrlimit(kind, (100, most)); allow();"
        "print(resource.getrlimit(kind) == (most, most))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"True\n"
