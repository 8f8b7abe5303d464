"""Temporary files for unpacked and converted content, deleted on exit."""

import tempfile
from contextlib import ExitStack
from typing import IO

IN_MEMORY_BYTES = 4 * 1024 * 1024


class Scratch(ExitStack):
    """Temporary files, in memory while small. A context manager."""

    def file(self) -> IO[bytes]:
        """Return a new temporary file."""
        return self.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES))
