"""The bounds of an administrator's commands to the simulation."""

from typing import Final

MOST_BURST_KWH: Final = 1_000
LONGEST_BURST_S: Final = 600
