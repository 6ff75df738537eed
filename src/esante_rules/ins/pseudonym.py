"""A pseudonym of a matricule, made with a secret key of the caller.

This is pseudonymisation (règlement (UE) 2016/679, art. 4, 5°), not anonymisation: whoever holds the key can compute the
pseudonym of every possible matricule and find the person again. The result stays personal health data, and the key is
kept apart from it, under the same care. Without the key nothing links a pseudonym to a number, nor two pseudonyms made
for different purposes.
"""

from __future__ import annotations

from typing import Final

from esante_rules._core import require
from esante_rules.ins._model import Matricule

__all__ = ["pseudonym"]

_LEAST_KEY: Final = 32
"""Bytes: the strength of the function that uses it."""
_DOMAIN: Final = b"esante-rules ins pseudonym v1"


def pseudonym(matricule: Matricule, key: bytes, *, purpose: str) -> str:
    """HMAC-SHA-256 of the matricule, as 64 hexadecimal characters.

    The same matricule, key and purpose give the same pseudonym, for ever. `key` is at least 32 random bytes; `purpose`
    names the processing (`etude-2026`), so that two processings cannot be joined by their pseudonyms. The 13 characters
    of the body are used, not the OID: a NIA that becomes a NIR with the same digits keeps its pseudonym. Raises
    `ValueError`, without any value, for a short key or an empty purpose.
    """
    require(matricule, Matricule, "matricule")
    require(key, bytes, "key")
    require(purpose, str, "purpose")
    if len(key) < _LEAST_KEY:
        raise ValueError(f"the key must have at least {_LEAST_KEY} bytes")
    if not purpose.strip():
        raise ValueError("the purpose must be named")
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.hmac import HMAC

    code = HMAC(key, SHA256())
    for part in (_DOMAIN, purpose.encode(), matricule.body.encode()):
        code.update(len(part).to_bytes(4, "big") + part)
    return code.finalize().hex()
