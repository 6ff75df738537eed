"""What `hypothesis.strategies.from_type` draws for the types of `esante_rules`.

Hypothesis calls `register` by itself when it is imported and this distribution is installed (entry point
`hypothesis`). The strategies are built on first use.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from esante_rules.ins import BirthDate, Identifier, Identity, Matricule, Traits
from esante_rules.ins._oid import INS_OIDS


def register() -> None:
    """Teach Hypothesis to draw the types of the INS, without faults; calling it again changes nothing."""
    st.register_type_strategy(Matricule, _matricules)
    st.register_type_strategy(Identifier, _identifiers)
    st.register_type_strategy(BirthDate, _birth_dates)
    st.register_type_strategy(Traits, _traits)
    st.register_type_strategy(Identity, _identities)


def _matricules(_: type[Any]) -> st.SearchStrategy[Matricule]:
    from esante_rules.testing import ins

    return st.builds(Matricule, ins.matricules(), st.none() | st.sampled_from(INS_OIDS))


def _identifiers(_: type[Any]) -> st.SearchStrategy[Identifier]:
    from esante_rules.testing import ins

    return st.builds(Identifier, ins.matricules(), st.sampled_from(INS_OIDS))


def _birth_dates(_: type[Any]) -> st.SearchStrategy[BirthDate]:
    return st.dates().map(lambda day: BirthDate(day.isoformat()))


def _traits(_: type[Any]) -> st.SearchStrategy[Traits]:
    from esante_rules.testing import ins

    return ins.traits()


def _identities(_: type[Any]) -> st.SearchStrategy[Identity]:
    from esante_rules.testing import ins

    return ins.identities()
