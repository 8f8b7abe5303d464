"""One description for each name: the meaning of a field, parameter or value wherever it appears.

The documents of the API and of the events take a description from here if the declaration has
none. A place with a meaning of its own is named ``Schema.field`` or ``operation.parameter``.
"""

from kilowatch.contracts.vocabulary.fields import FIELDS
from kilowatch.contracts.vocabulary.places import PLACES
from kilowatch.contracts.vocabulary.values import described

__all__ = ["described", "description_of"]


def description_of(place: str, name: str) -> str | None:
    """Return the meaning of ``name`` in the schema or operation ``place``; None if undocumented."""
    return PLACES.get(f"{place}.{name}", FIELDS.get(name))
