"""The page that explains a unit."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from explained_pack import OFFICERS, explained

from kstt_rules.outputs.explanation import render


@pytest.fixture
def explain(tmp_path):
    """Return a function that explains a unit of a dossier given as tables."""
    return partial(explained, tmp_path)


def page(explanation, language="vi", *, in_full=False):
    """Return the page of an explanation."""
    stream = BytesIO()
    render(explanation, stream, language=language, in_full=in_full)
    return stream.getvalue().decode()


def test_the_page_fits_80_columns_and_sets_parts_under_their_whole(explain):
    """Provision, verdict and conditions stand under the rule, each part on a branch of its own."""
    shown = page(explain(rule="D5.1.a.max"))
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.splitlines() == [
        "Sở A",
        "",
        f"D5.1.a.max · Quá số người {'─' * 54}",
        "Điểm a khoản 1 Điều 5: Nhiều nhất ba người",
        "[VI PHẠM] Sở A",
        "Áp dụng khi: loại đơn vị thuộc loại đơn vị → đúng",
        "├── loại đơn vị = Sở [ho-so.xlsx › unit › D2]",
        "└── loại đơn vị = Sở, Ban Quản lý các Khu công nghiệp",
        "Vi phạm khi: số công chức đầu mối đang giữ nhiệm vụ trên số tối đa → đúng",
        "├── số công chức đầu mối đang giữ nhiệm vụ = 04 [ho-so.xlsx › officer › B2, B3,",
        "│   B4, B5]",
        "└── số tối đa = 03",
    ]


def test_the_page_speaks_english(explain):
    """The same is said in English, with what is missing by its label."""
    shown = " ".join(page(explain(rule="D5.1.a.missing", officer=OFFICERS[3:]), "en").split())
    assert "[UNDETERMINED] Sở A Applies when: kind of unit among kinds → true" in shown
    breached = "Breached when: there are no focal officers in post (role is Unit leader) → unknown"
    assert f"{breached} · Missing data: role (focal officer)" in shown


def test_what_does_not_apply_is_only_named_unless_one_rule_is_asked_for(explain):
    """The page on all rules stays short; the page on one rule is full."""
    explanation = explain("xa-1")
    short, full = page(explanation), page(explanation, in_full=True)
    assert "[KHÔNG ÁP DỤNG] UBND xã B" in short
    assert "loại đơn vị" not in short
    assert "└── loại đơn vị = UBND xã" in full.replace("├", "└")


def test_a_rule_without_a_subject_says_so(explain):
    """No row of the unit, no such dataset, and a fact before the effect are told in words."""
    assert "Đơn vị không có đối tượng nào để xét." in page(explain(rule="D5.1.a.sent", approval=[]))
    unsubmitted = page(explain(rule="D5.1.a.sent"))
    assert "[CHƯA ĐỦ CĂN CỨ] Dữ liệu còn thiếu: dữ liệu quyết định phê duyệt" in unsubmitted
    early = page(explain(rule="D5.1.a.max", effective_from=date(2022, 4, 1)), in_full=True)
    assert "Sự việc nằm ngoài thời gian quy định có hiệu lực." in early
