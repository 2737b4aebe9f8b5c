"""The build hook: `pip install .` alone brings the front-end libraries and compiles the translations.

If the machine has npm, its Node is used. Otherwise the build requires a wheel with Node, which is installed only in the
build's own environment.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Runs tools/build_assets.py before files are collected."""

    def dependencies(self) -> list[str]:
        """The wheel with Node, if the machine has no npm."""
        if shutil.which("npm"):
            return []
        lines = (Path(self.root) / "requirements" / "node.txt").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line and not line.startswith("#")]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets, or stop the build. A wheel carries them inside the package, a checkout beside it."""
        subprocess.run([sys.executable, str(Path(self.root) / "tools" / "build_assets.py")], check=True)
        if version == "standard":
            build_data["force_include"].update({"templates": "app/templates", "static": "app/static"})
