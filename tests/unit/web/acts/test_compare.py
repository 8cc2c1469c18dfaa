"""An earlier result is taken, or refused without losing the one before."""

import pytest
from small_desk import small_desk

from kstt_rules.base.errors import InputError, UsageError
from kstt_rules.outputs import outputs_of
from kstt_rules.web.acts import compare, uncompare
from kstt_rules.web.views import comparison


def test_a_result_is_compared_until_it_is_taken_away(tmp_path):
    """A file that is no result, and none at all, are told; the one before stays."""
    desk = small_desk(tmp_path / "desk")
    incoming = desk.workspace.folder / "incoming"
    with (incoming / "truoc.json").open("wb") as stream:
        outputs_of("audit")["json"].render(desk.session.result, stream, language="vi")
    (incoming / "khac.json").write_text('{"schema": "other"}', encoding="utf-8")
    compare.act(desk, {"earlier": ["truoc.json"]})
    for names, error in ((["khac.json"], InputError), ([], UsageError)):
        with pytest.raises(error):
            compare.act(desk, {"earlier": names})
    told = comparison.view(desk, {"lang": "en"})
    assert {item["change"]: item["count"] for item in told["kinds"]}["new"] == "0"
    assert told["leaf"]["total"] == len(desk.session.result.findings)
    uncompare.act(desk, {})
    uncompare.act(desk, {})
    assert not comparison.view(desk, {})["is_there"]
