"""Pages go over the line compressed, by whichever library does it quickest."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client
from django.utils import text

from lubuk.foundation.accounts.models import Person
from tests.cast import an_article

pytestmark = pytest.mark.django_db


def test_a_page_arrives_whole_and_small(client: Client, ana: Person) -> None:
    item = an_article(by=ana, title="Sluices", body="<p>Open them slowly.</p>" * 200, audience="public")
    plain = client.get(item.get_absolute_url())
    packed = client.get(item.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3


def test_the_length_of_a_page_says_nothing_to_who_guesses_at_its_secrets() -> None:
    lengths = {
        len(text.compress_string(b"a page of knowledge " * 50, max_random_bytes=100)) for _ in range(40)
    }
    assert len(lengths) > 1
