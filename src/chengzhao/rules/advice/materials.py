"""What to bring to registration, each paper with the clause that asks for it."""

from collections.abc import Iterator

from chengzhao.law.citation import cites
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import EducationKind, IdentityDocument, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rules.advice.answer import Entitlements, Material
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.advice.medicine import CLAUSES, classes_of
from chengzhao.rules.registration import LicenceKind, MedicalField, Residence

_CERTIFICATES = {
    EducationKind.SENIOR_SECONDARY: "高级中等教育学校毕业证书",
    EducationKind.EQUIVALENT: "同等学力的证明",
    EducationKind.ZHUANKE: "专科毕业证书",
    EducationKind.BENKE_INCOMPLETE: "本科结业证书",
    EducationKind.BENKE: "本科毕业证书",
}


@cites("A1.3.2", "A1.3.3", "A1.3.4", "A1.3.8", "N3.3", "A1.5.21")
def materials_of(
    enquirer: Enquirer, entitlements: Entitlements, law: YearLaw, supplement: Supplement | None
) -> tuple[Material, ...]:
    """The papers of one person: identity, education, residence, licence, and originals of what is claimed."""
    return (
        *_identity(enquirer),
        *_education(enquirer, law),
        *_residence(enquirer, supplement),
        *_medicine(enquirer, law),
        *_claims(entitlements),
    )


def _identity(enquirer: Enquirer) -> Iterator[Material]:
    document = enquirer.document
    if document is not None:
        clause = "A1.3.1" if document is IdentityDocument.RESIDENT_ID else "A1.3.8"
        yield Material(any_of=(document.label,), why="证明身份", clause=clause)


def _education(enquirer: Enquirer, law: YearLaw) -> Iterator[Material]:
    """The certificate of the education declared; where that is not enough, those of which one would be."""
    level, declared = enquirer.level, enquirer.education
    if level is None or declared is None:
        return
    enough = law.prior_education.value[level]
    kinds = (declared,) if declared in enough else enough
    clause = "A1.3.3" if level is ProgrammeLevel.ZHUANSHENGBEN else "A1.3.2"
    yield Material(any_of=tuple(_CERTIFICATES[kind] for kind in kinds), why="证明学历", clause=clause)


def _residence(enquirer: Enquirer, supplement: Supplement | None) -> Iterator[Material]:
    is_resident = enquirer.document in (None, IdentityDocument.RESIDENT_ID)
    if enquirer.residence is Residence.WORKS_OR_LIVES and is_resident:
        proofs = supplement.out_of_place_proofs.value if supplement else ("工作证明", "居住证明")
        yield Material(any_of=proofs, why="证明在报考地工作或居住", clause="N3.3")


def _medicine(enquirer: Enquirer, law: YearLaw) -> Iterator[Material]:
    field = enquirer.field(law)
    if field is None or field is MedicalField.NONE:
        return
    yield Material(any_of=_licences(field, enquirer, law), why=f"报考{field.label}", clause=CLAUSES[field])


def _licences(field: MedicalField, enquirer: Enquirer, law: YearLaw) -> tuple[str, ...]:
    if field is MedicalField.NURSING:
        return (LicenceKind.NURSE.label,)
    if field is MedicalField.OTHER:
        return ("从事卫生、医药行业工作的在职证明",)
    classes = "或".join(each.label for each in classes_of(enquirer, law))
    return (
        f"{classes}类别的{LicenceKind.ASSISTANT_PHYSICIAN.label}",
        "相应专业的普通中专及以上学历证书",
        f"{LicenceKind.VILLAGE_DOCTOR.label}和中专学历证书（或中专水平证书）",
    )


def _claims(entitlements: Entitlements) -> Iterator[Material]:
    """The originals behind exemption and bonus; the identity card is named once above."""
    for benefit in entitlements.benefits:
        for paper in benefit.evidence:
            if paper != "身份证":
                yield Material(
                    any_of=(paper,),
                    why=f"原件，申请“{benefit.kind.label}”，由{benefit.reviewers}审核",
                    clause=benefit.clause,
                )
