"""How a provision is cited in full."""

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.judging.cite import Named, cite
from kstt_rules.model.citation import Provision

POINT = Provision.parse("điểm a khoản 2 Điều 13")
REGULATION = Bilingual("Quy chế", "regulation")
DECISION = Bilingual("Quyết định số 5/2021/QĐ-UBND", "Decision No. 5/2021/QĐ-UBND")


def test_what_a_decision_issues_is_cited_with_that_decision():
    """The regulation is called as its pack says."""
    assert cite(POINT, Named(REGULATION, DECISION, "5/2021/QĐ-UBND")) == Bilingual(
        "điểm a khoản 2 Điều 13 Quy chế ban hành kèm theo Quyết định số 5/2021/QĐ-UBND",
        "Article 13, Clause 2, Point a of the Regulation issued with Decision No. 5/2021/QĐ-UBND",
    )


def test_articles_of_the_decision_itself_name_it_once():
    """It is not called an annex of itself."""
    assert cite(Provision.parse("Điều 2 Quyết định"), Named(REGULATION, DECISION, "5/2021/QĐ-UBND")).vi == (
        "Điều 2 Quyết định số 5/2021/QĐ-UBND"
    )


def test_a_circular_is_cited_with_its_own_number():
    """No decision issues it, so none is named."""
    assert cite(POINT, Named(Bilingual("Thông tư", "Circular"), None, "18/2018/TT-BCT")) == Bilingual(
        "điểm a khoản 2 Điều 13 Thông tư số 18/2018/TT-BCT", "Article 13, Clause 2, Point a of Circular 18/2018/TT-BCT"
    )
