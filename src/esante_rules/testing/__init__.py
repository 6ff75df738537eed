"""Hypothesis strategies for the tests of other teams, one module a subject (`pip install esante-rules[testing]`).

Strategies build what they promise and never filter. Nothing in the library imports this package.
"""
