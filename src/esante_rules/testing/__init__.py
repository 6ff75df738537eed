"""Hypothesis strategies and assertions for the tests of other teams; the only package that needs hypothesis."""
