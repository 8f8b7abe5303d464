"""One description for each name: what a field, a parameter or a value means wherever it appears.

The documents of the API and of the events take a description from here where the place itself has
none. A place that means something of its own is named ``Schema.field`` or ``operation.parameter``.
"""

from kilowatch.contracts.vocabulary.fields import FIELDS
from kilowatch.contracts.vocabulary.places import PLACES
from kilowatch.contracts.vocabulary.values import described

__all__ = ["described", "description_of"]


def description_of(place: str, name: str) -> str | None:
    """Return what ``name`` means in the schema or operation ``place``; None if nobody says."""
    return PLACES.get(f"{place}.{name}", FIELDS.get(name))
