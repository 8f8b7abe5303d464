"""The bounds of what an administrator may ask of the simulation."""

from typing import Final

MOST_BURST_KWH: Final = 1_000
LONGEST_BURST_S: Final = 600
