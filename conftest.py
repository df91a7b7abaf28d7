"""What every test has: a place of its own for files, quick passwords, and the mark of the folder that it is
in.
"""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.template import Template
from django.test.utils import _TestState, instrumented_test_render  # type: ignore[attr-defined]
from django.utils import translation

from lubuk.site.public_cache import pages
from lubuk.site.serving.rubbish import look_seldom_for_rubbish

# The same examples each time: what is red is red for everyone. `--hypothesis-profile=default` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile("same")

pytest_plugins = ["tests.cast", "tests.at_once", "tests.databases"]

IN_A_BROWSER = (Path("tests/browser"), Path("tests/chains"))


def pytest_configure() -> None:
    # A real hash takes a tenth of a second on purpose; the tests sign in thousands of times.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The names with hashes are known only after files are collected, which tests of pages do not need.
    # What one process counts or keeps is no other's.
    own = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    settings.CACHES["default"]["LOCATION"] = f"{settings.CACHES['default']['LOCATION']}/{own}"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    inside = {
        path: is_in_a_browser(path.relative_to(config.rootpath)) for path in {item.path for item in items}
    }
    for item in items:
        if inside[item.path]:
            item.add_marker("browser")


def is_in_a_browser(place: Path) -> bool:
    return any(place.is_relative_to(folder) for folder in IN_A_BROWSER)


def pytest_collection_finish() -> None:
    look_seldom_for_rubbish()


@pytest.fixture(scope="session", autouse=True)
def _drawn_as_they_are(django_test_environment: None) -> None:
    """Django copies the context of each template that a test draws: a tenth of the time, for the few who look."""
    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined]


@pytest.fixture
def with_contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that look into `response.context`."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Tests set rows back without an act; a page kept by one would be another's answer."""
    pages.clear()


@pytest.fixture(autouse=True)
def _in_the_language_of_the_installation() -> None:
    """A page that was answered in Indonesian leaves its language behind."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(tmp_path / "files")
