"""The key set in the API."""

from typing import Any

from pydantic import BaseModel


class KeySetView(BaseModel):
    """A JSON web key set (RFC 7517), public parts only."""

    keys: list[dict[str, Any]]
