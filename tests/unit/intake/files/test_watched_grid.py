"""What is made of rows that are looked at is made again only where one of them differs."""

from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.files.watched_grid import WatchedGrid


def test_what_is_made_of_rows_is_kept_while_they_are_as_they_were():
    made = []

    def sums(grid):
        return [
            grid.kept(at, lambda at=at: (made.append(at), sum(grid[at][0] for at in (at, at + 1)))[1])
            for at in range(3)
        ]

    first = WatchedGrid(Grid.of([[1], [2], [3], [4], [5]]))
    assert sums(first) == [3, 5, 7]
    now = Grid.of([[1], [2], [3], [9], [5]])
    again = first.again(now, [3])
    assert sums(again) == [3, 5, 12]
    assert made == [0, 1, 2, 2]
    assert again.stands_for(now, [4])
    assert not again.stands_for(now, [0])
