"""Student aid in autumn worked out independently of the programs: rules(7), section 5, and plan 2.

An application is a dict of the cells of its record, in English words; a policy is a dict of
parameters, of which one that is not in it is unset: amounts of money and multiples are Fractions,
in yuan; the deadline is (month, day), the deductions a list. Days are datetime.date.
"""
from calendar import monthrange
from datetime import date
from fractions import Fraction

# 申报条件 1 and 2, and the causes that they name.
CAUSES = {"ga.condition1": {"illness", "schooling", "disability", "single_parent", "other"},
          "ga.condition2": {"sudden_event", "injury", "major_illness", "other"}}
ALL_CAUSES = sorted(CAUSES["ga.condition1"] | CAUSES["ga.condition2"])
DOCUMENTS = ["id_card", "hukou", "income_proof", "school_proof", "disability_card",
             "marriage_cert", "medical_receipts"]
# 申报材料 as the plan names them, by a word that must be in what an applicant is told to bring.
CALLED = {"id_card": "身份证", "hukou": "户口簿", "income_proof": "收入证明",
          "school_proof": "录取通知书", "disability_card": "残疾证", "marriage_cert": "结婚证",
          "medical_receipts": "医药费"}
EXCLUSIONS = {"ga.exclude.business": ["has_shop", "hires_others"],
              "ga.exclude.school": ["private_school", "self_funded_abroad"],
              "ga.exclude.vehicle": ["uses_vehicle"]}
COSTS = {"medical": "medical_cost", "disability": "disability_cost", "education": "education_cost",
         "other": "other_rigid_cost", "employment": "employment_cost"}
DEDUCTIONS = ["medical", "disability", "education", "other", "accident"]
# Without these there is no such aid.
NEEDED = ["dibao", "golden_autumn.income_multiple", "golden_autumn.net_income_max"]
# What plan 2 names: dibao follows from 996 yuan.
PLAN = {"dibao": Fraction(664), "golden_autumn.income_multiple": Fraction(3),
        "golden_autumn.net_income_max": Fraction(996), "golden_autumn.deadline": (8, 1),
        "golden_autumn.tenure_months": 12, "golden_autumn.contract_months": 12}


def yuan(cell):
    return Fraction(cell or 0)


def count(cell):
    return int(cell or 0)


def words(cell):
    return {word.strip() for word in cell.split(";")} - {""}


