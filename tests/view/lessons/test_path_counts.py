from app.core.scalar_chain import paths
from app.view.lessons.many_paths.path_counts import path_counts


def test_three_units_in_ten_hidden_layers_have_19683_paths_and_84_products() -> None:
    # 3 ** 9 paths from a unit of the first hidden layer; 9 gaps of 3 · 3 and one of 3 · 1
    found = path_counts((1, *(3,) * 10, 1), "en")
    assert (found.longest, found.kept) == ("19,683", "84")
    assert [bar.text for bar in found.bars.bars][-3:] == ["2,187", "6,561", "19,683"]  # one way in one column
    assert [bar.text for bar in found.bars.bars][:4] == ["1", "3", "9", "27"]
    assert paths((1, *(3,) * 10, 1)) == 19683
