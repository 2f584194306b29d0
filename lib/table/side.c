#include "table/side.h"

#include "base/language.h"
#include "table/reader.h"
#include "table/rejects.h"

/* What is kept while the table is read. */
struct reading {
    struct side *side;
    struct input input;
    struct reader reader;
    struct layout layout;
    struct batch batch;
    struct buffer scratch;
    struct error *error;
};

struct text side_cell_at(const struct side_row *row, int place)
{
    return cell_content(row->batch, record_cell(row->batch, row->record, place), row->scratch);
}

struct text side_cell(const struct side_row *row, int i)
{
    const int place = row->layout->read_at[i];
    return place < 0 ? (struct text){NULL, 0} : side_cell_at(row, place);
}

static bool out_of_memory(const struct reading *r)
{
    return error_no_memory(r->error, r->side->name);
}

static bool open_table(struct reading *r, struct digest *digest)
{
    struct side *side = r->side;
    char delimiter = ',';
    bool whole, ok;
    if (!input_open(&r->input, side->name, r->error))
        return false;
    digest_begin(digest);
    r->input.digest = digest;
    struct text start = input_peek(&r->input, 3, &whole, &ok);
    if (!ok) {
        *r->error = r->input.error;
        return false;
    }
    if (side->open != NULL) {
        if (!side->open(side->data, &r->input, &delimiter, r->error))
            return false;
    } else if (text_starts(start, "\xEF\xBB\xBF")) {
        input_skip(&r->input, 3);
    }
    return reader_open(&r->reader, input_read, &r->input, delimiter, 0) || out_of_memory(r);
}

static bool fault(const struct reading *r, const struct record *record)
{
    struct buffer reason = {0};
    const int expected = r->layout.names == NULL ? record->cells : r->layout.columns;
    reject_reason(&r->batch, record, expected, &reason);
    buffer_char(&reason, '\0');
    error_set(r->error, r->side->name, record->line, NULL, "%s", reason.failed ? "" : reason.p);
    buffer_free(&reason);
    return false;
}

static bool take_header(struct reading *r, const struct record *record)
{
    struct side *side = r->side;
    if (record->fault != FAULT_NONE)
        return fault(r, record);
    return layout_open(&r->layout, &r->batch, record, NULL, r->reader.delimiter, side->name,
                       r->error) &&
           layout_need(&r->layout, side->reads, side->read_count, side->name, r->error) &&
           (side->header == NULL || side->header(side->data, &r->layout, r->error));
}

static bool take_record(struct reading *r, const struct record *record)
{
    struct side *side = r->side;
    const struct side_row row = {&r->layout, &r->batch, record, &r->scratch, side->name};
    if (record->fault != FAULT_NONE || record->cells != r->layout.columns)
        return fault(r, record);
    side->records++;
    return side->row(side->data, &row, r->error) && (!r->scratch.failed || out_of_memory(r));
}

static bool read_records(struct reading *r)
{
    bool has_header = false;
    while (!r->reader.finished) {
        if (!reader_fill(&r->reader, &r->batch)) {
            if (r->input.error.text[0] == '\0')
                return out_of_memory(r);
            *r->error = r->input.error;
            return false;
        }
        for (size_t i = 0; i < r->batch.record_count; i++) {
            const struct record *record = &r->batch.records[i];
            if (!(has_header ? take_record(r, record) : take_header(r, record)))
                return false;
            has_header = true;
        }
    }
    return has_header ||
           error_set(r->error, r->side->name, 0, NULL, _("empty: expected a header line"));
}

bool side_read(struct side *side, struct error *error)
{
    struct reading r = {.side = side, .error = error};
    struct digest digest;
    side->records = 0;
    bool ok = open_table(&r, &digest);
    if (ok) {
        ok = read_records(&r);
        digest_end(&digest, side->digest);
        reader_close(&r.reader);
    }
    input_close(&r.input);
    layout_free(&r.layout);
    batch_free(&r.batch);
    buffer_free(&r.scratch);
    return ok;
}
