"""Rules of the INS datamatrix (`ins.datamatrix`): header, blocks, separators, and what may be written."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity, Text
from esante_rules.ins._carrier import loss_rules
from esante_rules.ins._engine import row
from esante_rules.ins._sources_carriers import (
    DATAMATRIX_BLOCKS,
    DATAMATRIX_HEADER,
    DATAMATRIX_SEPARATOR,
    DATAMATRIX_STATUS,
    PROJECT,
)

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_SURE, _LIKELY = Confidence.CERTAIN, Confidence.PROBABLE

HEADER_UNKNOWN: Final = row(
    "datamatrix.header-unknown",
    _E,
    _SURE,
    "L'en-tête n'est pas celui d'un datamatrix INS : IS, version 01, puis 22 zéros.",
    "The header is not that of an INS datamatrix: IS, version 01, then 22 zeros.",
    DATAMATRIX_HEADER,
    why=(
        "Sans cet en-tête de 26 caractères, rien ne dit comment lire la suite.",
        "Without this header of 26 characters nothing says how to read what follows.",
    ),
)
BLOCK_MISSING: Final = row(
    "datamatrix.block-missing",
    _E,
    _SURE,
    "Le bloc {block} ({content}) est absent.",
    "The block {block} ({content}) is missing.",
    DATAMATRIX_BLOCKS,
    why=(
        "Les blocs S1 à S6 portent l'INS et ses traits ; S7 est facultatif à la lecture, toujours écrit.",
        "Blocks S1 to S6 carry the INS and its traits; S7 is optional when reading, always written.",
    ),
)
OUT_OF_ORDER: Final = row(
    "datamatrix.blocks-out-of-order",
    _I,
    Confidence.TO_CONFIRM,
    "Le bloc {block} vient après un bloc de numéro plus grand.",
    "The block {block} comes after a block with a greater number.",
    PROJECT,
    why=(
        "Des producteurs placent un bloc variable à la fin pour économiser un séparateur ; nous écrivons de S1 à S7.",
        "Some producers put a variable block last to save a separator; we write from S1 to S7.",
    ),
)
BLOCK_REPEATED: Final = row(
    "datamatrix.block-repeated",
    _E,
    _LIKELY,
    "Le bloc {block} est écrit plusieurs fois.",
    "The block {block} is written several times.",
    DATAMATRIX_BLOCKS,
    why=(
        "Deux valeurs pour un même trait : on ne sait pas laquelle désigne le patient.",
        "Two values for one trait: nobody knows which one designates the patient.",
    ),
)
BAD_LENGTH: Final = row(
    "datamatrix.length-out-of-bounds",
    _E,
    _SURE,
    "Le bloc {block} a {length} caractères ; il en faut de {least} à {most}.",
    "The block {block} has {length} characters; it must have {least} to {most}.",
    DATAMATRIX_BLOCKS,
    why=(
        "Les longueurs fixent où finit chaque bloc : une longueur fausse décale tout ce qui suit.",
        "Lengths fix where each block ends: a wrong one shifts everything that follows.",
    ),
)
SEPARATOR_MISSING: Final = row(
    "datamatrix.separator-missing",
    _E,
    _SURE,
    "Il manque le séparateur après le bloc {block}.",
    "The separator after the block {block} is missing.",
    DATAMATRIX_SEPARATOR,
    why=(
        "Un lecteur mal réglé supprime souvent ce caractère de contrôle ; la lecture n'est plus certaine.",
        "A badly set scanner often drops this control character; the reading is no longer certain.",
    ),
)
SEPARATOR_UNEXPECTED: Final = row(
    "datamatrix.separator-unexpected",
    _E,
    _SURE,
    "Un séparateur est en trop : après un bloc de longueur fixe, en fin de code, ou répété.",
    "There is a separator too many: after a block of fixed length, at the end, or repeated.",
    DATAMATRIX_SEPARATOR,
    why=(
        "Le séparateur ne suit qu'un bloc variable plus court que son maximum et qui n'est pas le dernier.",
        "The separator follows only a variable block shorter than its maximum and which is not the last.",
    ),
)
SEPARATOR_AFTER_FULL: Final = row(
    "datamatrix.separator-after-full-block",
    _W,
    _SURE,
    "Un séparateur suit le bloc {block}, qui a pourtant sa longueur maximale.",
    "A separator follows the block {block}, although it has its maximum length.",
    DATAMATRIX_SEPARATOR,
    why=(
        "La longueur maximale suffit à marquer la fin : le séparateur est inutile, mais la lecture reste sûre.",
        "The maximum length is enough to mark the end: the separator is useless, but the reading is safe.",
    ),
)
BLOCK_UNKNOWN: Final = row(
    "datamatrix.block-unknown",
    _E,
    _SURE,
    "Un bloc ne porte aucun des identifiants S1 à S7.",
    "A block bears none of the identifiers S1 to S7.",
    DATAMATRIX_SEPARATOR,
    why=(
        "La version 01 du format ne connaît que sept blocs.",
        "Version 01 of the format knows seven blocks only.",
    ),
)
SEPARATOR_SPELLED: Final = row(
    "datamatrix.separator-spelled-out",
    _W,
    _SURE,
    "Le séparateur est écrit en toutes lettres « <GS> » au lieu du caractère de contrôle.",
    "The separator is spelled out « <GS> » instead of the control character.",
    DATAMATRIX_SEPARATOR,
    why=(
        "Des feuilles de style publiées l'écrivent ainsi ; un autre lecteur peut ne pas le comprendre.",
        "Published style sheets write it so; another reader may not understand it.",
    ),
)
BAD_DATE: Final = row(
    "datamatrix.birth-date-malformed",
    _E,
    _SURE,
    "La date de naissance n'est pas un jour réel écrit JJ-MM-AAAA.",
    "The date of birth is not a real day written DD-MM-YYYY.",
    DATAMATRIX_BLOCKS,
    why=(
        "Le format impose l'ordre jour, mois, année : une date dans un autre ordre se lit de travers.",
        "The format imposes the order day, month, year: a date in another order is misread.",
    ),
)
BAD_SEX: Final = row(
    "datamatrix.sex-not-coded",
    _E,
    _LIKELY,
    "Le sexe n'est ni M ni F.",
    "The sex is neither M nor F.",
    DATAMATRIX_BLOCKS,
    why=(
        "Le datamatrix ne porte qu'une identité qualifiée, et INSi ne rend que M ou F.",
        "The datamatrix carries a qualified identity only, and INSi returns M or F only.",
    ),
)
NOT_QUALIFIED: Final = row(
    "datamatrix.identity-not-qualified",
    _E,
    _SURE,
    "Seule une identité qualifiée peut être écrite en datamatrix.",
    "Only a qualified identity may be written as a datamatrix.",
    DATAMATRIX_STATUS,
    why=(
        "Le code transporte le matricule : il serait diffusé sans que l'identité soit prouvée.",
        "The code carries the matricule: it would be spread while the identity is not proven.",
    ),
)
PLACE_ABSENT: Final = row(
    "datamatrix.birth-place-absent",
    _I,
    _LIKELY,
    "Le lieu de naissance (bloc S7) n'est pas dans le code.",
    "The place of birth (block S7) is not in the code.",
    DATAMATRIX_BLOCKS,
    why=(
        "Le format le laisse facultatif ; l'identité lue n'a alors que quatre traits sur cinq.",
        "The format leaves it optional; the identity read then has four traits out of five.",
    ),
)
LOSSES: Final = loss_rules(
    "datamatrix", Text("Le datamatrix INS", "The INS datamatrix"), withholds=False, implied=("status",)
)

READING_RULES: Final[tuple[Rule[Any], ...]] = (
    HEADER_UNKNOWN,
    BLOCK_MISSING,
    OUT_OF_ORDER,
    BLOCK_REPEATED,
    BAD_LENGTH,
    SEPARATOR_MISSING,
    SEPARATOR_UNEXPECTED,
    SEPARATOR_AFTER_FULL,
    BLOCK_UNKNOWN,
    SEPARATOR_SPELLED,
    BAD_DATE,
    BAD_SEX,
    PLACE_ABSENT,
)
RULES: Final[tuple[Rule[Any], ...]] = (*READING_RULES, NOT_QUALIFIED, LOSSES.not_carried)
