"""The rules on the coherence of a legal basis (BL-01 to BL-13)."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Rule, Text
from esante_rules.rgpd._texts import declare, text

NO_BASIS: Final = declare(
    "legal-basis.processing.without-basis",
    "BLOQUANT",
    "H",
    Text("Aucune base légale de l'article 6 n'est indiquée.", "No legal basis of article 6 is given."),
    Text("Un traitement sans base légale est illicite.", "A processing without a legal basis is unlawful."),
    text("RGPD", "art. 6(1)"),
)
NO_EXCEPTION: Final = declare(
    "legal-basis.sensitive-data.without-exception",
    "BLOQUANT",
    "H",
    Text(
        "Des données de l'article 9 sont traitées sans exception de l'article 9(2).",
        "Article 9 data are processed without an exception of article 9(2).",
    ),
    Text("Leur traitement est interdit par principe.", "Processing them is prohibited in principle."),
    text("RGPD", "art. 9(2)"),
    text("LIL", "art. 44"),
)
PUBLIC_INTEREST: Final = declare(
    "legal-basis.public-authority.legitimate-interest",
    "BLOQUANT",
    "H",
    Text(
        "Une autorité publique dans ses missions ne peut invoquer l'intérêt légitime.",
        "A public authority in its tasks cannot rely on legitimate interests.",
    ),
    Text(
        "Il revient au législateur de prévoir la base de ses traitements.",
        "It is for the law to provide the basis of its processing.",
    ),
    text("RGPD", "art. 6(1), dernier alinéa"),
)
NO_TEXT: Final = declare(
    "legal-basis.legal-duty.text-not-cited",
    "MAJEUR",
    "H",
    Text(
        "L'obligation légale ou la mission d'intérêt public est invoquée sans citer le texte.",
        "A legal obligation or a task of public interest is relied on without citing the text.",
    ),
    Text(
        "La base doit être définie par le droit de l'Union ou le droit national.",
        "The basis must be laid down by Union or national law.",
    ),
    text("RGPD", "art. 6(3)"),
)
NO_SECRECY: Final = declare(
    "legal-basis.care.without-secrecy",
    "BLOQUANT",
    "H",
    Text(
        "L'exception de soins suppose des personnes soumises au secret professionnel.",
        "The care exception requires persons bound by professional secrecy.",
    ),
    Text("C'est la garantie attachée à cette exception.", "It is the safeguard attached to this exception."),
    text("RGPD", "art. 9(3)"),
)
CONSENT_TO_CARE: Final = declare(
    "legal-basis.care.consent-as-basis",
    "MAJEUR",
    "M",
    Text(
        "Le consentement aux soins ou au partage n'est pas une base légale du dossier.",
        "Consent to care or to sharing is not a legal basis of the record.",
    ),
    Text(
        "Le dossier est tenu par obligation ou par mission ; un consentement n'y serait pas libre.",
        "The record is kept by obligation or mission; a consent would not be free.",
    ),
    text("RGPD", "art. 6, art. 7 et considérant 43"),
)
NO_PROOF: Final = declare(
    "legal-basis.consent.without-proof",
    "BLOQUANT",
    "H",
    Text("Le consentement invoqué n'est pas prouvé.", "The consent relied on is not proved."),
    Text(
        "Le responsable doit pouvoir démontrer que la personne a consenti.",
        "The controller must be able to show that the person consented.",
    ),
    text("RGPD", "art. 7(1)"),
)
NOT_EXPLICIT: Final = declare(
    "legal-basis.consent.not-explicit",
    "BLOQUANT",
    "H",
    Text(
        "Pour des données de l'article 9, le consentement doit être explicite.",
        "For article 9 data the consent must be explicit.",
    ),
    Text("Un accord implicite ne lève pas l'interdiction.", "An implied agreement does not lift the prohibition."),
    text("RGPD", "art. 9(2)(a)"),
)
OFFENCES: Final = declare(
    "legal-basis.offence-data.actor-not-authorised",
    "BLOQUANT",
    "H",
    Text(
        "Des données d'infraction sont traitées par un acteur que la loi n'y autorise pas.",
        "Offence data are processed by an actor that the law does not authorise.",
    ),
    Text("La loi dresse la liste des acteurs admis.", "The law lists the actors admitted."),
    text("RGPD", "art. 10"),
    text("LIL", "art. 46"),
)
NO_FORMALITY: Final = declare(
    "legal-basis.research.without-formality",
    "BLOQUANT",
    "M",
    Text(
        "Entrepôt ou recherche sans formalité : ni référentiel, ni méthodologie de référence, ni autorisation.",
        "Warehouse or research without its formality: no référentiel, no reference methodology, no authorisation.",
    ),
    Text(
        "Ces traitements de santé passent par la CNIL, par engagement de conformité ou autorisation.",
        "This health processing goes through the CNIL, by commitment of conformity or by authorisation.",
    ),
    text("LIL", "art. 66 et art. 72 et suivants"),
)
NIR: Final = declare(
    "legal-basis.nir.without-ground",
    "BLOQUANT",
    "H",
    Text("Le NIR est traité sans texte qui l'autorise.", "The NIR is processed without a text that allows it."),
    Text(
        "Seuls un décret-cadre, l'INS ou une autorisation le permettent.",
        "Only a framework decree, the INS or an authorisation allows it.",
    ),
    text("LIL", "art. 30"),
    text("CSP", "art. L. 1111-8-1"),
)
PORTABILITY: Final = declare(
    "legal-basis.notice.portability-promised",
    "MINEUR",
    "H",
    Text(
        "La notice promet la portabilité alors que la base n'est ni le consentement ni le contrat.",
        "The notice promises portability although the basis is neither consent nor contract.",
    ),
    Text("Un droit annoncé doit exister.", "A right that is announced must exist."),
    text("RGPD", "art. 20(1)"),
)
OPPOSITION: Final = declare(
    "legal-basis.notice.opposition-promised",
    "MINEUR",
    "H",
    Text(
        "La notice promet l'opposition alors que la base légale ne l'ouvre pas.",
        "The notice promises the right to object although the legal basis does not open it.",
    ),
    Text(
        "Avec le consentement, parler de retrait ; avec les bases (b), (c) et (d), ne rien promettre.",
        "With consent, speak of withdrawal; with bases (b), (c) and (d), promise nothing.",
    ),
    text("RGPD", "art. 21(1)"),
)
RULES: Final[tuple[Rule[Any], ...]] = (
    NO_BASIS,
    NO_EXCEPTION,
    PUBLIC_INTEREST,
    NO_TEXT,
    NO_SECRECY,
    CONSENT_TO_CARE,
    NO_PROOF,
    NOT_EXPLICIT,
    OFFENCES,
    NO_FORMALITY,
    NIR,
    PORTABILITY,
    OPPOSITION,
)
