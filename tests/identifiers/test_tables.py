"""The tables, the small functions beside the checks, the hints, and what a caller's mistake raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from esante_rules import Confidence, Refused, Severity, Skip, identifiers
from esante_rules.identifiers import KINDS, RULES, Holder, Role, Status, algorithms
from esante_rules.identifiers._kind import NO_HINT, SEPARATORS, ZERO_LOST
from tests.support import READ_ON, traced


def test_no_oid_is_written_twice_and_all_are_well_formed() -> None:
    oids = [entry.oid for entry in identifiers.OIDS]
    assert len(oids) == len(set(oids))
    assert all(identifiers.is_valid_oid(oid) for oid in (*oids, *(arc.oid for arc in identifiers.ARCS)))


def test_the_deepest_arc_comes_first() -> None:
    arcs = [arc.oid for arc in identifiers.ARCS]
    for place, arc in enumerate(arcs):
        assert not any(later.startswith(arc + ".") for later in arcs[place + 1 :])


@pytest.mark.parametrize(
    ("oid", "role", "status"),
    [
        ("1.2.250.1.213.1.4.8", Role.PATIENT, Status.PRODUCTION),
        ("1.2.250.1.213.1.4.10", Role.PATIENT, Status.TEST),
        ("1.2.250.1.213.1.4.11", Role.PATIENT, Status.DEMONSTRATION),
        ("1.2.250.1.213.1.4.2", Role.PATIENT, Status.LEGACY),
        ("1.2.250.1.213.1.4.1", Role.PATIENT, Status.NEVER_DEPLOYED),
        ("1.2.250.1.213.1.4.13", Role.INSURED, Status.PRODUCTION),
        ("1.2.250.1.71.4.2.1", Role.PROFESSIONAL, Status.PRODUCTION),
        ("1.2.250.1.71.4.2.2", Role.STRUCTURE, Status.PRODUCTION),
        ("1.2.250.1.71.1.2.14", Role.CODES, Status.PRODUCTION),
        ("1.2.250.1.213.1.1.4.999", Role.CODES, Status.PRODUCTION),
        ("1.2.250.1.213.9", Role.HOLDER, Status.PRODUCTION),
        ("1.2.250.1.748.3", Role.HOLDER, Status.FICTITIOUS),
        ("1.2.250.1.61", Role.HOLDER, Status.UNKNOWN),
        ("1.2.250.1.7480", Role.HOLDER, Status.PRODUCTION),
        ("2.25.1", Role.UUIDS, Status.PRODUCTION),
    ],
)
def test_what_an_oid_says(oid: str, role: Role, status: Status) -> None:
    entry = identifiers.describe_oid(oid)
    assert entry is not None
    assert (entry.role, entry.status) == (role, status)


def test_nothing_is_said_of_an_unknown_oid() -> None:
    assert identifiers.describe_oid("1.3.6.1") is None
    assert identifiers.describe_oid("not an oid") is None
    assert not identifiers.is_code_list("1.3.6.1")
    assert identifiers.is_code_list("2.16.840.1.113883.6.1")
    assert not identifiers.is_code_list("1.2.250.1.213.1.4.8")


def test_tables_name_kinds_that_exist() -> None:
    named = {name for names in identifiers.CODE_SYSTEMS.values() for name in names}
    assert named | {row.kind for row in identifiers.FHIR_TYPES.values() if row.kind} <= set(KINDS)
    assert set(identifiers.RANG_SYSTEMS.values()) <= set(KINDS)
    assert all(row.code == code for code, row in identifiers.FHIR_TYPES.items())


def test_two_oids_of_one_scheme_are_the_same_code_system() -> None:
    assert identifiers.same_code_system("1.2.250.1.213.2.5", "1.2.250.1.215.300.1")
    assert identifiers.same_code_system("1.2.3", "1.2.3")
    assert not identifiers.same_code_system("1.2.3", "1.2.4")
    assert not identifiers.same_code_system("1.2.250.1.213.2.5", "1.2.250.1.213.2.7")


def test_the_oid_decides_which_scheme_is_applied() -> None:
    assert identifiers.check_code("1.2.250.1.213.2.3.2", "3400935955838").findings == ()
    assert identifiers.check_code("1.2.250.1.213.2.3.2", "3595583").findings == ()
    found = identifiers.check_code("1.2.250.1.213.2.3.2", "35955831").findings
    assert [finding.id for finding in found] == ["identifiers.cip13.malformed"]


def test_cip7_ranges_do_not_overlap_and_say_what_the_product_is() -> None:
    bounds = [bound for low, high, _ in identifiers.CIP7_RANGES for bound in (low, high)]
    assert bounds == sorted(set(bounds))
    says = identifiers.cip7_range("3595583")
    assert says is not None
    assert says.en == "medicine"
    assert identifiers.cip7_range("4000000") is None
    assert [identifiers.cip7_range(code) is None for code in ("2999990", "3000000", "3999990")] == [True, False, False]
    with pytest.raises(Refused):
        identifiers.cip7_range("359558")


def test_the_third_confidentiality_code_is_spelt_in_two_ways() -> None:
    assert identifiers.confidentiality_to_hl7v2("INVISIBLE_REPRESENTANTS_LEGAUX") == "INVISIBLE_REP_LEGAUX"
    assert identifiers.confidentiality_to_hl7v2("N") is None
    for code in identifiers.CONFIDENTIALITY:
        if written := identifiers.confidentiality_to_hl7v2(code):
            assert identifiers.confidentiality_from_hl7v2(written) == code
    assert identifiers.confidentiality_from_hl7v2("DESTDMP") is None


def test_message_headers() -> None:
    headers = identifiers.message_headers(product="NIL-1", type_codes=("11488-4", "11502-2"), ins_complete=True)
    assert headers == {"X-MSS-NIL": "NIL-1", "X-MSS-INS": "O", "X-MSS-CODECDA": "11488-4,11502-2"}
    assert identifiers.message_headers(product="NIL-1", closed=True) == {
        "X-MSS-NIL": "NIL-1",
        "X-MSS-INS": "N",
        "X-MSS-MES": "FIN",
    }
    assert identifiers.message_headers(product="N", type_codes=("1",))["X-MSS-INS"] == "N"
    assert identifiers.message_headers(product="N", ins_complete=True)["X-MSS-INS"] == "N"


def test_document_ids_in_hl7v2() -> None:
    assert identifiers.document_id_to_hl7v2("1.2.250.1.999", "a^b") == "a\\S\\b^^1.2.250.1.999^ISO"
    assert identifiers.document_id_to_hl7v2("1.2.250.1.999") == "1.2.250.1.999"


def test_a_body_outside_health_care_has_its_own_authority() -> None:
    written = identifiers.to_xon(identifiers.StructureId("2732829320"), type_code="SIREN")
    assert identifiers.check_xon(written).findings == ()
    for changed in (written.replace("&1.3.2&", "&1.2.250.1.71.4.2.2&"), written.replace("^SIREN^", "^IDNST^")):
        assert [f.id for f in identifiers.check_xon(changed).findings] == ["identifiers.xon.authority"]


def test_every_part_of_an_xcn_is_read() -> None:
    text = identifiers.to_xcn(identifiers.ProfessionalId("801234567897"), name="DUPONT", given="JEAN")
    read = identifiers.parse_xcn(text)
    assert (read.identifier, read.name, read.given, read.name_type) == ("801234567897", "DUPONT", "JEAN", "D")
    assert (read.authority, read.type_code) == (identifiers.PROFESSIONAL_ROOT, "IDNPS")
    software = identifiers.to_xcn(identifiers.ProfessionalId("3750100125/88"), name="Logiciel", software=True)
    assert identifiers.check_xcn(software).findings == ()
    assert identifiers.parse_xcn(software).name_type == "U"
    local = identifiers.parse_xcn("M12^DUPONT^^^^^^^^D^^^EI")
    assert (local.identifier, local.authority) == ("M12", "")


def test_a_finess_needs_its_level_to_be_bare_in_fhir() -> None:
    site = identifiers.StructureId("1750803447")
    assert [i.type_code for i in identifiers.structure_to_fhir(site)] == ["IDNST"]
    assert [i.type_code for i in identifiers.structure_to_fhir(site, level="EG")] == ["FINEG", "IDNST"]
    assert [i.type_code for i in identifiers.structure_to_fhir(site, level="EJ")] == ["FINEJ", "IDNST"]
    ended = identifiers.StructureId("6750803447")
    assert [i.type_code for i in identifiers.structure_to_fhir(ended, level="EJ")] == ["FINEG", "IDNST"]
    legal = identifiers.StructureId("5750803447")
    assert [i.type_code for i in identifiers.structure_to_fhir(legal, level="EG")] == ["FINEJ", "IDNST"]
    siren = identifiers.StructureId("2732829320")
    assert next((i.type_code, i.value) for i in identifiers.structure_to_fhir(siren, level="EJ")) == (
        "SIREN",
        "732829320",
    )


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("user", "3750803447/US-0042", ("US-0042", None, None)),
        ("eval", "3750803447/US-0042-EVAL-7", ("US-0042", "EVAL", "7")),
        ("event", "3750803447/US-0042-EVN-1", ("US-0042", "EVN", "1")),
        ("third", "3750803447/US-0042-TPPat-12", ("US-0042", "TPPat", "12")),
        ("stay", "3750803447/US-0042-SEJOUR-2", ("US-0042", "SEJOUR", "2")),
        ("other", "3750803447/US-0042-AUTRE-2", ("US-0042-AUTRE-2", None, None)),
    ],
)
def test_what_a_dui_id_designates(part: str, value: str, expected: tuple[str, str | None, str | None]) -> None:
    parsed = identifiers.parse_dui_id(value)
    assert (parsed.user, parsed.part, parsed.rank) == expected
    assert parsed.finess.text == "750803447"


def test_parts() -> None:
    assert identifiers.parse_adeli("759300015", as_of=date(2020, 1, 1)).profession == "93"
    assert identifiers.Adeli("759300015").department == "75"
    assert identifiers.Adeli("9C9300015").key_ok is None
    assert [identifiers.Finess(f).department for f in ("970100228", "2A0000170", "060021920")] == ["9701", "2A", "06"]
    siret = identifiers.parse_siret("35600000009075")
    assert (siret.siren.text, siret.nic, siret.la_poste, siret.expected_key) == ("356000000", "09075", True, None)
    assert not identifiers.parse_siret("35600000000048").la_poste
    assert identifiers.parse_version_number("007").number == 7
    entry = identifiers.parse_entry_uuid("urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")
    assert entry.uuid == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
    assert identifiers.Oid("1.2.250").arcs == (1, 2, 250)
    assert identifiers.parse_cip13("3400935955838").cip7 == "3595583"
    assert identifiers.parse_cip13("3400890000017").cip7 is None
    address = identifiers.parse_mssante_address("Labo@Hopital-A.MSSANTE.fr")
    assert (address.local, address.domain, address.holder) == ("Labo", "hopital-a.mssante.fr", Holder.PROFESSIONAL)


@pytest.mark.parametrize(
    ("kind", "value", "hint"),
    [
        ("rpps", "10 100 997 245", "normalise"),
        ("rpps", "1234567897", "zero"),
        ("rpps", "810100997245", "PS_IdNat"),
        ("rpps", "1010099724A", "No neighbouring"),
        ("nabm", "552", "zero"),
        ("finess", "60021920", "zero"),
        ("finess", "60021921", "No neighbouring"),
        ("finess", "1750803447", "Struct_IdNat"),
        ("finess", "F750803447", "old writing"),
        ("siren", "2732829320", "Struct_IdNat"),
        ("siren", "73282932000074", "SIRET"),
        ("siret", "373282932000074", "Struct_IdNat"),
        ("siret", "MONACOCONFO001", "Monaco"),
        ("professional-id", "10100997245", "without its 8"),
        ("professional-id", "279035121518989", "patient"),
        ("professional-id", "518003502400041/", "missing"),
        ("professional-id", "7101009972451", "begins with 2, 7 or 9"),
        ("structure-id", "750803447", "without its 1"),
        ("structure-id", "73282932000074", "without its 3"),
        ("structure-id", "801234567897", "PS_IdNat"),
        ("structure-id", "F754567860", "old writing"),
        ("oid", "urn:oid:1.2.250.1", "normalise"),
        ("oid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "UUID"),
        ("oid", "1." * 33 + "1", "64 characters"),
        ("uuid", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "normalise"),
        ("loinc", "LA6576-8", "answer"),
        ("loinc", "11502", "check digit"),
        ("mssante-address", "279035121518989", "without a domain"),
        ("mssante-address", "mailto:labo@mssante.fr", "normalise"),
        ("mssante-address", "mailto:@", "mailto"),
    ],
)
def test_the_hint_of_a_malformed_value(kind: str, value: str, hint: str) -> None:
    finding = KINDS[kind].check(value).findings[-1]
    assert finding.id == f"identifiers.{kind}.malformed"
    assert hint in str(finding.to_dict("en")["params"]["hint"])
    assert SEPARATORS.fr != ZERO_LOST.fr != NO_HINT.fr


@pytest.mark.parametrize(
    ("value", "content"),
    [
        ("", "nothing"),
        ("12", "digits only"),
        ("1a", "letters and digits"),
        ("1-", "signs other"),
        ("1é", "non-ASCII"),
        ("1\x00", "non-ASCII"),
    ],
)
def test_what_is_said_of_the_characters_read(value: str, content: str) -> None:
    params = identifiers.check_rpps(value).findings[0].to_dict("en")["params"]
    assert content in params["content"]
    assert params["length"] == len(value)


def test_readings_explain_themselves() -> None:
    found = identifiers.classify("279035121518989")
    assert found.personal
    assert found.candidates == ("matricule",)
    assert found.explain("en") == "the matricule of a patient (NIR): key right"
    assert not found.ambiguous
    assert identifiers.classify("1 541187387477485562488").personal
    assert identifiers.classify("1 541187387477485562488").readings == ()
    assert identifiers.classify("?").explain("fr") == "Aucune lecture connue."
    siret = identifiers.classify("41000553158601").explain("fr").splitlines()
    assert siret == ["un RPPS-rang : clé fausse", "un numéro SIRET : clé fausse", "un Struct_IdNat (4) : clé juste"]
    zeros = identifiers.classify("00000000000")
    assert next((r.kind, r.plausible, r.registry) for r in zeros.readings) == ("rpps", False, "not-evaluated")


def test_the_list_decides_when_it_is_given() -> None:
    known = identifiers.check_mssante_address("labo@clinique.example.org", white_list=[" Clinique.example.org "])
    assert known.ok
    assert known.findings == ()
    assert known.skipped == ()
    assert identifiers.check_mssante_address("279035121518989@patient.mssante.fr", white_list=[]).ok
    assert not identifiers.is_valid_mssante_address("labo@mssante.fr", white_list=["patient.mssante.fr"])
    without = identifiers.check_mssante_address("labo@mssante.fr")
    assert [reason for _, reason in without.skipped] == [Skip.TABLE_MISSING]
    assert identifiers.is_valid_mssante_address("labo@clinique.example.org")
    assert not identifiers.is_valid_mssante_address("labo@clinique.example.org", strict=True)
    with pytest.raises(Refused):
        identifiers.parse_mssante_address("labo@mssante.fr", white_list=["patient.mssante.fr"])


def test_test_arcs_are_for_tests() -> None:
    for environment in ("test", "demo"):
        for oid in ("1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11", "1.2.250.1.748.1"):
            assert identifiers.check_namespace(oid, environment=environment).findings == ()
        assert identifiers.check_document_id("1.2.250.1.748.1", environment=environment).findings == ()
    assert not identifiers.check_namespace("1.2.250.1.213.1.4.11").ok


SECRET = "SECRET279035121518989"
Q = identifiers


@pytest.mark.parametrize(
    "call",
    [
        lambda: algorithms.luhn_key(SECRET),
        lambda: algorithms.luhn_ok(""),
        lambda: algorithms.verhoeff_key(SECRET),
        lambda: algorithms.gs1_key("1" * 11),
        lambda: algorithms.mod11_remainder("1" * 7),
        lambda: algorithms.mod97_key("1" * 4001),
        lambda: algorithms.nir_key(SECRET),
        lambda: algorithms.vat_number(SECRET),
        lambda: Q.ProfessionalId.of("2", SECRET),
        lambda: Q.StructureId.of("8", SECRET),
        lambda: Q.Code("rpps", SECRET),
        lambda: Q.Code("loinc", SECRET),
        lambda: Q.Rpps(SECRET),
        lambda: Q.normalise("1", SECRET),
        lambda: Q.classify("1", families=(SECRET,)),
        lambda: Q.check_namespace("1.2.3.4", environment=SECRET),
        lambda: Q.compute_ins_c("jean", "500801", "1500815051040"),
        lambda: Q.compute_ins_c("JEAN", "50-08-01", "1500815051040"),
        lambda: Q.compute_ins_c("JEAN", "500801", SECRET),
        lambda: Q.to_xcn(Q.ProfessionalId("801234567897"), name=SECRET + "\n"),
        lambda: Q.to_xon(Q.StructureId("1750803447"), type_code="SIREN"),
        lambda: Q.to_xon(Q.StructureId("1750803447"), type_code=SECRET),
        lambda: Q.to_cx(" ", "1.2.3.4", type_code="PI"),
        lambda: Q.to_cx(SECRET, "1.2.3.4", type_code="p i"),
        lambda: Q.to_cx("1", SECRET, type_code="PI"),
        lambda: Q.structure_to_fhir(Q.StructureId("1750803447"), level=SECRET),
        lambda: Q.message_headers(product=SECRET + "\r\nBcc: x"),
        lambda: Q.message_headers(product="N", type_codes=(SECRET + ",",)),
        lambda: Q.confidentiality_to_hl7v2(SECRET),
        lambda: Q.uuid_to_oid(SECRET),
    ],
)
def test_a_callers_mistake_raises_without_the_value(call: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match=r".+") as raised:
        call()
    assert SECRET not in f"{raised.value} {raised.value!r}"
    assert "279035121518989" not in traced(raised.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: identifiers.check_rpps(None),  # type: ignore[arg-type]
        lambda: identifiers.check_rpps("1", as_of="2020-01-01"),  # type: ignore[arg-type]
        lambda: identifiers.check_mssante_address("a@mssante.fr", white_list="mssante.fr"),
        lambda: identifiers.check_mssante_address("a@mssante.fr", white_list=[1]),  # type: ignore[list-item]
        lambda: identifiers.to_xcn("801234567897"),  # type: ignore[arg-type]
        lambda: identifiers.professional_to_fhir("801234567897"),  # type: ignore[arg-type]
        lambda: identifiers.describe_oid(1),  # type: ignore[arg-type]
        lambda: identifiers.to_cx(1, "1.2.3", type_code="PI"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_type_is_a_type_error(call: Callable[[], Any]) -> None:
    with pytest.raises(TypeError):
        call()


def test_marks_become_confidence_and_nothing_to_confirm_is_grave() -> None:
    """A rule to confirm is never an ERROR, but for forms known from a secondary source: without a form, nothing is
    read.
    """
    grave = [r.id for r in RULES if r.confidence is Confidence.TO_CONFIRM and r.severity is Severity.ERROR]
    assert all(name.endswith(".malformed") for name in grave)
    numbers = ("rpps", "adeli", "finess", "siren", "siret", "cip7", "lpp")
    warned = {f"identifiers.{kind}.key-mismatch" for kind in numbers}
    assert {r.id for r in RULES if r.id.endswith(".key-mismatch") and r.severity is Severity.WARNING} == warned
    assert all(ref.read_on == READ_ON for r in RULES for ref in r.refs)


@pytest.mark.parametrize("name", ["xcn", "xon", "cx"])
def test_what_is_not_a_field_leaves_its_other_rules_unreached(name: str) -> None:
    rules = [rule for rule in RULES if rule.id.startswith(f"identifiers.{name}.")]
    report = getattr(identifiers, f"check_{name}")("")
    assert list(report.evaluated) == rules[:1]
    assert list(report.skipped) == [(rule, Skip.NOT_REACHED) for rule in rules[1:]]


def test_a_practice_under_intrn_is_known_by_its_system() -> None:
    def names(system: str, type_code: str) -> list[str]:
        report = identifiers.check_fhir_identifier(system, type_code, "1234")
        return [finding.id for finding in report.findings]

    assert names("https://adelirang.esante.gouv.fr", "INTRN") == ["identifiers.adeli-rang.malformed"]
    assert names("https://rppsrang.esante.gouv.fr", "INTRN") == ["identifiers.rpps-rang.malformed"]
    assert names("https://rppsrang.esante.gouv.fr", "EXTRN") == []
    assert names("https://structure.example.org/agents", "INTRN") == []


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: identifiers.check_rpps(1), "value"),  # type: ignore[arg-type]
        (lambda: identifiers.classify(1), "value"),  # type: ignore[arg-type]
        (lambda: identifiers.normalise(1), "value"),  # type: ignore[arg-type]
        (lambda: identifiers.same_code_system(1, "1.2"), "one"),  # type: ignore[arg-type]
        (lambda: identifiers.same_code_system("1.2", 1), "other"),  # type: ignore[arg-type]
        (lambda: identifiers.check_xcn("x", as_of="today"), "as_of"),  # type: ignore[arg-type]
        (lambda: identifiers.check_code("1.2", 1), "code"),  # type: ignore[arg-type]
        (lambda: identifiers.structure_to_fhir("1750803447"), "identifier"),  # type: ignore[arg-type]
        (lambda: identifiers.check_document_id("1.2", 1), "extension"),  # type: ignore[arg-type]
        (lambda: identifiers.check_actor_id(None, "1"), "root"),  # type: ignore[arg-type]
        (lambda: identifiers.check_local_patient_id("1", 1), "authority"),  # type: ignore[arg-type]
        (lambda: identifiers.check_unit_id("1", 1), "structure"),  # type: ignore[arg-type]
        (lambda: identifiers.to_xcn(identifiers.ProfessionalId("801234567897"), name=1), "text"),  # type: ignore[arg-type]
    ],
)
def test_a_type_error_names_the_argument(call: Callable[[], Any], name: str) -> None:
    with pytest.raises(TypeError, match=f"^{name} must be "):
        call()


def test_words_of_tables_are_sentences() -> None:
    for rule in RULES:
        for words in (rule.says.fr, rule.says.en, rule.why.fr, rule.why.en):
            assert words.rstrip().endswith((".", "{hint}")), rule
            assert words[0].isupper(), rule
            assert "  " not in words, rule
            assert " de le " not in words, rule


def test_a_report_is_complete_when_the_form_fits_and_not_otherwise() -> None:
    assert identifiers.check_siret("73282932000074").complete
    assert not identifiers.check_siret("7328293200007").complete
    assert identifiers.check_siret("73282932000074", as_of=date(2027, 1, 1)).beyond_state_of_law


def test_faults_inside_a_field_say_where() -> None:
    def places(call: str, *given: str) -> list[tuple[str, str]]:
        return [(f.id.removeprefix("identifiers."), f.at) for f in getattr(identifiers, call)(*given).findings]

    person = "801234567890^DUPONT^^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS"
    site = "HOPITAL^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750803448"
    assert places("check_xcn", person) == [("rpps.key-mismatch", "XCN.1.rpps.key")]
    assert places("check_xon", site) == [("finess.key-mismatch", "XON.10.finess.key")]
    assert places("check_cx", "1^^^&1.2.250.1.748.1&ISO^PI") == [("namespace.fictitious", "CX.4.root")]
    assert places("check_local_patient_id", "1", "1.2.250.1") == [("namespace.too-general", "authority.root")]
    assert places("check_actor_id", "1.2.250.1.71.4.2.1", "8") == [("professional-id.malformed", "extension.form")]
    assert places("check_organisation_id", "1.2.250.1.71.4.2.2", "2732829321") == [
        ("siren.key-mismatch", "extension.siren.key")
    ]
    assert places("check_fhir_identifier", "https://sirene.fr", "SIREN", "732829321") == [
        ("siren.key-mismatch", "value.key")
    ]
    assert places("check_professional_id", "61010099724401/1") == [("rpps.key-mismatch", "rpps-rang.rpps.key")]
    assert places("check_professional_id", "61010099724501/1") == []
    assert places("check_structure_id", "41010099724499") == [("rpps.key-mismatch", "rpps-rang.rpps.key")]


@pytest.mark.parametrize(
    ("oid", "general"),
    [
        ("1.3.2", False),
        ("1.2.250", True),
        ("1.2.250.1", True),
        ("1.2.250.1.7", False),
        ("2.25", True),
        ("2.25.1", False),
    ],
)
def test_what_is_too_general_for_a_namespace(oid: str, general: bool) -> None:
    found = [f.id for f in identifiers.check_namespace(oid).findings]
    assert ("identifiers.namespace.too-general" in found) is general
