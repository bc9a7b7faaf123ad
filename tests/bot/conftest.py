"""Rules are tried on generated values; how long one takes is for the benchmarks, not for these tests."""

from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=100, database=None)
settings.load_profile("rules")
