"""Strategies and assertions for the tests of other teams; needs hypothesis (`esante-rules[testing]`)."""
