"""docs/operations.md names every command and every setting that there is."""

import inspect
import re

from lubuk.site import configuration
from lubuk.site.commands import COMMANDS
from tests.architecture.house import ROOT

MANUAL = (ROOT / "docs" / "operations.md").read_text()


def test_every_command_is_described() -> None:
    assert [name for name in COMMANDS if f"`./lubuk {name}" not in MANUAL] == []


def test_every_setting_is_described_and_no_other() -> None:
    settings = set(re.findall(r'asked\("(\w+)"', inspect.getsource(configuration)))
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", MANUAL, re.M))
    assert told == settings
