"""CDA R2 documents of the CI-SIS: is this header, N1 or N3, what the official tools accept?"""

from esante_rules.cda._reading import Limits

__all__ = ["Limits"]