def clamped(year, month, day):
    """The day of that number, or the month's last day where there is none."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def months_after(day, months):
    """The day on which a period is full: the same day number, or the month's last day."""
    month = day.year * 12 + day.month - 1 + months
    return clamped(month // 12, month % 12 + 1, day.day)


def deadline(p, a):
    """Of the year of the application; None where the policy has none."""
    if "golden_autumn.deadline" not in p:
        return None
    return clamped(int(a["applied_on"][:4]), *p["golden_autumn.deadline"])


# --- the rules --------------------------------------------------------------------------------

def net_income(p, a):
    """家庭总收入除去困难情形引发的必要自负费用支出, a year."""
    taken_off = {name: yuan(a[column]) for name, column in COSTS.items()}
    taken_off["accident"] = max(Fraction(0),
                                yuan(a["accident_loss"]) - yuan(a["accident_compensation"]))
    deductions = p.get("golden_autumn.deductions", DEDUCTIONS)
    return yuan(a["annual_income"]) - sum(taken_off[name] for name in deductions)


def conditions(p, a):
    """Those of 二1 and 二2 that hold."""
    heads = 12 * count(a["household_size"])
    gross, net = yuan(a["annual_income"]) / heads, net_income(p, a) / heads
    limit = p["golden_autumn.income_multiple"] * p["dibao"]
    causes = {word if word in ALL_CAUSES else "other" for word in words(a["hardship_cause"])}
    by_income = {"ga.condition1": gross <= limit, "ga.condition2": gross >= limit}
    return [rule for rule, holds in by_income.items()
            if holds and net <= p["golden_autumn.net_income_max"] and causes & CAUSES[rule]]


def is_target(a):
    return (a["unionised"] != "no" and a["in_service"] != "no"
            and count(a["students_college"]) + count(a["students_high_school"]) > 0)


def migrant_facts(p, a):
    """(column, holds) of each fact asked of a worker from elsewhere; None: it is not there."""
    if a["local_hukou"] != "no":
        return
    if "golden_autumn.tenure_months" in p:
        since = a["employed_since"]
        yield "employed_since", (None if not since else
                                 months_after(date.fromisoformat(since),
                                              p["golden_autumn.tenure_months"])
                                 <= date.fromisoformat(a["applied_on"]))
    if "golden_autumn.contract_months" in p:
        contract = a["contract_months"]
        yield "contract_months", (None if not contract else
                                  int(contract) >= p["golden_autumn.contract_months"])


def exclusion_facts(a):
    """(rule, column, whether the household is none that it excludes); None: it is not there."""
    houses = a["houses"]
    yield "ga.exclude.houses", "houses", None if not houses else int(houses) < 2
    for rule, columns in EXCLUSIONS.items():
        for column in columns:
            yield rule, column, {"": None, "no": True, "yes": False}[a[column]]


def documents_asked(a):
    asked = ["id_card", "hukou", "income_proof", "school_proof"]
    return (asked + (yuan(a["disability_cost"]) > 0) * ["disability_card"]
            + (a["spouse_separate_hukou"] == "yes") * ["marriage_cert"]
            + (yuan(a["medical_cost"]) > 0) * ["medical_receipts"])


# --- the decision -----------------------------------------------------------------------------

def to_the_fen(amount):
    """Half away from zero, as it is written."""
    fen = int(abs(amount) * 100 + Fraction(1, 2))
    return f"{'-' if amount < 0 and fen else ''}{fen // 100}.{fen % 100:02}"


def invalid(reason):
    return {"category": "invalid", "reasons": {reason}, "per_capita_income": "",
            "per_capita_net": "", "dibao": "", "categories": ""}


def decide(p, a):
    """What classify says; `reasons` is a set. `facts` and `documents` are what is missing."""
    for name in NEEDED:
        if name not in p:
            return invalid("no-policy:" + name)
    failed = [] if is_target(a) else ["ga.target"]
    held = conditions(p, a)
    failed += [] if held else ["ga.condition"]
    facts = list(exclusion_facts(a)) + [("ga.migrant", *fact) for fact in migrant_facts(p, a)]
    failed += [rule for rule, _, holds in facts if holds is False]
    last = deadline(p, a)
    if last and date.fromisoformat(a["applied_on"]) > last:
        failed.append("ga.deadline")
    missing = [(rule, column) for rule, column, holds in facts if holds is None]
    documents = [d for d in documents_asked(a) if d not in words(a["documents"])]
    category = "none" if failed else "incomplete" if missing or documents else "golden-autumn"
    heads = 12 * count(a["household_size"])
    return {"category": category,
            "categories": category if category == "golden-autumn" else "",
            "reasons": set(held) | set(failed)
            | {rule + ":missing" for rule, _ in missing if rule not in failed}
            | ({"ga.documents"} if documents else set()),
            "per_capita_income": to_the_fen(yuan(a["annual_income"]) / heads),
            "per_capita_net": to_the_fen(net_income(p, a) / heads),
            "dibao": to_the_fen(p["dibao"]),
            "facts": [column for _, column in missing], "documents": documents}


def aid(p, a):
    """What calc-aid says of an application that classify decided."""
    decision = decide(p, a)
    items = ["living_aid", "medical_aid", "education_aid", "accident_aid", "total_aid"]
    out = dict.fromkeys(["aid_category", *items, "aid_order", "approval", "aid_reasons"], "")
    if decision["category"] == "none":
        return out | dict.fromkeys(items, "0.00")
    if decision["category"] == "invalid":
        return out | {"aid_category": "invalid"}
    if decision["category"] == "incomplete":
        return out
    total, out["aid_category"] = Fraction(0), "golden-autumn"
    for stage in ("college", "high_school"):
        students = count(a[f"students_{stage}"])
        amount = p.get(f"golden_autumn.amount.{stage}")
        if students and amount is None:
            return out | {"aid_reasons": "ga.amount:not-set"}
        total += students * amount if students else 0
    out |= dict.fromkeys(items, "0.00")
    out["education_aid"] = out["total_aid"] = to_the_fen(total)
    return out | ({"aid_order": "education", "aid_reasons": "ga.amount"} if total else {})


def filing(p, a, as_of):
    """What check-filing says on a day: `missing` and `to_bring` as sets, the latter of documents;
    `until` is the day by which they are to be brought, while that is not over."""
    decision = decide(p, a)
    out = {"stage": "invalid", "missing": set(), "next_step": "", "earliest_filing": "",
           "violations": "", "to_bring": set(), "until": None, "overdue": ""}
    if decision["category"] == "invalid":
        return out | {"violations": ";".join(decision["reasons"])}
    if decision["category"] == "none":
        return out | {"stage": "refused", "next_step": "explain-refusal"}
    if decision["category"] == "golden-autumn":
        return out | {"stage": "ready", "next_step": "grant"}
    documents, last = decision["documents"], deadline(p, a)
    out |= {"stage": "application", "missing": set(documents + decision["facts"]),
            "next_step": "collect-documents" if documents else "complete-form",
            "to_bring": set(documents)}
    if last and as_of > last:
        out["overdue"] = f"{'documents' if documents else 'form'}:{last}"
    elif documents:
        out["until"] = last
    return out
