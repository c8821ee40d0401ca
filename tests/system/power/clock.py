"""A clock of both kinds that a test moves by hand."""


class HandClock:
    """Both clocks, moved by hand: a nap moves the wall clock alone."""

    def __init__(self) -> None:
        self.now, self.asleep = 0.0, 0.0

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return 1_700_000_000.0 + self.now + self.asleep
