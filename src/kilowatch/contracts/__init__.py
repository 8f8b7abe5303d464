"""Everything that crosses a process: identifiers, units, events and wire formats.

Services meet only here. Nothing in this package knows a framework or a database.
"""
