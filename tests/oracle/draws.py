"""A seeded stream of whole numbers, spelled out so that every Python version draws the same."""

MASK = (1 << 64) - 1


class Draws:
    """SplitMix64 (Steele, Lea and Flood, 2014), seeded by a name."""

    def __init__(self, name):
        self.state = int.from_bytes(name.encode(), "big") & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def between(self, low, high):
        """A whole number from `low` to `high`, both included."""
        return low + self.next() % (high - low + 1)

    def choice(self, items):
        return items[self.between(0, len(items) - 1)]

    def chance(self, one_in):
        return self.between(1, one_in) == 1

    def digits(self, count):
        """A whole numeral of exactly `count` digits that ends in no zero."""
        return "".join(
            [str(self.between(1, 9))]
            + [str(self.between(0, 9)) for _ in range(count - 2)]
            + ([str(self.between(1, 9))] if count > 1 else [])
        )
