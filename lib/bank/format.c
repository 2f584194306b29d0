#include "bank/format.h"

/* A list that most banks' pages can be told to read: one column for each thing. */
static const struct bank_column GENERIC[] = {
    {"序号", FIELD_NUMBER, true},  {"姓名", FIELD_NAME, true},   {"账号", FIELD_CARD, true},
    {"开户行", FIELD_BANK, false}, {"金额", FIELD_AMOUNT, true}, {"用途", FIELD_PURPOSE, true}};

/* Of a city's commercial bank: `序号|姓名|帐号|金额|身份证|`, no header. */
static const struct bank_column PIPE[] = {{"序号", FIELD_NUMBER, true},
                                          {"姓名", FIELD_NAME, true},
                                          {"帐号", FIELD_CARD, true},
                                          {"金额", FIELD_AMOUNT, true},
                                          {"身份证", FIELD_ID, true}};

/* The form of 工商银行 for many payments at once (批量支付), saved as CSV. */
static const struct bank_column ICBC[] = {{"付款账号开户行", FIELD_PAYER_BANK, true},
                                          {"付款账号", FIELD_PAYER_ACCOUNT, true},
                                          {"付款账号名称", FIELD_PAYER_NAME, true},
                                          {"收款账号开户行", FIELD_BANK, true},
                                          {"省份名", FIELD_PROVINCE, true},
                                          {"城市名", FIELD_CITY, true},
                                          {"收款账号", FIELD_CARD, true},
                                          {"收款账号名称", FIELD_NAME, true},
                                          {"金额", FIELD_AMOUNT, true},
                                          {"汇款用途", FIELD_PURPOSE, true},
                                          {"备注", FIELD_NOTE, false},
                                          {"短信通知手机号", FIELD_PHONE, false}};

#define COLUMNS(list) list, sizeof(list) / sizeof *(list)

static const struct bank_format FORMATS[] = {
    {"generic", "utf-8", ',', true, false, 0, 0, COLUMNS(GENERIC)},
    {"pipe", "gbk", '|', false, true, 5, 1000, COLUMNS(PIPE)},
    {"icbc-csv", "gbk", ',', true, false, 0, 0, COLUMNS(ICBC)},
};

const struct bank_format *bank_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(FORMATS[i].name, name) == 0)
            return &FORMATS[i];
    return NULL;
}

bool bank_format_has(const struct bank_format *format, enum bank_field field)
{
    for (int i = 0; i < format->count; i++)
        if (format->columns[i].field == field)
            return true;
    return false;
}
