#include "bank/options.h"

#include "bank/encode.h"
#include "bank/field.h"
#include "base/language.h"

enum {
    OPTION_FORMAT = OPTION_OWN,
    OPTION_ENCODING,
    OPTION_PURPOSE,
    OPTION_PAYER_BANK,
    OPTION_PAYER_ACCOUNT,
    OPTION_PAYER_NAME,
    OPTION_NOTIFY,
    OPTION_SKIP_BLOCKED,
    OPTION_LEDGER,
    OPTION_BATCH,
    OPTION_RESULT,
    OPTION_SENT,
    OPTION_SUCCESS
};

const struct command_option BANK_OPTIONS[] = {
    {OPTION_FORMAT, "format", N_("FORMAT"), N_("generic (default), pipe or icbc-csv")},
    {OPTION_ENCODING, "encoding", N_("NAME"),
     N_("utf-8, gbk or gb18030 instead of the format's own encoding")},
    {OPTION_PURPOSE, "purpose", N_("TEXT"),
     N_("what is paid for, as the bank shows it (default: 困难职工帮扶)")},
    {OPTION_PAYER_BANK, "payer-bank", N_("NAME"), N_("the payer's bank, for icbc-csv")},
    {OPTION_PAYER_ACCOUNT, "payer-account", N_("NUMBER"), N_("the payer's account, for icbc-csv")},
    {OPTION_PAYER_NAME, "payer-name", N_("NAME"), N_("the account's owner, for icbc-csv")},
    {OPTION_NOTIFY, "notify", NULL,
     N_("give the bank the workers' mobile numbers for its messages, with icbc-csv")},
    {OPTION_SKIP_BLOCKED, "skip-blocked", NULL,
     N_("leave out the households that are refused instead of refusing the whole list")},
    {OPTION_LEDGER, "ledger", N_("FILE"),
     N_("compare with what this ledger holds of the batch; needs --batch")},
    {OPTION_BATCH, "batch", N_("NAME"), N_("the batch that was posted; needs --ledger")},
    {OPTION_RESULT, "result", N_("FILE"),
     N_("read the bank's answer, and write the records that were not paid, with bank_result and "
        "bank_message")},
    {OPTION_SENT, "sent", N_("FILE"),
     N_("the list as it was sent: needed where the answer names payments by number only")},
    {OPTION_SUCCESS, "success", N_("WORD"),
     N_("what this bank says for paid, besides the usual words; may be repeated")},
    {0}};

static bool take_success(struct bank_options *o, const char *value, struct error *error)
{
    if (o->success_count == SUCCESS_WORDS_MAX)
        return error_set(error, NULL, 0, NULL, _("more than %d words of --success"),
                         SUCCESS_WORDS_MAX);
    if (text_trim(text_of(value)).n == 0)
        return command_bad_value(error, "--success", value, _("a word"));
    o->success[o->success_count++] = value;
    return true;
}

bool bank_options_take(struct bank_options *o, int id, const char *value, struct error *error)
{
    const char **texts[] = {[OPTION_PURPOSE - OPTION_OWN] = &o->purpose,
                            [OPTION_PAYER_BANK - OPTION_OWN] = &o->payer_bank,
                            [OPTION_PAYER_ACCOUNT - OPTION_OWN] = &o->payer_account,
                            [OPTION_PAYER_NAME - OPTION_OWN] = &o->payer_name,
                            [OPTION_LEDGER - OPTION_OWN] = &o->ledger,
                            [OPTION_BATCH - OPTION_OWN] = &o->batch,
                            [OPTION_RESULT - OPTION_OWN] = &o->result,
                            [OPTION_SENT - OPTION_OWN] = &o->sent};
    switch (id) {
    case OPTION_FORMAT:
        o->format = bank_format_find(value);
        return o->format != NULL ||
               command_bad_value(error, "--format", value, _("generic, pipe or icbc-csv"));
    case OPTION_ENCODING:
        o->encoding = encoding_find(value);
        return o->encoding != NULL ||
               command_bad_value(error, "--encoding", value, _("utf-8, gbk or gb18030"));
    case OPTION_NOTIFY:
        o->notify = true;
        return true;
    case OPTION_SKIP_BLOCKED:
        o->skip_blocked = true;
        return true;
    case OPTION_SUCCESS:
        return take_success(o, value, error);
    default:
        *texts[id - OPTION_OWN] = value;
        return true;
    }
}

/* ---- what goes together -------------------------------------------------------------------- */

/* An option for a column that the format does not have would do nothing. */
static bool suits(const struct bank_options *o, const char *option, bool given,
                  enum bank_field field, struct error *error)
{
    return !given || bank_format_has(o->format, field) ||
           error_set(error, NULL, 0, NULL, _("the format '%s' has no place for %s"),
                     o->format->name, option);
}

