"""Rules of the data types, wherever an element of that type stands (third part of the rulebook)."""

from __future__ import annotations

from typing import Any, Final

from esante_rules._core import Confidence, Rule, Severity, Text
from esante_rules.cda._sources import structuration


def _rule(name: str, passage: str, says: Text, why: Text, severity: Severity = Severity.ERROR) -> Rule[Any]:
    return Rule(
        id=f"cda.volet.{name}",
        says=says,
        why=why,
        refs=(structuration(f"types de données, {passage}"),),
        since=None,
        severity=severity,
        confidence=Confidence.CERTAIN,
    )


_NULL: Final = Text(
    "nullFlavor dit pourquoi l'information manque : la donner en même temps se contredit.",
    "nullFlavor says why the information is missing: giving it at the same time is a contradiction.",
)
_ID: Final = Text(
    "Un identifiant n'est unique que dans son autorité d'affectation (root).",
    "An identifier is unique only within its assigning authority (root).",
)
_CODE: Final = Text(
    "Un code n'a de sens que dans son système de codage, avec son libellé.",
    "A code has a meaning only within its code system, with its label.",
)
_DATE: Final = Text(
    "Une date mal formée ne peut être ni comparée ni affichée.",
    "A malformed date can be neither compared nor displayed.",
)
_CONTACT: Final = Text(
    "Le volet fixe les formes d'adresse que tous les logiciels savent afficher.",
    "The volet fixes the forms of address that every software can display.",
)
_NAMES: Final = Text(
    "Le volet fixe la forme des noms que tous les logiciels savent afficher.",
    "The volet fixes the form of names that every software can display.",
)
_TWICE: Final = Text(
    "Répéter la même information n'apporte rien et fait douter du reste.",
    "Repeating the same information adds nothing and casts doubt on the rest.",
)

