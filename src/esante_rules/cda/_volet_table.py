"""The header of the volet Structuration minimale (test set 3.0) as a tree of rows. Data: read by `_volet`.

Quirks of the official assertions are reproduced (`where` is the predicate under which they look at an element: an
element that does not fulfil it is not looked at, and counts for none). See docs/cda-engine.md.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve

from esante_rules.cda._volet_model import Row, words

PS: Final = "1.2.250.1.71.4.2.1"
ST: Final = "1.2.250.1.71.4.2.2"
DMP: Final = "1.2.250.1.213.4.1"
_CODED: Final = ("code", "codeSystem", "displayName")

# --- shared blocks ------------------------------------------------------------------------------------------------

ADDR: Final = Row(name="addr", slug="address", label=words("une adresse | an address"), type="AD", passage="addr")
TELECOM: Final = Row(
    name="telecom",
    slug="telecom",
    label=words("une adresse de télécommunication | a telecom"),
    type="TEL",
    passage="telecom",
)
TEMPLATE: Final = Row(
    name="templateId", slug="template", label=words("un templateId | a templateId"), type="II", need=("root",)
)
ORIGINAL_TEXT: Final = Row(
    name="originalText",
    slug="original-text",
    label=words("un texte d'origine (originalText) | an original text (originalText)"),
    most=1,
    type="ED",
)
TRANSLATION: Final = Row(
    name="translation", slug="translation", label=words("une traduction | a translation"), type="CD"
)
_FAMILY: Final = Row(
    name="family", slug="person-family", label=words("un nom de famille (family) | a family name"), most=1
)
_GIVEN: Final = Row(name="given", slug="person-given", label=words("un prénom (given) | a given name"), most=1)
_PREFIX: Final = Row(
    name="prefix", slug="person-prefix", label=words("une civilité (prefix) | a prefix"), most=1, values="J245", on=""
)
_SUFFIX: Final = Row(
    name="suffix", slug="person-suffix", label=words("un titre (suffix) | a suffix"), most=1, values="J246", on=""
)
PERSON_NAME: Final = Row(
    name="name",
    slug="person-name",
    label=words("un nom de personne comportant un nom de famille | a person name with a family name"),
    least=1,
    most=1,
    where="has:family",
    type="PN",
    rows=(_FAMILY, _GIVEN, _PREFIX, _SUFFIX),
)
_NAME_IF_ANY: Final = evolve(PERSON_NAME, least=0, where="has:family")
_UNTYPED_NAME: Final = evolve(PERSON_NAME, type="")


def _id(
    slug: str, label: str, *, least: int = 0, most: int = 1_000_000, where: str = "", need: str = "root extension"
) -> Row:
    return Row(
        name="id",
        slug=slug,
        label=words(label),
        least=least,
        most=most,
        where=where,
        type="II",
        need=tuple(need.split()),
    )


def _code(
    slug: str,
    label: str,
    values: str = "",
    *,
    name: str = "code",
    least: int = 0,
    need: tuple[str, ...] = _CODED,
    where: str = "",
    rows: tuple[Row, ...] = (),
    checks: tuple[str, ...] = (),
) -> Row:
    return Row(
        name=name,
        slug=slug,
        label=words(label),
        least=least,
        most=1,
        where=where,
        type="CE",
        need=need,
        checks=checks,
        values=values,
        rows=rows,
        closed=bool(rows),
    )


def _sector(values: str = "", *, least: int = 0, where: str = "", need: tuple[str, ...] = _CODED) -> Row:
    return _code(
        "practice-setting",
        "un cadre d'exercice (standardIndustryClassCode) | a practice setting (standardIndustryClassCode)",
        values,
        name="standardIndustryClassCode",
        least=least,
        where=where,
        need=need,
    )


_ORG_ID: Final = Row(
    name="id",
    slug="organization-identifier",
    label=words("un identifiant de structure (Struct_IdNat) | an organization identifier (Struct_IdNat)"),
    where=f"root:{ST}",
    type="II",
    need=("extension",),
)
_ORG_ID_ONCE: Final = evolve(_ORG_ID, most=1)
_ORG_NAME: Final = Row(
    name="name",
    slug="organization-name",
    label=words("un nom de structure | an organization name"),
    most=1,
    type="ON",
)
_ORG_NAME_UNTYPED: Final = evolve(_ORG_NAME, type="")
_PART_OF: Final = Row(
    name="asOrganizationPartOf",
    slug="organization-part-of",
    label=words("une structure de rattachement (asOrganizationPartOf) | a parent organization (asOrganizationPartOf)"),
    most=1,
)


def _organization(name: str, *rows: Row, any_: bool = False) -> Row:
    return Row(
        name=name,
        slug="organization",
        label=words("une structure | an organization"),
        most=1,
        any=any_,
        rows=rows,
    )


def _person(name: str, *rows: Row, where: str = "") -> Row:
    return Row(name=name, slug="person", label=words("une personne | a person"), most=1, where=where, rows=rows)


# --- the document -------------------------------------------------------------------------------------------------

_HEAD: Final = (
    Row(
        name="realmCode",
        slug="realm",
        label=words("le périmètre France (realmCode FR) | the French realm (realmCode FR)"),
        least=1,
        most=1,
        where="@code:FR",
        type="CS",
    ),
    Row(
        name="typeId",
        slug="type-id",
        label=words("la conformité au standard CDA R2 (typeId) | the conformance to CDA R2 (typeId)"),
        where="root:2.16.840.1.113883.1.3 @extension:POCD_HD000040",
        type="II",
    ),
    Row(
        name="templateId",
        slug="hl7-france-template",
        label=words(
            "la conformité à HL7 France (templateId 2.16.840.1.113883.2.8.2.1) | the conformance to HL7 France "
            "(templateId 2.16.840.1.113883.2.8.2.1)"
        ),
        least=1,
        most=1,
        where="root:2.16.840.1.113883.2.8.2.1",
        type="II",
    ),
    Row(
        name="templateId",
        slug="ci-sis-template",
        label=words(
            "la conformité au CI-SIS (templateId 1.2.250.1.213.1.1.1.1) | the conformance to the CI-SIS "
            "(templateId 1.2.250.1.213.1.1.1.1)"
        ),
        least=1,
        most=1,
        where="root:1.2.250.1.213.1.1.1.1",
        type="II",
    ),
    Row(
        name="templateId",
        slug="model-template",
        label=words(
            "la conformité à un modèle de contenu (autre templateId) | the conformance to a content model "
            "(another templateId)"
        ),
        least=1,
        where="root-not:2.16.840.1.113883.2.8.2.1|1.2.250.1.213.1.1.1.1",
        type="II",
    ),
    Row(
        name="id",
        slug="document-identifier",
        label=words("l'identifiant du document (id) | the identifier of the document (id)"),
        least=1,
        most=1,
        where="live",
        type="II",
        need=("root",),
    ),
    _code(
        "document-type",
        "le type du document (code) | the type of the document (code)",
        "J07",
        least=1,
        where="live",
    ),
    Row(
        name="title",
        slug="title",
        label=words("le titre du document (title) | the title of the document (title)"),
        least=1,
        most=1,
        where="live",
        type="ST",
    ),
    Row(
        name="effectiveTime",
        slug="creation-date",
        label=words(
            "la date de création du document (effectiveTime) | the creation date of the document (effectiveTime)"
        ),
        least=1,
        most=1,
        where="live",
        type="TS",
        need=("value",),
        checks=("no-children",),
    ),
    _code(
        "confidentiality",
        "le niveau de confidentialité (confidentialityCode) | the confidentiality (confidentialityCode)",
        "CONFIDENTIALITY",
        name="confidentialityCode",
        least=1,
        where="live",
    ),
    Row(
        name="languageCode",
        slug="language",
        label=words("la langue du document (languageCode) | the language of the document (languageCode)"),
        least=1,
        most=1,
        where="live",
        type="CS",
        need=("code",),
        checks=("language",),
    ),
    Row(
        name="setId",
        slug="set-identifier",
        label=words("l'identifiant commun aux versions (setId) | the identifier common to all versions (setId)"),
        least=1,
        most=1,
        where="live",
        type="II",
        need=("root",),
    ),
    Row(
        name="versionNumber",
        slug="version",
        label=words("le numéro de version (versionNumber) | the version number (versionNumber)"),
        least=1,
        most=1,
        where="live",
        type="INT",
        need=("value",),
    ),
)

_PATIENT_NAME: Final = Row(
    name="name",
    slug="patient-name",
    label=words("le nom du patient (name) | the name of the patient (name)"),
    least=1,
    most=1,
    where="live",
    type="PN",
    rows=(
        Row(
            name="given",
            slug="patient-given",
            label=words("un prénom du patient (given) | a given name of the patient"),
            least=1,
            where="live",
            checks=("given-qualifier",),
        ),
        Row(
            name="family",
            slug="patient-family",
            label=words("un nom de famille du patient (family) | a family name of the patient"),
            least=1,
            where="live",
            checks=("family-qualifier",),
        ),
        evolve(_PREFIX, values=""),
        evolve(_SUFFIX, values=""),
    ),
)
_BIRTH_ADDR: Final = evolve(
    ADDR, slug="birthplace-address", label=words("une adresse de naissance (addr) | an address of birth (addr)"), most=1
)
_PLACE: Final = Row(
    name="place",
    slug="birthplace-place",
    label=words("le lieu de naissance (place) | the place of birth (place)"),
    least=1,
    most=1,
    rows=(
        _BIRTH_ADDR,
        Row(
            name="name",
            slug="place-name",
            label=words("un nom de lieu | a name of place"),
            most=1,
            type="EN",
        ),
    ),
)
_GUARDIAN: Final = Row(
    name="guardian",
    slug="guardian",
    label=words("un représentant du patient (guardian) | a guardian"),
    any=True,
    checks=("guardian-choice",),
    rows=(
        _id("guardian-identifier", "un identifiant du représentant | an identifier of the guardian", need=""),
        ADDR,
        TELECOM,
        Row(
            name="guardianPerson",
            slug="guardian-person",
            label=words("la personne qui représente le patient | the person who is the guardian"),
            rows=(
                Row(
                    name="name",
                    slug="guardian-name",
                    label=words(
                        "le nom du représentant, avec un nom de famille | the name of the guardian, with a family name"
                    ),
                    least=1,
                    most=1,
                    where="has:family",
                    type="PN",
                    rows=(
                        Row(
                            name="family",
                            slug="guardian-family",
                            label=words("un nom de famille du représentant | a family name of the guardian"),
                            most=3,
                        ),
                        Row(name="given", slug="guardian-given", label=words("un prénom | a given name")),
                        evolve(_PREFIX, values=""),
                    ),
                ),
            ),
        ),
        Row(
            name="guardianOrganization",
            slug="guardian-organization",
            label=words("l'organisation qui représente le patient | the organization that is the guardian"),
            rows=(_ORG_ID_ONCE, _ORG_NAME),
        ),
    ),
)
_PATIENT: Final = Row(
    name="patient",
    slug="patient",
    label=words("le patient (patient) | the patient (patient)"),
    least=1,
    most=1,
    where="live",
    rows=(
        _PATIENT_NAME,
        _code(
            "gender",
            "le sexe du patient (administrativeGenderCode) | the gender of the patient (administrativeGenderCode)",
            "J143",
            name="administrativeGenderCode",
            least=1,
            need=("code",),
        ),
        Row(
            name="birthTime",
            slug="birth-date",
            label=words("la date de naissance du patient (birthTime) | the birth date of the patient (birthTime)"),
            least=1,
            most=1,
            type="TS",
            need=("value",),
            checks=("no-children",),
        ),
        Row(
            name="sdtc:deceasedInd",
            slug="deceased",
            label=words("l'indicateur de décès | the deceased indicator"),
            most=1,
            type="BL",
        ),
        Row(
            name="sdtc:deceasedTime",
            slug="death-date",
            label=words("la date de décès | the date of death"),
            most=1,
            type="TS",
            checks=("no-children",),
        ),
        Row(
            name="sdtc:multipleBirthInd",
            slug="multiple-birth",
            label=words("l'indicateur de naissance multiple | the multiple birth indicator"),
            most=1,
            type="BL",
        ),
        Row(
            name="sdtc:multipleBirthOrderNumber",
            slug="birth-order",
            label=words("le rang de naissance | the birth order"),
            most=1,
            type="INT.POS",
        ),
        _GUARDIAN,
        Row(
            name="birthplace",
            slug="birthplace",
            label=words("le lieu de naissance (birthplace) | the birthplace"),
            most=1,
            rows=(_PLACE,),
        ),
    ),
)
RECORD_TARGET: Final = Row(
    name="recordTarget",
    slug="record-target",
    label=words("le patient du document (recordTarget) | the patient of the document (recordTarget)"),
    least=1,
    most=1,
    where="live",
    passage="recordTarget (1.2.250.1.213.1.1.1.1.10.10)",
    rows=(
        Row(
            name="patientRole",
            slug="patient-role",
            label=words(
                "un rôle de patient (patientRole) avec son patient | a patient role (patientRole) with its patient"
            ),
            least=1,
            most=1,
            where="has:patient",
            any=True,
            rows=(
                _id(
                    "patient-identifier",
                    "un identifiant du patient | an identifier of the patient",
                    least=1,
                    where="live",
                ),
                ADDR,
                TELECOM,
                _PATIENT,
            ),
        ),
    ),
)

_AUTHOR_CODE: Final = _code(
    "author-profession",
    "la profession ou le rôle de l'auteur (code) | the profession or role of the author (code)",
    "J01",
)
AUTHOR: Final = Row(
    name="author",
    slug="author",
    label=words("un auteur (author) | an author"),
    least=1,
    where="live has:assignedAuthor",
    passage="author (1.2.250.1.213.1.1.1.1.10.7)",
    rows=(
        _code(
            "author-function",
            "le rôle fonctionnel de l'auteur (functionCode) | the function of the author (functionCode)",
            "J47",
            name="functionCode",
            need=("code", "codeSystem"),
            rows=(ORIGINAL_TEXT,),
        ),
        Row(
            name="time",
            slug="author-time",
            label=words("la date de participation de l'auteur (time) | the time of the author"),
            least=1,
            most=1,
            type="TS",
            need=("value",),
            checks=("no-children",),
        ),
        Row(
            name="assignedAuthor",
            slug="assigned-author",
            label=words("l'auteur affecté (assignedAuthor) | the assigned author"),
            least=1,
            most=1,
            where="live",
            checks=("person-or-device",),
            rows=(
                _id("author-identifier", "un identifiant de l'auteur | an identifier of the author", least=1),
                _AUTHOR_CODE,
                ADDR,
                TELECOM,
                _person("assignedPerson", PERSON_NAME),
                Row(
                    name="assignedAuthoringDevice",
                    slug="author-device",
                    label=words("le système auteur | the authoring system"),
                    most=1,
                    rows=(
                        Row(
                            name="manufacturerModelName",
                            slug="device-model",
                            label=words("le modèle du système (manufacturerModelName) | the model of the system"),
                            least=1,
                            most=1,
                            type="SC",
                        ),
                        Row(
                            name="softwareName",
                            slug="device-software",
                            label=words("le nom du logiciel (softwareName) | the name of the software"),
                            least=1,
                            most=1,
                            type="SC",
                        ),
                    ),
                ),
                _organization(
                    "representedOrganization",
                    _ORG_ID_ONCE,
                    _ORG_NAME_UNTYPED,
                    TELECOM,
                    ADDR,
                    _sector(where="in:J04"),
                ),
            ),
        ),
    ),
)
DATA_ENTERER: Final = Row(
    name="dataEnterer",
    slug="data-enterer",
    label=words("un opérateur de saisie (dataEnterer) | a data enterer"),
    most=1,
    passage="dataEnterer (1.2.250.1.213.1.1.1.1.10.11)",
    rows=(
        Row(
            name="time",
            slug="data-enterer-time",
            label=words("la date de saisie (time) | the time of data entry"),
            most=1,
            type="TS",
            checks=("no-children",),
        ),
        Row(
            name="assignedEntity",
            slug="data-enterer-entity",
            label=words("l'opérateur (assignedEntity) | the data enterer (assignedEntity)"),
            rows=(
                Row(name="id", slug="data-enterer-identifier", label=words("un identifiant | an identifier")),
                Row(name="code", slug="data-enterer-code", label=words("une profession | a profession")),
                ADDR,
                TELECOM,
                Row(name="assignedPerson", slug="person", label=words("une personne | a person")),
                Row(
                    name="representedOrganization", slug="organization", label=words("une structure | an organization")
                ),
            ),
        ),
    ),
)
_RELATED: Final = Row(
    name="relatedEntity",
    slug="related-entity",
    label=words("une personne liée au patient (relatedEntity) | a person related to the patient"),
    where="@classCode has:relatedPerson",
    any=True,
    checks=("related-class",),
    passage="relatedEntity (1.2.250.1.213.1.1.1.1.10.13)",
    rows=(
        _code(
            "relationship",
            "le lien avec le patient (code) | the relationship with the patient (code)",
            "J11",
            rows=(ORIGINAL_TEXT,),
        ),
        ADDR,
        TELECOM,
        Row(
            name="relatedPerson",
            slug="related-person",
            label=words("la personne liée (relatedPerson) | the related person"),
            most=1,
            rows=(evolve(PERSON_NAME, rows=(_FAMILY, _GIVEN, _PREFIX)),),
        ),
    ),
)
INFORMANT: Final = Row(
    name="informant",
    slug="informant",
    label=words("un informateur (informant) | an informant"),
    checks=("informant-role",),
    passage="informant (1.2.250.1.213.1.1.1.1.10.12)",
    rows=(
        Row(
            name="assignedEntity",
            slug="informant-entity",
            label=words("l'informateur professionnel (assignedEntity) | the professional informant (assignedEntity)"),
            passage="assignedEntity (1.2.250.1.213.1.1.1.1.10.14)",
            rows=(
                evolve(
                    _id(
                        "informant-identifier",
                        "l'identifiant de l'informateur | the identifier of the informant",
                        least=1,
                        most=1,
                    ),
                    where="",
                    need=(),
                    checks=("root-and-extension-or-null",),
                ),
                _code(
                    "informant-profession", "la profession de l'informateur | the profession of the informant", need=()
                ),
                ADDR,
                TELECOM,
                _person("assignedPerson", PERSON_NAME),
                _organization("representedOrganization", _ORG_ID, _ORG_NAME, TELECOM, ADDR, _sector("J04")),
            ),
        ),
        _RELATED,
    ),
)
CUSTODIAN: Final = Row(
    name="custodian",
    slug="custodian",
    label=words(
        "l'organisation chargée de la conservation (custodian) | the organization that keeps the document (custodian)"
    ),
    least=1,
    most=1,
    where="live has:assignedCustodian",
    passage="custodian (1.2.250.1.213.1.1.1.1.10.5)",
    rows=(
        Row(
            name="assignedCustodian",
            slug="assigned-custodian",
            label=words("le rôle de conservation (assignedCustodian) | the custodian role (assignedCustodian)"),
            least=1,
            most=1,
            where="has:representedCustodianOrganization",
            rows=(
                Row(
                    name="representedCustodianOrganization",
                    slug="custodian-organization",
                    label=words(
                        "l'organisation de conservation (representedCustodianOrganization) | the custodian organization"
                    ),
                    most=1,
                    rows=(
                        Row(
                            name="id",
                            slug="custodian-identifier",
                            label=words(
                                "l'identifiant de l'organisation de conservation | the identifier of the custodian"
                            ),
                            least=1,
                            most=1,
                            where="live",
                            type="II",
                            need=("root",),
                            checks=("custodian-root",),
                        ),
                        _ORG_NAME_UNTYPED,
                        evolve(TELECOM, most=1),
                        evolve(ADDR, most=1),
                    ),
                ),
            ),
        ),
    ),
)
RECIPIENT: Final = Row(
    name="informationRecipient",
    slug="recipient",
    label=words("un destinataire (informationRecipient) | a recipient"),
    passage="informationRecipient (1.2.250.1.213.1.1.1.1.10.15)",
    rows=(
        Row(
            name="intendedRecipient",
            slug="intended-recipient",
            label=words("le destinataire prévu (intendedRecipient) | the intended recipient"),
            least=1,
            most=1,
            rows=(
                TEMPLATE,
                _id(
                    "recipient-identifier",
                    "un identifiant du destinataire | an identifier of the recipient",
                    where=f"root:{PS}",
                    need="extension",
                ),
                ADDR,
                TELECOM,
                _person("informationRecipient", _NAME_IF_ANY),
                _organization("receivedOrganization", _ORG_ID, evolve(_ORG_NAME, most=1_000_000), TELECOM, ADDR),
            ),
        ),
    ),
)
LEGAL_AUTHENTICATOR: Final = Row(
    name="legalAuthenticator",
    slug="legal-authenticator",
    label=words(
        "le responsable du document (legalAuthenticator signé S) | the legal authenticator, with signature code S"
    ),
    least=1,
    most=1,
    where="signed:S",
    passage="legalAuthenticator (1.2.250.1.213.1.1.1.1.10.6)",
    rows=(
        Row(
            name="time",
            slug="legal-authenticator-time",
            label=words("la date de prise de responsabilité (time) | the time of the legal authenticator"),
            least=1,
            most=1,
            type="TS",
            need=("value",),
            checks=("no-children",),
        ),
        Row(
            name="signatureCode",
            slug="legal-authenticator-signature",
            label=words("la signature S du responsable (signatureCode) | the signature S of the legal authenticator"),
            most=1,
            where="@code:S",
            type="CS",
        ),
        Row(
            name="assignedEntity",
            slug="legal-authenticator-entity",
            label=words("le responsable (assignedEntity) | the legal authenticator (assignedEntity)"),
            least=1,
            most=1,
            rows=(
                _id(
                    "legal-authenticator-identifier",
                    "l'identifiant du responsable | the identifier of the legal authenticator",
                    least=1,
                    most=1,
                    where="live",
                ),
                _code(
                    "legal-authenticator-profession",
                    "la profession du responsable (code) | the profession of the legal authenticator (code)",
                    "J01",
                    need=(),
                ),
                ADDR,
                TELECOM,
                _person("assignedPerson", evolve(PERSON_NAME, where="live has:family")),
                _organization(
                    "representedOrganization", _ORG_ID, _ORG_NAME_UNTYPED, TELECOM, ADDR, _sector("J04", need=())
                ),
            ),
        ),
    ),
)
AUTHENTICATOR: Final = Row(
    name="authenticator",
    slug="authenticator",
    label=words("un attestataire (authenticator) | an authenticator"),
    where="signed:S",
    passage="authenticator (1.2.250.1.213.1.1.1.1.10.16)",
    rows=(
        TEMPLATE,
        Row(
            name="time",
            slug="authenticator-time",
            label=words("la date d'attestation (time) | the time of the authenticator"),
            least=1,
            most=1,
            type="TS",
            need=("value",),
            checks=("no-children",),
        ),
        Row(
            name="signatureCode",
            slug="authenticator-signature",
            label=words("la signature S de l'attestataire (signatureCode) | the signature S of the authenticator"),
            most=1,
            where="@code:S",
            type="CS",
        ),
        Row(
            name="assignedEntity",
            slug="authenticator-entity",
            label=words(
                "l'attestataire identifié par un PS_IdNat (assignedEntity) | the authenticator identified by a PS_IdNat (assignedEntity)"
            ),
            least=1,
            most=1,
            where=f"id-root:{PS}",
            rows=(
                _id(
                    "authenticator-identifier",
                    "l'identifiant PS_IdNat de l'attestataire | the PS_IdNat of the authenticator",
                    most=1,
                    where=f"root:{PS}",
                    need="extension",
                ),
                _code(
                    "authenticator-profession",
                    "la profession de l'attestataire (code) | the profession of the authenticator (code)",
                    need=(),
                ),
                ADDR,
                TELECOM,
                _person("assignedPerson", PERSON_NAME),
                _organization("representedOrganization", _ORG_ID, _ORG_NAME, TELECOM, ADDR, _sector(where="in:J04")),
            ),
        ),
    ),
)


def _bound(name: str, *, least: int = 0, need: bool = True, where: str = "") -> Row:
    label = (
        "la borne de début (low) | the lower bound (low)"
        if name == "low"
        else "la borne de fin (high) | the upper bound (high)"
    )
    return Row(
        name=name,
        slug=f"period-{name}",
        label=words(label),
        least=least,
        most=1,
        where=where,
        type="TS",
        need=("value",) if need else (),
    )


PARTICIPANT: Final = Row(
    name="participant",
    slug="participant",
    label=words("un participant | a participant"),
    where="@typeCode has-classed:associatedEntity",
    checks=("participant-type",),
    passage="participant (1.2.250.1.213.1.1.1.1.10.9)",
    rows=(
        evolve(TEMPLATE, most=1, need=()),
        _code(
            "participant-function",
            "le rôle fonctionnel du participant (functionCode) | the function of the participant (functionCode)",
            "J47",
            name="functionCode",
            need=(),
            rows=(ORIGINAL_TEXT, TRANSLATION),
        ),
        Row(
            name="time",
            slug="participant-time",
            label=words("la date de participation (time) | the time of participation"),
            least=1,
            most=1,
            type="IVL_TS",
            rows=(_bound("low"), _bound("high")),
        ),
        Row(
            name="associatedEntity",
            slug="associated-entity",
            label=words("le rôle du participant (associatedEntity) | the role of the participant (associatedEntity)"),
            most=1,
            where="@classCode",
            checks=("associated-class",),
            rows=(
                _id(
                    "participant-identifier", "un identifiant du participant | an identifier of the participant", most=1
                ),
                _code(
                    "participant-profession",
                    "la profession du participant (code) | the profession of the participant (code)",
                    "J01",
                ),
                ADDR,
                TELECOM,
                _person("associatedPerson", _UNTYPED_NAME, where="has:name"),
                _organization(
                    "scopingOrganization",
                    Row(
                        name="id",
                        slug="scoping-identifier",
                        label=words("un identifiant de structure | an organization identifier"),
                        most=1,
                        type="II",
                    ),
                    _ORG_NAME_UNTYPED,
                    TELECOM,
                    ADDR,
                    _sector(need=()),
                    any_=True,
                ),
            ),
        ),
    ),
)
ORDER: Final = Row(
    name="inFulfillmentOf",
    slug="order-link",
    label=words("une prescription d'origine (inFulfillmentOf) | an order (inFulfillmentOf)"),
    passage="inFulfillmentOf (1.2.250.1.213.1.1.1.1.10.17)",
    rows=(
        Row(
            name="order",
            slug="order",
            label=words("la prescription (order) | the order"),
            least=1,
            most=1,
            rows=(
                Row(
                    name="id",
                    slug="order-identifier",
                    label=words("l'identifiant de la prescription | the identifier of the order"),
                    least=1,
                    most=1,
                    type="II",
                ),
                _code(
                    "order-code", "le code de la prescription | the code of the order", need=(), rows=(ORIGINAL_TEXT,)
                ),
                Row(
                    name="ps3-20:accessionNumber",
                    slug="accession-number",
                    label=words("l'accession number | the accession number"),
                    most=1,
                    type="II",
                ),
            ),
        ),
    ),
)
PERFORMER: Final = Row(
    name="performer",
    slug="performer",
    label=words("un exécutant PRF (performer) | a PRF performer"),
    most=1,
    where="@typeCode:PRF has:assignedEntity",
    rows=(
        TEMPLATE,
        _code(
            "performer-function",
            "le rôle fonctionnel de l'exécutant (functionCode) | the function of the performer (functionCode)",
            name="functionCode",
            need=(),
        ),
        Row(
            name="time",
            slug="performer-time",
            label=words("la date de participation de l'exécutant (time) | the time of the performer"),
            most=1,
            type="IVL_TS",
        ),
        Row(
            name="assignedEntity",
            slug="performer-entity",
            label=words(
                "l'exécutant et sa structure (assignedEntity, representedOrganization) | the performer with its organization (assignedEntity, representedOrganization)"
            ),
            least=1,
            most=1,
            where="has:representedOrganization",
            rows=(
                Row(
                    name="id",
                    slug="performer-identifier",
                    label=words("l'identifiant de l'exécutant | the identifier of the performer"),
                    least=1,
                    most=1,
                    type="II",
                ),
                _code(
                    "performer-profession",
                    "la profession de l'exécutant (code) | the profession of the performer (code)",
                    "J01",
                    need=(),
                ),
                ADDR,
                TELECOM,
                _person("assignedPerson", _NAME_IF_ANY),
                _organization(
                    "representedOrganization",
                    _ORG_ID,
                    Row(
                        name="id",
                        slug="organization-other-identifier",
                        label=words("un autre identifiant | another identifier"),
                        type="II",
                    ),
                    _ORG_NAME,
                    TELECOM,
                    ADDR,
                    _sector("J04", least=1, where="live"),
                    _PART_OF,
                ),
            ),
        ),
    ),
)
DOCUMENTATION: Final = Row(
    name="documentationOf",
    slug="documentation",
    label=words("un acte documenté (documentationOf) | a documented act (documentationOf)"),
    least=1,
    where="live has:serviceEvent",
    passage="documentationOf (1.2.250.1.213.1.1.1.1.10.4)",
    rows=(
        Row(
            name="serviceEvent",
            slug="act",
            label=words("l'acte (serviceEvent) | the act (serviceEvent)"),
            least=1,
            most=1,
            where="live",
            rows=(
                Row(
                    name="id",
                    slug="act-identifier",
                    label=words("un identifiant de l'acte | an identifier of the act"),
                    type="II",
                ),
                evolve(
                    _code(
                        "act-code",
                        "le code de l'acte | the code of the act",
                        need=(),
                        rows=(TRANSLATION, ORIGINAL_TEXT),
                    ),
                    checks=("code-and-system-or-null",),
                    closed=True,
                ),
                Row(
                    name="lab:statusCode",
                    slug="act-status",
                    label=words("le statut de l'acte (lab:statusCode) | the status of the act (lab:statusCode)"),
                    most=1,
                    type="CS",
                ),
                Row(
                    name="effectiveTime",
                    slug="act-period",
                    label=words("la période de l'acte (effectiveTime) | the period of the act (effectiveTime)"),
                    most=1,
                    rows=(_bound("low", least=1), _bound("high", need=False)),
                ),
                PERFORMER,
            ),
        ),
    ),
)
RELATED_DOCUMENT: Final = Row(
    name="relatedDocument",
    slug="replaced-document",
    label=words("un document remplacé (relatedDocument RPLC) | a replaced document (relatedDocument RPLC)"),
    most=1,
    where="@typeCode:RPLC has:parentDocument",
    passage="relatedDocument (1.2.250.1.213.1.1.1.1.10.3)",
    rows=(
        Row(
            name="parentDocument",
            slug="parent-document",
            label=words("le document remplacé (parentDocument) | the replaced document (parentDocument)"),
            least=1,
            most=1,
            where="live",
            rows=(
                _id(
                    "parent-identifier",
                    "l'identifiant du document remplacé | the identifier of the replaced document",
                    least=1,
                    most=1,
                    where="live",
                    need="root",
                ),
                Row(
                    name="versionNumber",
                    slug="parent-version",
                    label=words("la version du document remplacé | the version of the replaced document"),
                    most=1,
                    type="INT",
                ),
            ),
        ),
    ),
)
AUTHORIZATION: Final = Row(
    name="authorization",
    slug="authorization",
    label=words("un consentement (authorization) | a consent (authorization)"),
    passage="authorization (1.2.250.1.213.1.1.1.1.10.25)",
    where="has:consent",
    checks=("authorization-type",),
    rows=(
        Row(
            name="consent",
            slug="consent",
            label=words(
                "le consentement accompli ou à statut nul (consent) | the consent, completed or with a null status"
            ),
            least=1,
            most=1,
            where="consent-status",
            checks=("consent-class",),
            rows=(
                Row(
                    name="id",
                    slug="consent-identifier",
                    label=words("un identifiant du consentement | an identifier of the consent"),
                    type="II",
                ),
                _code("consent-code", "le code du consentement | the code of the consent", least=1, need=()),
                Row(
                    name="statusCode",
                    slug="consent-status",
                    label=words(
                        "le statut accompli du consentement (statusCode completed) | the completed status of the consent"
                    ),
                    most=1,
                    where="completed-or-null",
                    type="CS",
                ),
            ),
        ),
    ),
)


def _encounter_entity(slug: str, *organization: Row) -> Row:
    return Row(
        name="assignedEntity",
        slug=f"{slug}-entity",
        label=words(
            "le professionnel identifié par un PS_IdNat (assignedEntity) | the professional identified by a PS_IdNat (assignedEntity)"
        ),
        least=1,
        most=1,
        where=f"id-root:{PS}",
        rows=(
            _id(
                f"{slug}-identifier",
                "l'identifiant PS_IdNat du professionnel | the PS_IdNat of the professional",
                most=1,
                where=f"root:{PS}",
                need="extension",
            ),
            _code(f"{slug}-profession", "la profession (code) | the profession (code)", need=()),
            ADDR,
            TELECOM,
            _person("assignedPerson", PERSON_NAME),
            _organization("representedOrganization", *organization),
        ),
    )


_ENCOUNTER: Final = Row(
    name="encompassingEncounter",
    slug="encounter",
    label=words(
        "la prise en charge et son lieu (encompassingEncounter, location) | the encounter and its location (encompassingEncounter, location)"
    ),
    least=1,
    most=1,
    where="live has:location",
    rows=(
        Row(
            name="id",
            slug="encounter-identifier",
            label=words("un identifiant de la prise en charge | an identifier of the encounter"),
            type="II",
            need=("root",),
        ),
        _code("encounter-type", "le type de prise en charge (code) | the type of encounter (code)", "J142"),
        Row(
            name="effectiveTime",
            slug="encounter-period",
            label=words("la période de prise en charge (effectiveTime) | the period of the encounter (effectiveTime)"),
            least=1,
            most=1,
            type="IVL_TS",
            rows=(_bound("low", need=False), _bound("high", need=False)),
        ),
        _code(
            "discharge",
            "le type de sortie (dischargeDispositionCode) | the discharge disposition (dischargeDispositionCode)",
            name="dischargeDispositionCode",
            need=("code", "displayName"),
            checks=("discharge-system",),
        ),
        Row(
            name="responsibleParty",
            slug="responsible-party",
            label=words("le responsable de la prise en charge (responsibleParty) | the responsible party"),
            most=1,
            where="has:assignedEntity",
            rows=(
                _encounter_entity(
                    "responsible-party",
                    _ORG_ID,
                    Row(
                        name="id",
                        slug="organization-other-identifier",
                        label=words("un autre identifiant | another identifier"),
                        type="II",
                        need=("root", "extension"),
                    ),
                    _ORG_NAME,
                    TELECOM,
                    ADDR,
                    _sector(where="in:J04"),
                    _PART_OF,
                ),
            ),
        ),
        Row(
            name="encounterParticipant",
            slug="encounter-participant",
            label=words("un intervenant de la prise en charge (encounterParticipant) | an encounter participant"),
            where="@typeCode has:assignedEntity",
            checks=("encounter-participant-type",),
            rows=(
                Row(
                    name="time",
                    slug="encounter-participant-time",
                    label=words("la date de participation (time) | the time of participation"),
                    most=1,
                    type="IVL_TS",
                    rows=(_bound("low"), _bound("high")),
                ),
                _encounter_entity("encounter-participant", _ORG_ID, _ORG_NAME, TELECOM, ADDR, _sector(where="in:J04")),
            ),
        ),
        Row(
            name="location",
            slug="location",
            label=words("le lieu de prise en charge (location) | the location of the encounter"),
            least=1,
            most=1,
            where="has:healthCareFacility",
            rows=(
                Row(
                    name="healthCareFacility",
                    slug="facility",
                    label=words("la structure de prise en charge (healthCareFacility) | the health care facility"),
                    least=1,
                    most=1,
                    where="live",
                    rows=(
                        Row(
                            name="id",
                            slug="facility-identifier",
                            label=words("un identifiant du lieu | an identifier of the facility"),
                            type="II",
                        ),
                        evolve(
                            _code(
                                "facility-type",
                                "le secteur d'activité (code de healthCareFacility) | the type of facility (code of healthCareFacility)",
                                "J02",
                                least=1,
                                where="live",
                            ),
                            rows=(
                                Row(
                                    name="translation",
                                    slug="facility-category",
                                    label=words(
                                        "la catégorie d'établissement (translation) | the category of facility (translation)"
                                    ),
                                    type="CD",
                                    need=_CODED,
                                ),
                            ),
                        ),
                        Row(
                            name="location",
                            slug="facility-place",
                            label=words("le lieu (location) | the place (location)"),
                            most=1,
                            rows=(
                                Row(
                                    name="name",
                                    slug="place-name",
                                    label=words("un nom de lieu | a name of place"),
                                    most=1,
                                    type="EN",
                                ),
                                evolve(ADDR, most=1),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
COMPONENT_OF: Final = Row(
    name="componentOf",
    slug="encounter-link",
    label=words("le contexte de prise en charge (componentOf) | the context of the encounter (componentOf)"),
    least=1,
    most=1,
    where="live has:encompassingEncounter",
    passage="componentOf (1.2.250.1.213.1.1.1.1.10.2)",
    rows=(_ENCOUNTER,),
)
DOCUMENT: Final = Row(
    name="ClinicalDocument",
    slug="document",
    label=words("le document | the document"),
    passage="1.2.250.1.213.1.1.1.1",
    checks=("type-id", "templates", "principal-act", "patient-traits"),
    rows=(
        *_HEAD,
        RECORD_TARGET,
        AUTHOR,
        DATA_ENTERER,
        INFORMANT,
        CUSTODIAN,
        RECIPIENT,
        LEGAL_AUTHENTICATOR,
        AUTHENTICATOR,
        PARTICIPANT,
        ORDER,
        DOCUMENTATION,
        RELATED_DOCUMENT,
        AUTHORIZATION,
        COMPONENT_OF,
        Row(
            name="component",
            slug="body",
            label=words("le corps du document (component) | the body of the document (component)"),
            least=1,
            most=1,
        ),
    ),
)