static bool together(const struct bank_options *o, struct error *error)
{
    if ((o->ledger == NULL) != (o->batch == NULL))
        return error_set(error, NULL, 0, NULL, _("--ledger and --batch need one another"));
    if (o->success_count > 0 && o->result == NULL)
        return error_set(error, NULL, 0, NULL, _("--success is for --result"));
    if (o->sent != NULL && o->result == NULL)
        return error_set(error, NULL, 0, NULL, _("--sent is for --result"));
    return suits(o, "--purpose", o->purpose != NULL, FIELD_PURPOSE, error) &&
           suits(o, "--payer-bank", o->payer_bank != NULL, FIELD_PAYER_BANK, error) &&
           suits(o, "--payer-account", o->payer_account != NULL, FIELD_PAYER_ACCOUNT, error) &&
           suits(o, "--payer-name", o->payer_name != NULL, FIELD_PAYER_NAME, error) &&
           suits(o, "--notify", o->notify, FIELD_PHONE, error);
}

/* ---- what stands in the file --------------------------------------------------------------- */

static bool fits(const struct bank_options *o, struct encoder *encoder, const char *option,
                 const char *value, struct error *error)
{
    struct buffer words = {0};
    uint32_t lacking = 0;
    const struct text text = value == NULL ? (struct text){NULL, 0} : text_of(value);
    const enum field_fault fault = field_check(text, o->format);
    bool ok = true;
    if (text_valid_utf8(text) != text.n) {
        ok = command_bad_value(error, option, value, "UTF-8");
    } else if (fault != FIELD_OK) {
        field_describe(fault, o->format, &words);
        buffer_char(&words, '\0');
        ok = error_set(error, NULL, 0, NULL, _("option '%s': there is %s"), option,
                       words.failed ? "?" : words.p);
    } else if (encoder_put(encoder, text, NULL, &lacking) == ENCODED_LACKS) {
        ok = error_set(error, NULL, 0, NULL, _("option '%s': %s has no character U+%04X"), option,
                       o->encoding, (unsigned)lacking);
    }
    buffer_free(&words);
    return ok;
}

static bool texts_fit(const struct bank_options *o, struct error *error)
{
    struct encoder encoder = {0};
    const bool ok = encoder_open(&encoder, o->encoding, error) &&
                    fits(o, &encoder, "--purpose", o->purpose, error) &&
                    fits(o, &encoder, "--payer-bank", o->payer_bank, error) &&
                    fits(o, &encoder, "--payer-account", o->payer_account, error) &&
                    fits(o, &encoder, "--payer-name", o->payer_name, error);
    encoder_close(&encoder);
    return ok;
}

static bool payer_known(const struct bank_options *o, struct error *error)
{
    char account[CARD_SIZE];
    if (!bank_format_has(o->format, FIELD_PAYER_ACCOUNT))
        return true;
    if (o->result == NULL &&
        (o->payer_bank == NULL || o->payer_account == NULL || o->payer_name == NULL))
        return error_set(error, NULL, 0, NULL,
                         _("the format '%s' needs --payer-bank, --payer-account and --payer-name"),
                         o->format->name);
    return o->payer_account == NULL || field_card(text_of(o->payer_account), account) == CARD_OK ||
           error_set(error, NULL, 0, NULL, _("option '%s': expected %d to %d digits"),
                     "--payer-account", CARD_DIGITS_LEAST, CARD_DIGITS_MOST);
}

/* What is written must not take the place of what is read beside the table. */
static bool apart(const struct bank_options *o, const struct run *run, struct error *error)
{
    const char *output = run->settings.output, *rejects = run->settings.rejects;
    return (o->result == NULL || output_spares(output, rejects, o->result, error)) &&
           (o->sent == NULL || output_spares(output, rejects, o->sent, error)) &&
           output_spares_ledger(output, rejects, o->ledger, error);
}

static bool is_standard_input(const char *file)
{
    return file != NULL && strcmp(file, "-") == 0;
}

static bool one_standard_input(const struct bank_options *o, const struct run *run,
                               struct error *error)
{
    bool list = false;
    for (int i = 0; i < run->file_count; i++)
        list |= is_standard_input(run->files[i]);
    if (list && is_standard_input(o->result))
        return error_set(error, NULL, 0, NULL,
                         _("standard input cannot be both the list and the bank's answer"));
    return !is_standard_input(o->sent) || (!list && !is_standard_input(o->result)) ||
           error_set(error, NULL, 0, NULL,
                     _("standard input cannot be the list that was sent and another file, too"));
}

bool bank_options_check(struct bank_options *o, const struct run *run, struct error *error)
{
    if (o->format == NULL)
        o->format = bank_format_find("generic");
    if (!together(o, error))
        return false;
    if (o->encoding == NULL)
        o->encoding = o->format->encoding;
    if (o->purpose == NULL && bank_format_has(o->format, FIELD_PURPOSE))
        o->purpose = "困难职工帮扶";
    return texts_fit(o, error) && payer_known(o, error) && apart(o, run, error) &&
           one_standard_input(o, run, error);
}
