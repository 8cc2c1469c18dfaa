"""Names that carry what people call them."""

import copy
import pickle

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled, Tier, label_of

PROVINCE = Bilingual("tỉnh", "province")


def test_a_name_is_equal_to_the_bare_one():
    """It can be looked up, compared and sorted as the name that it is."""
    name = Labelled("tinh", PROVINCE)
    assert name == "tinh"
    assert {"tinh": 1}[name] == 1
    assert (str(name), type(str(name))) == ("tinh", str)
    assert label_of(name) == PROVINCE


def test_a_name_without_a_label_is_called_by_itself():
    """A bare text too."""
    assert label_of(Labelled("tinh")) == label_of("tinh") == Bilingual("tinh", "tinh")


def test_labels_go_where_names_go():
    """To other processes and into copies, with all that a tier says."""
    tier = Tier("xa", Bilingual("xã", "commune"), 2, committees=True, within=True)
    for other in (pickle.loads(pickle.dumps(tier)), copy.deepcopy(tier)):
        assert (other, other.label, other.rank, other.committees, other.within) == ("xa", tier.label, 2, True, True)
    assert pickle.loads(pickle.dumps(Labelled("tinh", PROVINCE))).label == PROVINCE
