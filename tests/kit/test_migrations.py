"""Migrations of each service form one line, so that every database takes the same steps."""

import importlib
from importlib import resources

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from kilowatch.local.home import SERVICES_WITH_DATABASE


@pytest.mark.parametrize("service", SERVICES_WITH_DATABASE)
def test_the_steps_of_a_service_form_one_line(service: str) -> None:
    package = importlib.import_module(f"kilowatch.{service}.migrations")
    config = Config()
    config.set_main_option("script_location", str(resources.files(package)))
    config.set_main_option("path_separator", "os")

    steps = ScriptDirectory.from_config(config)

    assert len(steps.get_heads()) == 1
    assert all(not step.is_branch_point for step in steps.walk_revisions())
