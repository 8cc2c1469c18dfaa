"""What stands around each page of the workplace."""

from jinja2 import ChoiceLoader, DictLoader

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.web import rendering
from kstt_rules.web.rendering import Frame, rendered, styles


def page(monkeypatch, **frame):
    """Return a page with nothing of its own, in a frame."""
    environment = rendering._environment()
    empty = DictLoader({"empty.html": '{% extends "base.html" %}{% block title %}Trang{% endblock %}'})
    monkeypatch.setattr(environment, "loader", ChoiceLoader([environment.loader, empty]))
    return rendered("empty.html", Frame(**{"language": "vi", "address": "/w/a/findings", "workspace": "a"} | frame))


def test_steps_lead_on_in_the_language_of_the_page_and_say_what_waits_there(monkeypatch):
    """The step of the page is marked, and each has its number of what is to be seen."""
    shown = page(monkeypatch, language="en", step="findings", counts={"findings": 1234})
    assert '<a href="/w/a/understood?lang=en">How it was read</a>' in shown
    assert 'aria-current="step">Findings <small class="tally">1,234</small>' in shown


def test_while_files_are_read_only_the_first_step_can_be_visited(monkeypatch):
    """The others are named, and say that they are not open yet."""
    shown = page(monkeypatch, is_open=False)
    assert 'href="/w/a/files?lang=vi"' in shown
    assert 'href="/w/a/results' not in shown
    assert shown.count("(chưa mở)") == 3


def test_the_language_switch_leads_to_the_same_page_with_the_same_choices(monkeypatch):
    """What was asked for stays in the address."""
    shown = page(monkeypatch, address="/w/a/findings?unit=xa-01&lang=vi")
    assert 'href="/w/a/findings?unit=xa-01&amp;lang=en" lang="en"' in shown


def test_what_a_deed_came_to_and_why_one_was_refused_are_shown_as_text(monkeypatch):
    """A name of a file in it cannot become part of the page."""
    shown = page(monkeypatch, said=Bilingual("Đã nộp <b>.xlsx", "Sent"), fault=Bilingual("Không nhận <i>", "Refused"))
    assert "Đã nộp &lt;b&gt;.xlsx" in shown
    assert '<p class="fault" role="alert">Không nhận &lt;i&gt;</p>' in shown


def test_no_page_has_style_or_script_of_its_own(monkeypatch):
    """So that the browser can be told to take neither from a page."""
    shown = page(monkeypatch)
    assert "<style" not in shown
    assert " style=" not in shown
    assert shown.count("<script") == 1
    assert "--accent" in styles()
