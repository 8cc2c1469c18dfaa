"""Choices drawn from a seed, each with a name, so that a file that shows a fault tells what is in it."""

import random

WORDS = [
    "Đơn vị", "Họ và tên", "Chức vụ", "Sở Y tế", "Nguyễn Thị Ánh", "Phó Giám đốc Sở", "x", "Quý I/2022", "có", "không",
    "31/03/2022", "0912345678", "12", "-", "A & B <C>", "“nháy”", "dòng một\ndòng hai", "  hai đầu  ", "số 5, đường 3",
    "a;b", "ưỡỆ", "Nguye\u0302\u0303n", "100%", "#", "'", "=1+1", "TRUE", "1e5", "00123",
]  # fmt: skip


class Drawing:
    """Draws from a seed; ``used`` names what was drawn."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.used = set()

    def may(self, name, chance=0.15):
        """Tell whether something is done, and note its name."""
        done = self.random.random() < chance
        if done:
            self.used.add(name)
        return done

    def one_of(self, *choices):
        """Return one of some choices; the first is as likely as all others together."""
        return choices[0] if self.random.random() < 0.5 else self.random.choice(choices)

    def word(self):
        """Return a text as it may stand in a cell."""
        return self.random.choice(WORDS)
