"""Texts are found, brought into catalogues and compiled."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

from lubuk.site import catalogues, texts

PLURAL = "Plural-Forms: nplurals=1; plural=0;\\n"
EMPTY = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"{PLURAL}"\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = tmp_path / "house"
    (package / "templates").mkdir(parents=True)
    (package / "tests").mkdir()
    (package / "acts.py").write_text('_("Publish")\nngettext("%(n)d page", "%(n)d pages", n)\n_(variable)\n')
    (package / "tests" / "test_acts.py").write_text('_("Only in a test")\n')
    (package / "templates" / "page.html").write_text(
        "{% load i18n %}\n{% translate 'Home' %}\n"
        "{% blocktranslate trimmed with name=person.name %}\n  Welcome,\n  {{ name }}.\n"
        "{% endblocktranslate %}\n"
    )
    return package


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(EMPTY + '\nmsgid "Publish"\nmsgstr "Terbitkan"\n\nmsgid "Gone"\nmsgstr "Hilang"\n')
    return source


def test_texts_are_found_in_code_and_templates(package: Path) -> None:
    found = {text.id for text in texts.texts(package) if text.id}
    assert found == {"Publish", ("%(n)d page", "%(n)d pages"), "Home", "Welcome, %(name)s."}


def test_a_text_is_found_with_its_line(package: Path) -> None:
    home = texts.texts(package).get("Home")
    assert home is not None
    assert home.locations == [("house/templates/page.html", 2)]


def test_what_is_not_translated_is_listed(package: Path, catalogue: Path) -> None:
    lacking = [text.id for text in texts.missing(catalogues.load(catalogue), texts.texts(package))]
    assert lacking == [("%(n)d page", "%(n)d pages"), "Home", "Welcome, %(name)s."]


def test_an_update_keeps_what_is_translated_takes_what_is_offered_and_drops_the_rest(
    package: Path, catalogue: Path, tmp_path: Path
) -> None:
    offered = tmp_path / "offered.po"
    offered.write_text(EMPTY + '\nmsgid "Home"\nmsgstr "Beranda"\n\nmsgid "Publish"\nmsgstr "Sebarkan"\n')
    texts.update(catalogue, [catalogues.load(offered, "id")], found=texts.texts(package))
    now = {text.id: text.string for text in catalogues.load(catalogue) if text.id}
    assert now["Publish"] == "Terbitkan"
    assert now["Home"] == "Beranda"
    assert "Gone" not in now


def test_a_compiled_catalogue_is_what_gettext_reads(catalogue: Path) -> None:
    catalogues.compile_all(catalogue.parents[2])
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        assert GNUTranslations(compiled).gettext("Publish") == "Terbitkan"
