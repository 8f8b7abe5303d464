"""Errors of the machine are one sentence, without a traceback."""

import errno
import os

import pytest

from kilowatch import cli


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EROFS, "Read-only file system: /srv/kilowatch/secrets.json."),
        (errno.EACCES, "Permission denied: /srv/kilowatch/secrets.json."),
        (errno.EMFILE, "Too many open files: /srv/kilowatch/secrets.json."),
    ],
)
def test_an_operating_system_error_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int, said: str
) -> None:
    def refused() -> None:
        raise OSError(code, os.strerror(code), "/srv/kilowatch/secrets.json")

    monkeypatch.setattr(cli, "app", refused)
    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == 1
    shown = capsys.readouterr()
    assert said in (shown.out + shown.err).replace("\n", " ")


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(OSError, match="Bad file descriptor"):
        cli.main()
