"""Hostile requests and messages at a whole platform, with quiet meters beside them.

    make fuzz                                  about fifteen minutes
    make fuzz ARGS="--messages 200 --examples 3"
    make fuzz ARGS="--seed 7 --only messages"

Starts a platform of its own. Every operation of every service is called as client and
administrator with requests made from its OpenAPI document, valid, invalid and hostile; one meter
sends deep, wide, huge, odd and damaged messages over AMQP, MQTT and HTTP, and the socket gets
them as frames. Meanwhile quiet meters send: the delay of each of their readings is printed.
Exits with 1 if a response was wrong, a quiet reading was lost or took too long, or the platform
is unhealthy afterwards.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.fuzz.messages import hostile_messages
from tests.fuzz.platform import WAYS, QuietMeters, is_well, new_meter
from tests.fuzz.requests import fuzz_service
from tests.harness.serving import eventually
from tests.harness.whole import wait_for_replicas
from tests.system.platform import PATIENCE, Platform

SERVICES = ("auth", "users", "devices", "balancing", "monitoring", "realtime", "support")


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--messages", type=int, default=1_500, help="hostile messages per way")
    parser.add_argument("--examples", type=int, default=25, help="requests per operation and kind")
    parser.add_argument("--quiet", type=int, default=100, help="quiet meters")
    parser.add_argument(
        "--p99-s", type=float, default=1.0, help="how long 99 of 100 quiet readings may take"
    )
    parser.add_argument("--only", choices=("messages", "requests"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kilowatch-fuzz-") as folder:
        platform = Platform(Path(folder) / "home")
        # The default settings, except for tokens that last as long as the run.
        for name in PATIENCE:
            if name != "KILOWATCH_AUTH_ACCESS_TOKEN_LIFETIME_S":
                del platform.environment[name]
        try:
            platform.command("up", "--detach", "--no-demo")
            platform.admin = asyncio.run(platform.log_in_as_administrator())
            wait_for_replicas(platform)
            wrong: list[str] = []
            if chosen.only != "requests":
                wrong += asyncio.run(fuzz_messages(platform, chosen))
            if chosen.only != "messages":
                wrong += asyncio.run(fuzz_requests(platform, chosen))
        finally:
            platform.command("down")
    print(*wrong, sep="\n")
    print(f"{len(wrong)} findings." if wrong else "Nothing to report.")
    return 1 if wrong else 0


async def fuzz_messages(platform: Platform, chosen: argparse.Namespace) -> list[str]:
    """Send hostile messages over every transport at once, beside quiet meters."""
    owner = await platform.client()
    hostile = await new_meter(platform, owner)
    quiet = QuietMeters(platform, [await new_meter(platform, owner) for _ in range(chosen.quiet)])
    stop = asyncio.Event()
    sending = asyncio.create_task(quiet.send_until(stop, every_s=1))
    wrong: list[str] = []
    for way, send in WAYS.items():
        print(f"{chosen.messages} hostile messages over {way} …", flush=True)
        bodies = hostile_messages(chosen.seed, chosen.messages)
        # On a loop of its own: creating and sending them must not delay the quiet meters' clocks.
        attack = send(platform, hostile, bodies)
        wrong += await asyncio.to_thread(asyncio.run, attack)
    stop.set()
    await sending
    slow_s = quiet.percentile_s(99)
    print(
        f"Quiet meters: {len(quiet.sent_at_s)} readings, all stored; delay p50 "
        f"{quiet.percentile_s(50):.2f} s, p99 {slow_s:.2f} s, longest {max(quiet.delays_s):.2f} s."
    )
    if slow_s > chosen.p99_s:
        wrong.append(f"Quiet meters had to wait: p99 {slow_s:.2f} s.")
    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    return wrong


async def fuzz_requests(platform: Platform, chosen: argparse.Namespace) -> list[str]:
    """Call every operation through the gateway as a client and as an administrator."""
    client = await platform.client()
    admin = await platform.log_in_as_administrator()
    owner = await platform.client()
    device = await platform.device(owner)
    callers = {
        "client": {"Authorization": f"Bearer {client.token}"},
        "administrator": {"Authorization": f"Bearer {admin.token}"},
    }
    things = {"device_id": str(device), "user_id": str(owner.user_id)}

    def fuzz() -> list[str]:
        wrong: list[str] = []
        for service in SERVICES:
            print(f"requests at {service} …", flush=True)
            found = fuzz_service(
                service,
                platform.http_url,
                callers,
                examples=chosen.examples,
                seed_number=chosen.seed,
                things=things,
            )
            wrong += [
                f"{each.operation} as {each.caller}: {each.what}\n  {each.request}"
                for each in found
            ]
        return wrong

    wrong = await asyncio.to_thread(fuzz)
    await eventually(lambda: is_well(platform), within_s=120, every_s=1)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
