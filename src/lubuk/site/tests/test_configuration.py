"""What the environment may say, and what is refused."""

import multiprocessing
import stat
from pathlib import Path

import pytest

from lubuk.site import configuration
from lubuk.site.configuration import WrongSettings, places


def read(**variables: str) -> configuration.Configuration:
    return configuration.read(variables)


def refusal(**variables: str) -> str:
    with pytest.raises(WrongSettings) as refused:
        read(**variables)
    (sentence,) = refused.value.sentences
    return sentence


def test_without_any_setting_there_is_a_whole_configuration() -> None:
    said = read()
    assert said.database["ENGINE"].endswith("sqlite3")
    assert said.debug is False
    assert said.is_secure is False
    assert said.mail["BACKEND"].endswith("console.EmailBackend")


def test_everything_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    said = read(LUBUK_DATA=str(tmp_path))
    assert said.database["NAME"] == str(tmp_path / "lubuk.sqlite3")
    assert said.storage["OPTIONS"]["location"] == str(tmp_path / "files")


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert read(LUBUK_THREADS="", LUBUK_DEBUG=" ").threads == read().threads


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("LUBUK_DEBUG", "maybe"),
        ("LUBUK_DATA", __file__),
        ("LUBUK_SECRET_KEY", "short"),
        ("LUBUK_THREADS", "0"),
        ("LUBUK_THREADS", "٤"),
        ("LUBUK_PROXIES", "-1"),
        ("LUBUK_URL", "knowledge.city.example"),
        ("LUBUK_URL", "https://city.example/lubuk"),
        ("LUBUK_HOSTS", "https://city.example"),
        ("LUBUK_LANGUAGE", "klingon"),
        ("LUBUK_TIME_ZONE", "Asia/Nowhere"),
        ("LUBUK_TIME_ZONE", "../../etc/passwd"),
        ("LUBUK_LOG", "loud"),
        ("LUBUK_MAIL_FROM", "nobody"),
        ("LUBUK_UPLOAD_MB", "many"),
        ("DATABASE_URL", "mysql://root@db/x"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:////tmp/x?synchronous=off"),
        ("DATABASE_URL", "postgresql://db"),
        ("DATABASE_URL", "postgresql://db/x?pool=none"),
        ("DATABASE_URL", "postgresql://db:port/x"),
        ("DATABASE_URL", "postgresql://db/x?colour=red"),
        ("STORAGE_URL", "ftp://host/folder"),
        ("STORAGE_URL", "s3://bucket"),
        ("EMAIL_URL", "mail.city.example"),
        ("MAIL_IN_URL", "imap://127.0.0.1:2525/in.city.example"),
        ("MAIL_IN_URL", "smtp://127.0.0.1/in.city.example"),
        ("MAIL_IN_URL", "smtp://127.0.0.1:x/in.city.example"),
        ("MAIL_IN_URL", "smtp://127.0.0.1:2525/"),
        ("EMAIL_URL", "smtp://mail.city.example?starttls=perhaps"),
        ("LUBUK_NOTHING", "1"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, said: str) -> None:
    sentence = refusal(**{name: said})
    assert sentence.startswith(f"{name}: ")
    assert sentence[-1] in ".?"


def test_a_password_is_not_repeated_in_a_refusal() -> None:
    assert "pa55" not in refusal(EMAIL_URL="imap://me:pa55@host")
    assert "pa55" not in refusal(STORAGE_URL="ftp://me:pa55@host/bucket")


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(WrongSettings) as refused:
        read(LUBUK_DEBUG="maybe", LUBUK_THREADS="none", DATABASE_URL="x")
    assert len(refused.value.sentences) == 3


def test_postgresql_has_a_pool_and_unquoted_names() -> None:
    database = read(DATABASE_URL="postgresql://me:p%40ss@db.example:5433/knowledge?pool=20").database
    assert (database["USER"], database["PASSWORD"], database["PORT"]) == ("me", "p@ss", "5433")
    assert database["OPTIONS"]["pool"]["max_size"] == 20


def test_postgresql_may_be_reached_by_a_socket() -> None:
    assert read(DATABASE_URL="postgresql://postgres:@/postgres?host=/run/db").database["HOST"] == "/run/db"


def test_sqlite_survives_a_killed_process_and_queues_its_writers() -> None:
    options = read().database["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert (
        "synchronous=FULL"
        in read(DATABASE_URL="sqlite:////tmp/x?synchronous=full").database["OPTIONS"]["init_command"]
    )


@pytest.mark.parametrize(
    ("said", "port", "ssl", "starttls"),
    [
        ("smtp://me:pw@mail.example", 587, False, True),
        ("smtp://mail.example", 25, False, False),
        ("smtps://me:pw@mail.example", 465, True, False),
        ("smtp://mail.example:2525?starttls=yes", 2525, False, True),
    ],
)
def test_mail_goes_by_the_way_of_its_address(said: str, port: int, ssl: bool, starttls: bool) -> None:
    options = read(EMAIL_URL=said).mail["OPTIONS"]
    assert (options["port"], options["use_ssl"], options["use_tls"]) == (port, ssl, starttls)


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    key = places.secret_key(tmp_path / "data")
    assert places.secret_key(tmp_path / "data") == key
    assert stat.S_IMODE((tmp_path / "data" / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        keys = pool.map(places.secret_key, [tmp_path] * 16)
    assert len(set(keys)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_without_a_model_for_answers_nobody_writes_them() -> None:
    assert read().assistant is None


def test_a_model_for_answers_is_an_address_with_its_name_and_its_key() -> None:
    said = read(ASSISTANT_URL="https://s%2Fcret@models.example:8443/v1?model=small").assistant
    assert said
    assert (said.url, said.model, said.key) == ("https://models.example:8443/v1", "small", "s/cret")
    assert "s/cret" not in repr(said)


@pytest.mark.parametrize(
    "said",
    ["on", "ftp://models.example/v1?model=small", "https://models.example/v1", "https://:0/v1?model=small"],
)
def test_a_model_for_answers_that_does_not_do_is_refused(said: str) -> None:
    assert refusal(ASSISTANT_URL=said) == (
        "ASSISTANT_URL: it does not do; write https://KEY@host/v1?model=NAME."
    )
