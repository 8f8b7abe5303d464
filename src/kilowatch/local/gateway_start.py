"""Starts the gateway so that it is not reachable before it has its routes.

Traefik listens before it has read its routes, and answers 404 until then. Here a doorkeeper
listens beside it on the same port (SO_REUSEPORT). A filter in the kernel gives it every
connection, and it answers 503, until Traefik has its routes; then it exits, and all
connections are Traefik's.

    python -m kilowatch.local.gateway_start HOST:PORT PORT/PATH PROGRAM [ARGUMENT …]

``PORT/PATH`` of this machine answers 200 once it is ready. The process becomes PROGRAM; the
doorkeeper is another one, and exits soon. Few modules are imported: each start waits for them.
"""

import ctypes
import json
import os
import selectors
import socket
import struct
import sys
import threading
import time
from typing import Final

RETRY_AFTER_S: Final = 1
LOOK_EVERY_S: Final = 0.02
ANSWER_WITHIN_S: Final = 2.0
STAY_S: Final = 1.0
"""The time for which connections already on their way to the doorkeeper are answered."""

LINGER_BYTES: Final = 1024 * 1024
HEAD_BYTES: Final = 16 * 1024
BACKLOG: Final = 512
MOST_AT_ONCE: Final = 64

SO_ATTACH_REUSEPORT_CBPF: Final = 51
"""A program that chooses which socket of a port gets a connection; see socket(7)."""

RETURN: Final = 0x06
"""BPF_RET | BPF_K."""

OF_DOORKEEPER, OF_GATEWAY = 0, 1
"""Sockets of a port are numbered in the order in which they began to listen."""


def main(arguments: list[str]) -> None:
    """Leave a doorkeeper behind and become the program."""
    address, ready, program, *rest = arguments
    door = _open_door(address)
    gateway = os.getpid()
    if door is not None:
        if _is_doorkeeper():
            try:
                _keep(door, gateway, ready)
            finally:
                os._exit(0)
        door.close()
    os.execv(program, [program, *rest])  # noqa: S606 - the program itself, at its path


def unavailable() -> bytes:
    """Return the whole response of the doorkeeper."""
    said = {
        "type": "urn:kilowatch:problem:unavailable",
        "title": "Service Unavailable",
        "status": 503,
        "code": "unavailable",
        "detail": "Kilowatch is starting. Try again in a moment.",
    }
    body = json.dumps(said).encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\n"
        "Content-Type: application/problem+json\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Cache-Control: no-store\r\n"
        f"Retry-After: {RETRY_AFTER_S}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode() + body


async def doorkeeper_left(address: str) -> bool:
    """Return true if new connections reach the gateway itself."""
    import asyncio  # imported late: the start of the gateway waits for its imports

    # The gateway rejects this by itself, whatever its services do: no host is named.
    nonsense = b"GET / HTTP/1.1\r\n\r\n"
    host, port = _host_and_port(address)
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(nonsense)
                status = (await reader.readline()).split(b" ", 2)[1:2]
            finally:
                writer.close()
    except OSError:
        return False
    return status not in ([], [b"503"])


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _open_door(address: str) -> socket.socket | None:
    """Return a socket that gets every connection; None if this kernel can't select one."""
    host, port = _host_and_port(address)
    # As the gateway does: all addresses of a machine are those of both families.
    everywhere = host in {"", "0.0.0.0", "::"} and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if everywhere or ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if everywhere:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        door.bind(("" if everywhere else host, port))
        _give_to(door, OF_DOORKEEPER)
        door.listen(BACKLOG)
    except OSError as error:
        sys.stderr.write(f"no doorkeeper: {error}\n")
        door.close()
        return None
    return door


def _give_to(door: socket.socket, number: int) -> None:
    """Direct new connections of the port to the socket of this number."""
    instruction = ctypes.create_string_buffer(struct.pack("HBBI", RETURN, 0, 0, number))
    program = struct.pack("HL", 1, ctypes.addressof(instruction))
    door.setsockopt(socket.SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program)


def _is_doorkeeper() -> bool:
    """Fork twice; return true in the new process, which has no parent in this session."""
    middle = os.fork()
    if middle:
        os.waitpid(middle, 0)
        return False
    if os.fork():
        os._exit(0)
    return True


def _keep(door: socket.socket, gateway: int, ready: str) -> None:
    """Answer connections until the gateway can, or is gone."""
    door.setblocking(False)
    slots = threading.BoundedSemaphore(MOST_AT_ONCE)
    with selectors.DefaultSelector() as waiting:
        waiting.register(door, selectors.EVENT_READ)
        while not _can_answer(ready):
            if not _lives(gateway):
                return
            waiting.select(LOOK_EVERY_S)
            _answer_all(door, slots)
        # It reports its routes just before they apply at every one of its addresses.
        time.sleep(LOOK_EVERY_S)
        _give_to(door, OF_GATEWAY)
        until = time.monotonic() + STAY_S
        while time.monotonic() < until:
            waiting.select(LOOK_EVERY_S)
            _answer_all(door, slots)
    for _ in range(MOST_AT_ONCE):
        slots.acquire(timeout=ANSWER_WITHIN_S)


def _can_answer(ready: str) -> bool:
    port, _, path = ready.partition("/")
    try:
        with socket.create_connection(("127.0.0.1", int(port)), ANSWER_WITHIN_S) as asked:
            asked.sendall(f"GET /{path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            return asked.recv(64).split(b" ", 2)[1:2] == [b"200"]
    except OSError:
        return False


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _answer_all(door: socket.socket, slots: threading.BoundedSemaphore) -> None:
    """Answer all waiting connections now."""
    while True:
        try:
            caller, _ = door.accept()
        except OSError:
            return
        if slots.acquire(blocking=False):
            threading.Thread(target=_answer, args=(caller, slots), daemon=True).start()
        else:
            caller.close()


def _answer(caller: socket.socket, slots: threading.BoundedSemaphore) -> None:
    """Respond after the head of the request, and let the caller finish it."""
    try:
        with caller:
            caller.settimeout(ANSWER_WITHIN_S)
            head = b""
            while b"\r\n\r\n" not in head and len(head) < HEAD_BYTES:
                piece = caller.recv(HEAD_BYTES)
                if not piece:
                    return
                head += piece
            caller.sendall(unavailable())
            # If it were closed at once, data still arriving would discard the response.
            caller.shutdown(socket.SHUT_WR)
            left = LINGER_BYTES
            while left > 0 and (piece := caller.recv(65_536)):
                left -= len(piece)
    except OSError:
        pass
    finally:
        slots.release()


if __name__ == "__main__":
    main(sys.argv[1:])
