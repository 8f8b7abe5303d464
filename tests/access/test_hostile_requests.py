"""A short run of hostile requests at every operation; `make fuzz` has the long one."""

import asyncio

import pytest

from tests.access.environment import AccessEnv
from tests.fuzz.requests import Finding, fuzz_service

pytestmark = [
    pytest.mark.asyncio(loop_scope="package"),
    # The services run in this process, beside whoever makes the requests.
    pytest.mark.filterwarnings("ignore:Do not use the .random. module"),
]

EXAMPLES = 2
SEED = 20_250_601


async def test_no_request_gets_an_answer_that_is_not_documented(access_env: AccessEnv) -> None:
    callers = {each.name: each.headers for each in (access_env.client, access_env.admin)}
    things = {f"{kind}_id": each for kind, each in access_env.other.things.items()}

    def fuzz() -> list[Finding]:
        return [
            finding
            for service, url in access_env.urls.items()
            for finding in fuzz_service(
                service, url, callers, examples=EXAMPLES, seed_number=SEED, things=things
            )
        ]

    assert await asyncio.to_thread(fuzz) == []
