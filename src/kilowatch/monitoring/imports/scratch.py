"""Temporary files for what is unpacked or converted; they are gone with their stack."""

import tempfile
from contextlib import ExitStack
from typing import IO

IN_MEMORY_BYTES = 4 * 1024 * 1024


class Scratch(ExitStack):
    """Temporary files, in memory while they are small. Use it as a context manager."""

    def file(self) -> IO[bytes]:
        """Return a new one."""
        return self.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES))