NULL_WITH_CONTENT: Final = _rule(
    "null-with-content",
    "ANY",
    Text(
        "{element} est nul (nullFlavor) ou contient un élément nul, et porte un autre contenu.",
        "{element} is null (nullFlavor) or holds a null element, and carries other content.",
    ),
    _NULL,
)
IDENTIFIER_WITHOUT_ROOT: Final = _rule(
    "identifier-without-root",
    "II",
    Text(
        "L'identifiant {element} n'a pas d'autorité d'affectation (root).",
        "The identifier {element} has no assigning authority (root).",
    ),
    _ID,
)
IDENTIFIER_NULL_WITH_CONTENT: Final = _rule(
    "identifier-null-with-content",
    "II",
    Text(
        "L'identifiant {element} est nul et porte une valeur.", "The identifier {element} is null and carries a value."
    ),
    _NULL,
)
IDENTIFIER_ROOT_MALFORMED: Final = _rule(
    "identifier-root-malformed",
    "II",
    Text(
        "L'attribut root de {element} n'est ni un OID ni un UUID.",
        "The root attribute of {element} is neither an OID nor a UUID.",
    ),
    _ID,
)
IDENTIFIER_EXTENSION_EMPTY: Final = _rule(
    "identifier-extension-empty",
    "II",
    Text("L'attribut extension de {element} est vide.", "The extension attribute of {element} is empty."),
    _ID,
)
IDENTIFIER_TOO_LONG: Final = _rule(
    "identifier-too-long",
    "II",
    Text(
        "{attribute} de {element} dépasse {allowed} caractères.",
        "{attribute} of {element} is longer than {allowed} characters.",
    ),
    _ID,
    Severity.WARNING,
)
IDENTIFIERS_REPEATED: Final = _rule(
    "identifiers-repeated",
    "II",
    Text(
        "{element} est donné deux fois avec la même valeur, ou avec la même autorité et une seule extension.",
        "{element} is given twice with the same value, or with the same authority and a single extension.",
    ),
    _TWICE,
)
UUID_LOWERCASE: Final = _rule(
    "uuid-lowercase",
    "II",
    Text("L'UUID de {element} s'écrit en majuscules.", "The UUID of {element} is written in capitals."),
    _ID,
    Severity.INFO,
)
CODE_MISSING: Final = _rule(
    "code-missing",
    "CD",
    Text(
        "{element} n'a ni code, ni nullFlavor, ni texte d'origine.",
        "{element} has no code, no nullFlavor and no original text.",
    ),
    _CODE,
)
CODE_WITHOUT_SYSTEM: Final = _rule(
    "code-without-system",
    "CD",
    Text(
        "Le code de {element} est donné sans son système de codage (codeSystem).",
        "The code of {element} is given without its code system (codeSystem).",
    ),
    _CODE,
)
CODE_ATTRIBUTE_ORPHAN: Final = _rule(
    "code-attribute-orphan",
    "CD",
    Text("{element} porte {attribute} sans {expected}.", "{element} has {attribute} without {expected}."),
    _CODE,
)
CODE_AND_NULL: Final = _rule(
    "code-and-null",
    "CD",
    Text("{element} porte un code et un nullFlavor.", "{element} carries a code and a nullFlavor."),
    _NULL,
)
QUALIFIER_REFUSED: Final = _rule(
    "qualifier-refused",
    "CE",
    Text("{element} ne peut pas contenir de qualifier.", "{element} cannot hold a qualifier."),
    _CODE,
)
TRANSLATION_INCORRECT: Final = _rule(
    "translation-incorrect",
    "CD",
    Text(
        "Une traduction (translation) de {element} est nulle, incomplète ou répétée.",
        "A translation of {element} is null, incomplete or repeated.",
    ),
    _CODE,
)
CODES_REPEATED: Final = _rule(
    "codes-repeated",
    "CD",
    Text("{element} est donné deux fois avec le même code.", "{element} is given twice with the same code."),
    _TWICE,
)
LABEL_WITH_CONTROL: Final = _rule(
    "label-with-line-break",
    "CD",
    Text(
        "Le libellé (displayName) de {element} contient un saut de ligne ou une tabulation.",
        "The label (displayName) of {element} holds a line break or a tab.",
    ),
    _CODE,
    Severity.WARNING,
)
SYSTEM_NOT_OID: Final = _rule(
    "code-system-not-oid",
    "CD",
    Text(
        "Le système de codage (codeSystem) de {element} n'est pas un OID.",
        "The code system (codeSystem) of {element} is not an OID.",
    ),
    _CODE,
)
SIMPLE_CODE_INCORRECT: Final = _rule(
    "simple-code-incorrect",
    "CS",
    Text(
        "{element} porte un code seul, ou un nullFlavor seul.", "{element} carries a code alone, or a nullFlavor alone."
    ),
    _CODE,
)
DATE_MISSING: Final = _rule(
    "date-missing",
    "TS",
    Text(
        "{element} n'a ni date ni nullFlavor, ou a les deux.",
        "{element} has neither a date nor a nullFlavor, or has both.",
    ),
    _DATE,
)
DATE_INVALID: Final = _rule(
    "date-invalid",
    "TS",
    Text(
        "La date de {element} n'existe pas ou n'est pas de la forme AAAAMMJJhhmmss±hhmm.",
        "The date of {element} does not exist or is not of the form YYYYMMDDhhmmss±hhmm.",
    ),
    _DATE,
)
DATE_WITH_ELEMENTS: Final = _rule(
    "date-with-elements",
    "TS",
    Text(
        "{element} est un instant : aucun élément n'y est admis.",
        "{element} is a point in time: no element is allowed in it.",
    ),
    _DATE,
)
PERIOD_CONTRADICTORY: Final = _rule(
    "period-contradictory",
    "IVL_TS",
    Text(
        "{element} mêle une valeur, des bornes, une durée ou un centre qui s'excluent.",
        "{element} mixes a value, bounds, a width or a center that exclude one another.",
    ),
    _DATE,
)
PERIOD_BOUNDS_EQUAL: Final = _rule(
    "period-bounds-equal",
    "IVL_TS",
    Text("Les deux bornes de {element} sont identiques.", "The two bounds of {element} are equal."),
    _DATE,
)
PERIOD_REVERSED: Final = _rule(
    "period-reversed",
    "IVL_TS",
    Text("La période {element} finit avant de commencer.", "The period {element} ends before it starts."),
    _DATE,
)
PERIOD_BOUND_INVALID: Final = _rule(
    "period-bound-invalid",
    "IVL_TS",
    Text(
        "Une borne de {element} n'est pas une date valide, ou son décalage n'est pas ±hhmm.",
        "A bound of {element} is not a valid date, or its offset is not ±hhmm.",
    ),
    _DATE,
)
PERIOD_NULL_WITH_CONTENT: Final = _rule(
    "period-null-with-content",
    "IVL_TS",
    Text(
        "La période {element} ou l'une de ses bornes est nulle et porte une valeur.",
        "The period {element} or one of its bounds is null and carries a value.",
    ),
    _NULL,
)
PERIOD_WIDTH_UNIT: Final = _rule(
    "period-width-unit",
    "IVL_TS",
    Text(
        "La durée (width) de {element} n'est pas dans une unité de temps : us, ms, s, min, h, d, wk, mo ou a.",
        "The width of {element} is not in a unit of time: us, ms, s, min, h, d, wk, mo or a.",
    ),
    _DATE,
)
INTEGER_INVALID: Final = _rule(
    "integer-invalid",
    "INT",
    Text("{element} doit porter un nombre entier.", "{element} must carry an integer."),
    Text("Une version ou un rang se compte en entiers.", "A version or a rank is counted in integers."),
)
TEXT_BLANK: Final = _rule(
    "text-blank",
    "BIN, ST",
    Text("{element} est vide.", "{element} is empty."),
    Text(
        "Un élément de texte sert à être lu : vide, il se remplace par un nullFlavor.",
        "A text element is there to be read: when it has nothing to say, it is null.",
    ),
)
TELECOM_MALFORMED: Final = _rule(
    "telecom-malformed",
    "TEL, template telecom",
    Text(
        "{element} n'est ni « préfixe:valeur » (tel, fax, mailto, http, ftp, mllp), ni un nullFlavor seul admis.",
        "{element} is neither prefix:value (tel, fax, mailto, http, ftp, mllp) nor an allowed nullFlavor alone.",
    ),
    _CONTACT,
)
TELECOM_NOT_URI: Final = _rule(
    "telecom-not-uri",
    "URL",
    Text(
        "La valeur de {element} contient un caractère qu'une adresse n'admet pas (blanc, accent).",
        "The value of {element} holds a character that an address does not allow (blank, accent).",
    ),
    _CONTACT,
)
TELECOM_USE: Final = _rule(
    "telecom-use-refused",
    "template telecom",
    Text(
        "L'usage (use) de {element} n'est pas l'un de : {expected}.", "The use of {element} is not one of: {expected}."
    ),
    _CONTACT,
)
TELECOM_NULL_BESIDE: Final = _rule(
    "telecom-null-superfluous",
    "URL",
    Text("Un {element} nul accompagne un {element} renseigné.", "A null {element} stands beside one with a value."),
    _NULL,
)
TELECOMS_REPEATED: Final = _rule(
    "telecoms-repeated",
    "URL",
    Text("Deux {element} ont la même valeur et le même usage.", "Two {element} have the same value and use."),
    _TWICE,
)
ADDRESS_EMPTY: Final = _rule(
    "address-empty-or-mixed",
    "AD",
    Text("{element} est vide, ou mêle du texte et des éléments.", "{element} is empty, or mixes text and elements."),
    _CONTACT,
)
ADDRESS_PART_REPEATED: Final = _rule(
    "address-part-repeated",
    "template addr",
    Text(
        "Une partie de {element} est répétée (au plus {allowed} : {part}).",
        "A part of {element} is repeated (at most {allowed}: {part}).",
    ),
    _CONTACT,
)
ADDRESS_USE: Final = _rule(
    "address-use-refused",
    "template addr",
    Text(
        "L'usage (use) de {element} n'est pas l'un de : {expected}.", "The use of {element} is not one of: {expected}."
    ),
    _CONTACT,
)
ADDRESS_PARTS_BLANK: Final = _rule(
    "address-with-blank-part",
    "AD",
    Text("{element} contient une partie vide.", "{element} holds an empty part."),
    _CONTACT,
    Severity.WARNING,
)
ADDRESS_PART_UNEXPECTED: Final = _rule(
    "address-part-unexpected",
    "template addr, contenu fermé",
    Text(
        "{element} contient une partie que le volet ne prévoit pas avec les autres.",
        "{element} holds a part that the volet does not provide for beside the others.",
    ),
    _CONTACT,
    Severity.WARNING,
)
ADDRESSES_REPEATED: Final = _rule(
    "addresses-redundant",
    "AD",
    Text(
        "{element} est donné deux fois à l'identique, ou nul à côté d'un autre renseigné.",
        "{element} is given twice identically, or null beside another one with content.",
    ),
    _TWICE,
)
NAME_EMPTY: Final = _rule(
    "name-empty-or-mixed",
    "EN",
    Text(
        "{element} est vide, mêle du texte et des éléments, ou est nul avec un contenu.",
        "{element} is empty, mixes text and elements, or is null with content.",
    ),
    _NAMES,
)
NAME_PART_BLANK: Final = _rule(
    "name-part-blank",
    "EN",
    Text(
        "Une partie de {element} est vide, ou son texte commence par un guillemet.",
        "A part of {element} is empty, or its text begins with a quotation mark.",
    ),
    _NAMES,
    Severity.WARNING,
)
NAMES_REPEATED: Final = _rule(
    "names-redundant",
    "EN",
    Text(
        "{element} est donné deux fois à l'identique, ou nul à côté d'un autre renseigné.",
        "{element} is given twice identically, or null beside another one with content.",
    ),
    _TWICE,
)
NAME_QUALIFIER_REFUSED: Final = _rule(
    "name-qualifier-refused",
    "PN",
    Text(
        "Une partie de {element} porte un qualificatif répété, ou LS, réservé aux organisations.",
        "A part of {element} has a repeated qualifier, or LS, which is for organizations.",
    ),
    _NAMES,
)
ORGANIZATION_NAME_NOT_TEXT: Final = _rule(
    "organization-name-not-text",
    "ON",
    Text(
        "Le nom de structure {element} est un texte, sans élément.",
        "The organization name {element} is a text, without elements.",
    ),
    _NAMES,
)
TYPE_UNEXPECTED: Final = _rule(
    "type-unexpected",
    "xsi:type",
    Text(
        "L'attribut xsi:type de {element} ne nomme pas son type ({expected}).",
        "The xsi:type attribute of {element} does not name its type ({expected}).",
    ),
    Text(
        "Le volet fixe le type de chaque élément : un autre changerait le sens de la valeur.",
        "The volet fixes the type of every element: another one would change the meaning of the value.",
    ),
)

RULES: Final[tuple[Rule[Any], ...]] = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
