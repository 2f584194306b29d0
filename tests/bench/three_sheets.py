"""The sheets that roll-up reads, of made-up households: three members and a receipt of each."""
import random

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NAMES = ("王伟", "李芳", "张娜", "刘敏", "陈静", "杨丽", "黄强", "赵磊")
MEMBERS = (("本人", "良好", "在岗"), ("妻子", "良好", "无业"), ("女儿", "一般疾病", "大学生"))


def identity(number):
    """A resident ID (GB 11643), another one for each number."""
    digits = (f"341502{1955 + number % 50:04d}{1 + number // 50 % 12:02d}"
              f"{1 + number // 600 % 28:02d}{number // 16800 % 1000:03d}")
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def write_sheets(count, households, members, receipts):
    """Writes so many households, in the order of their IDs, to three paths."""
    chance = random.Random(1)
    with households.open("w", encoding="utf-8") as of_households, \
            members.open("w", encoding="utf-8") as of_members, \
            receipts.open("w", encoding="utf-8") as of_receipts:
        of_households.write("household_id,name,id_number,phone,region,union,applied_on,"
                            "household_size,annual_income,other_income,hardship_cause\n")
        of_members.write("household_id,name,relation,id_number,member_income,health,"
                         "member_status\n")
        of_receipts.write("household_id,name,receipt_date,receipt_kind,receipt_total,"
                          "reimbursed\n")
        for i in range(count):
            incomes = [chance.randrange(3000), chance.randrange(3000), 0]
            for j, (relation, health, status) in enumerate(MEMBERS):
                of_members.write(f"H{i:07d},{NAMES[(i + j) % 8]},{relation},"
                                 f"{identity(3 * i + j)},{incomes[j]},{health},{status}\n")
            of_receipts.write(f"H{i:07d},{NAMES[i % 8]},2025-0{1 + i % 6}-1{i % 10},"
                              f"{'医疗' if i % 3 else '学费'},{chance.randrange(9000)}"
                              f".{i % 90 + 10},{i % 100}\n")
            of_households.write(f"H{i:07d},{NAMES[i % 8]},{identity(3 * i)},"
                                f"13{i % 1000000000:09d},341502,六安市金安区纺织厂工会委员会,"
                                f"2025-08-01,3,{12 * sum(incomes)},0,疾病;残疾\n")
