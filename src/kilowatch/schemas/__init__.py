"""The committed schemas: ``python -m kilowatch.schemas [write|check]``.

``schemas/openapi/<service>.json`` is the HTTP API of a service, ``schemas/asyncapi.json`` the
messages of the broker and the WebSocket, ``schemas/events/<key>.json`` an event;
``schemas/events/samples`` contains an event of each kind as it was first sent. Samples are written
once and never again: today's consumers must read yesterday's events. ``docs/errors.md`` lists
every problem.
"""
