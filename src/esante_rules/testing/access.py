"""Strategies for sign-in, for the use of the INS or NIR, and for what is collected. Built, never filtered."""

from __future__ import annotations

from typing import Any

from attrs import fields
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from esante_rules._answer import Answer
from esante_rules.rgpd import minimisation, nir, sign_in


def _facts(kind: Any, *known: str) -> dict[str, SearchStrategy[Any]]:
    return {f.name: st.sampled_from(Answer) for f in fields(kind) if f.name not in known}


def sign_ins(users: SearchStrategy[str] | None = None) -> SearchStrategy[sign_in.SignIn]:
    """Any way of signing in, of any of `users`."""
    return st.builds(
        sign_in.SignIn,
        user=users if users is not None else st.sampled_from(sign_in.USERS),
        means=st.sets(st.sampled_from(list(sign_in.MEANS)), min_size=1, max_size=3),
        **_facts(sign_in.SignIn, "user", "means"),
    )


def uses() -> SearchStrategy[nir.Use]:
    """Any use of the INS or of the NIR."""
    return st.builds(
        nir.Use,
        purpose=st.sampled_from(nir.PURPOSES),
        identifier=st.sampled_from(nir.IDENTIFIERS),
        **_facts(nir.Use, "purpose", "identifier"),
    )


def collections() -> SearchStrategy[dict[str, Answer]]:
    """What is collected, with the answers to the questions of `minimisation.question`."""
    return st.dictionaries(st.sampled_from(list(minimisation.ITEMS)), st.sampled_from(Answer))
