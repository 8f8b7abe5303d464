"""Text that no service can store is found in addresses, headers and bodies, with its field."""

import base64
from collections.abc import Callable

import pytest

from kilowatch.kit.request_text import (
    CONTROL,
    FORM,
    MOST_PARAMETERS,
    NOT_UTF8,
    SURROGATE,
    TOO_MANY,
    UnfitText,
    check_body,
    check_headers,
    check_target,
)


def fault(check: Callable[[], None]) -> tuple[str, str] | None:
    """Return the field and the message of the fault; None without one."""
    try:
        check()
    except UnfitText as unfit:
        return unfit.field, unfit.message
    return None


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        (b"/api/devices", b"", None),
        (b"/api/K%C3%BCche", b"name=K%C3%BCche&q=a+b", None),
        (b"/a%00", b"", ("path", CONTROL)),
        (b"/a\x1f", b"", ("path", CONTROL)),
        (b"/a%7f", b"", ("path", CONTROL)),
        (b"/a%ED%A0%80", b"", ("path", NOT_UTF8)),
        (b"/a%C2%9F", b"", ("path", CONTROL)),
        (b"/a%C2%A0", b"", None),
        (b"/a\xff", b"", ("path", NOT_UTF8)),
        (b"/", b"name=a%00", ("name", CONTROL)),
        (b"/", b"name=a\x00", ("name", CONTROL)),
        (b"/", b"name=\xff", ("name", NOT_UTF8)),
        (b"/", b"a=1&na%00me=b", ("query", CONTROL)),
        (b"/", b"=%00", ("query", CONTROL)),
        (b"/", b"first+name=%00", ("first name", CONTROL)),
        (b"/", b"&" * 499, None),
        (b"/", b"&" * 500, ("query", TOO_MANY)),
    ],
)
def test_faults_of_an_address(path: bytes, query: bytes, expected: tuple[str, str] | None) -> None:
    assert fault(lambda: check_target(path, query)) == expected
    assert MOST_PARAMETERS == 500


def credentials(text: bytes) -> bytes:
    return b"BASIC " + base64.b64encode(text)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (b"x-any", b"a\tb", None),
        (b"x-any", b"a\x00b", ("x-any", CONTROL)),
        (b"x-any", b"a\x7fb", ("x-any", CONTROL)),
        (b"authorization", credentials(b"ada:secret"), None),
        (b"authorization", credentials(b"ada\x00:secret"), ("authorization", CONTROL)),
        (b"authorization", credentials(b"\xff:secret"), ("authorization", NOT_UTF8)),
        (b"authorization", b"Basic !", None),
        (b"authorization", b"Bearer " + base64.b64encode(b"\x00"), None),
        (b"x-any", credentials(b"\x00"), None),
    ],
)
def test_faults_of_headers(name: bytes, value: bytes, expected: tuple[str, str] | None) -> None:
    assert fault(lambda: check_headers([(b"host", b"x"), (name, value)])) == expected


JSON = b"application/json"


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b'{"name":"K\\u00fcche"}', JSON, None),
        ('{"name":"😀 \\ud83d\\ude00"}'.encode(), JSON, None),
        (b'{"name":"a\\u0000"}', JSON, ("name", CONTROL)),
        (b'{"name":"a\\ud800"}', JSON, ("name", SURROGATE)),
        (b'{"name":"a\\uDFFF"}', JSON, ("name", SURROGATE)),
        (b'{"a":{"b":["c",{"d":"\\u0000"}]}}', JSON, ("a.b.1.d", CONTROL)),
        (b'{"a":{"\\u0000":1}}', JSON, ("a", CONTROL)),
        (b'{"X":{"Y":"\\u0000","n":1}}', JSON, ("X.Y", CONTROL)),
        (b'{"X":["\\u0000"]}', JSON, ("X.0", CONTROL)),
        (b'"\\u0000"', JSON, ("body", CONTROL)),
        (b'{"name":"\\u0000', JSON, None),
        (b'{"name":"\\\\u0000"}', JSON, None),
        (b'{"name":"\x00"}', JSON, ("body", CONTROL)),
        (b'{"name":"\xff"}', JSON, ("body", NOT_UTF8)),
        (b"name=a%00", FORM, ("name", CONTROL)),
        (b"=a%00", FORM, ("body", CONTROL)),
        (b"name=a%00", FORM.upper() + b" ; charset=utf-8", ("name", CONTROL)),
        (b"name=a%00", JSON, None),
    ],
)
def test_faults_of_a_body(
    body: bytes, content_type: bytes, expected: tuple[str, str] | None
) -> None:
    assert fault(lambda: check_body(body, content_type)) == expected
