"""Settings that all tests share."""

from hypothesis import settings

# No deadline: on a shared machine it measures the neighbours. Repeatable: a red build must stay red until it is mended.
settings.register_profile("dateline", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("dateline")
