"""What the tags write, read as a page would show it."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from lubuk.ui import drawings, wording


def shown(source: str, request: HttpRequest | None = None, **context: object) -> str:
    """The HTML of a template that loads our tags."""
    return Template("{% load ui %}" + source).render(
        Context({"request": request, **context} if request else context)
    )


def asked(path: str = "/") -> HttpRequest:
    return RequestFactory().get(path)


def test_an_icon_is_a_reference_that_screen_readers_pass_over() -> None:
    assert shown('{% icon "sprout" %}') == '<svg class="i" aria-hidden="true"><use href="#i-sprout"/></svg>'


def test_the_sprite_holds_each_icon_of_the_page_once_and_no_other() -> None:
    page = shown('{% icon "sprout" %}{% icon "clock" %}{% icon "sprout" %}{% sprite %}', asked())
    assert page.count('<symbol id="i-sprout"') == 1
    assert page.count("<symbol") == 2


def test_the_sprite_knows_icons_of_included_templates_with_and_without_a_request() -> None:
    source = '{% include "ui/note.html" with tone="good" text="Kept." %}{% sprite %}'
    for request in (asked(), None):
        assert '<symbol id="i-circle-check"' in shown(source, request)


def test_two_pages_do_not_share_icons() -> None:
    shown('{% icon "sprout" %}', asked())
    assert "i-sprout" not in shown("{% sprite %}", asked())


def test_a_page_without_icons_has_no_sprite() -> None:
    assert shown("{% sprite %}", asked()) == ""


def test_an_unknown_icon_is_refused_with_the_place_to_look() -> None:
    with pytest.raises(LookupError, match=r"sprouts.*icons\.json"):
        shown('{% icon "sprouts" %}')


def test_no_drawing_has_what_our_security_policy_forbids() -> None:
    drawn = [drawings.art(name) for name in ("mark", "pool", "bank", "stream")] + list(
        drawings.ICONS.values()
    )
    assert not [svg for svg in drawn if "style" in svg or "<script" in svg or "on" + "load" in svg]


def test_a_dry_shore_is_the_same_pool_without_water() -> None:
    assert shown('{% shore "dry" %}').replace(" dry", "") == shown('{% shore "full" %}')


def test_a_shore_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(LookupError, match="wet"):
        shown('{% shore "wet" %}')


@pytest.mark.parametrize(("level", "under_water"), [(0, 0), (1, 1), (4, 4), (9, 5)])
def test_the_gauge_shows_and_says_the_level(level: int, under_water: int) -> None:
    gauge = shown("{% gauge level %}", level=level)
    assert gauge.count('class="on"') == under_water
    assert f"Evidence {under_water} of 5" in gauge


def test_a_face_shows_initials_and_keeps_its_tint() -> None:
    ratna = SimpleNamespace(name="Ratna Halimun")
    assert ">RH</span>" in shown("{% face person %}", person=ratna)
    assert shown("{% face person %}", person=ratna) == shown("{% face person %}", person=ratna)


def test_a_face_with_a_photo_is_a_picture_of_the_asked_size() -> None:
    ratna = SimpleNamespace(name="Ratna Halimun", photo_url="/people/7/photo/ratna.webp")
    face = shown('{% face person "small" %}', person=ratna, sees_photos=True)
    assert 'src="/people/7/photo/ratna.webp"' in face
    assert 'width="30"' in face


def test_whoever_may_not_see_photos_sees_initials() -> None:
    ratna = SimpleNamespace(name="Ratna Halimun", photo_url="/people/7/photo/ratna.webp")
    assert ">RH</span>" in shown("{% face person %}", person=ratna)


def test_a_name_cannot_bring_markup_into_a_face() -> None:
    assert "<script" not in shown("{% face person %}", person=SimpleNamespace(name="<script> >x"))


@pytest.mark.parametrize(
    ("name", "letters"), [("Ratna Halimun", "RH"), ("Suci", "S"), ("Made I Gede (Balai)", "MG"), ("", "")]
)
def test_initials_are_of_the_first_and_last_name(name: str, letters: str) -> None:
    assert shown("{{ name|initials }}", name=name) == letters


@pytest.mark.parametrize(("language", "words"), [("en", "24 August 2026"), ("id", "24 Agustus 2026")])
def test_a_day_is_written_out_in_the_language_of_the_reader(language: str, words: str) -> None:
    with translation.override(language):
        day = shown("{% day day %}", day=date(2026, 8, 24))
    assert day == f'<time datetime="2026-08-24">{words}</time>'


def test_no_day_is_nothing() -> None:
    assert shown("{% day day %}{% when day %}", day=None) == ""


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "Today 14.00"),
        (timedelta(days=1), "Yesterday"),
        (timedelta(days=-1), "Tomorrow"),
        (timedelta(days=3), "Monday"),
        (timedelta(days=7), "12 November"),
        (timedelta(days=400), "15 October 2025"),
    ],
)
def test_when_says_no_more_than_is_needed(ago: timedelta, words: str) -> None:
    with timezone.override(UTC), translation.override("en"):
        thursday = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)
        assert wording.when_words(thursday - ago, now=thursday) == words


def test_when_counts_days_where_the_reader_is() -> None:
    late_evening_in_london = datetime(2026, 11, 18, 23, 0, tzinfo=UTC)
    with timezone.override("Asia/Jakarta"), translation.override("en"):
        assert wording.when_words(late_evening_in_london, now=late_evening_in_london) == "Today 06.00"


def test_url_with_keeps_the_rest_of_the_query() -> None:
    request = asked("/search/?q=burst+pipe&kind=guide&kind=lesson&page=3")
    assert (
        shown("{% url_with page=4 %}", request) == "?q=burst+pipe&amp;kind=guide&amp;kind=lesson&amp;page=4"
    )


def test_url_with_goes_back_to_the_first_page_when_the_list_changes() -> None:
    assert shown('{% url_with sort="new" unit=None %}', asked("/?unit=7&page=3")) == "?sort=new"


def test_here_marks_the_section_that_the_page_stands_in() -> None:
    page = asked("/library/water/")
    assert shown('{% here "/library/" %}', page) == ' aria-current="page"'
    assert shown('{% here "/" %}{% here "/search/" %}', page) == ""


class Story(forms.Form):
    title = forms.CharField(label="Title", help_text="As you would say it.")
    public = forms.BooleanField(label="Public", required=False)
    hears = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    ("name", "shape"), [("title", "line"), ("public", "tick"), ("hears", "choices"), ("place", "hidden")]
)
def test_each_field_has_the_shape_of_its_control(name: str, shape: str) -> None:
    assert shown("{{ field|shape }}", field=Story()[name]) == shape


def test_a_field_names_its_help_and_its_error_to_screen_readers() -> None:
    field = render_to_string("ui/field.html", {"field": Story({})["title"]})
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert 'id="id_title_helptext"' in field
    assert 'id="id_title_error"' in field
    assert 'class="input"' in field


def test_the_summary_leads_to_each_field_in_error() -> None:
    assert '<a href="#id_title">Title</a>' in render_to_string("ui/errors.html", {"form": Story({})})
