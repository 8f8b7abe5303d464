"""The front end's files: found, compressed, cached, and nothing else."""

import gzip
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest

from kilowatch.local.calls import local_client
from kilowatch.web.app import create_app
from kilowatch.web.settings import WebSettings
from tests.harness.serving import serving

PAGE = "<!doctype html><title>Kilowatch</title>"
SCRIPT = "console.log('read me')"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build with a page, and a script of which there is a compressed copy."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "assets" / "main-1a2b.js").write_text(SCRIPT)
    (tmp_path / "assets" / "main-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    return tmp_path


@pytest.fixture
async def client(build: Path) -> AsyncGenerator[httpx.AsyncClient]:
    """A browser on a web service that serves the build."""
    async with (
        serving(create_app(WebSettings(front_end=build))) as base_url,
        local_client(30, base_url) as client,
    ):
        yield client


async def test_every_other_address_shows_the_page(client: httpx.AsyncClient) -> None:
    for path in ("/", "/history", "/devices/17"):
        answer = await client.get(path)

        assert answer.text == PAGE
        assert answer.headers["Cache-Control"] == "no-cache"


async def test_the_page_allows_no_external_or_inline_scripts(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


async def test_a_hashed_file_is_cached_permanently_and_compressed(
    client: httpx.AsyncClient,
) -> None:
    small = await client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "gzip"})
    plain = await client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "gzip;q=0"})

    assert small.text == plain.text == SCRIPT
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "immutable" in small.headers["Cache-Control"]
    assert small.headers["Content-Type"].startswith("text/javascript")


async def test_an_unchanged_file_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await client.get("/")
    again = await client.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


async def test_a_missing_file_is_not_found(client: httpx.AsyncClient) -> None:
    for path in ("/assets/gone-9f.js", "/favicon.ico", "/../pyproject.toml", "/%2e%2e/secret.txt"):
        assert (await client.get(path)).status_code == 404


async def test_an_unknown_api_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/nothing")

    assert answer.status_code == 404
    assert answer.json()["code"] == "path_not_found"


async def test_a_new_build_is_served_without_a_restart(
    client: httpx.AsyncClient, build: Path
) -> None:
    await client.get("/")
    (build / "assets" / "main-3c4d.js").write_text("new")
    (build / "index.html").write_text(PAGE + "new")

    assert (await client.get("/")).text == PAGE + "new"
    assert (await client.get("/assets/main-3c4d.js")).text == "new"


async def test_without_a_build_the_page_says_what_to_do(tmp_path: Path) -> None:
    settings = WebSettings(front_end=tmp_path / "nothing")
    async with (
        serving(create_app(settings)) as url,
        local_client(30, url) as client,
    ):
        answer = await client.get("/")

    assert answer.status_code == 503
    assert "make setup" in answer.text
