#include "base/small_table.h"

#include "base/buffer.h"

#include <csv.h>

struct reading {
    small_table_record *record;
    void *data;
    int fields, field;
    struct buffer cells; /* the bytes of the record's cells, one after another */
    size_t size[SMALL_TABLE_FIELDS_MAX];
    bool header_passed, refused;
    long line, lines; /* of the record; how many it takes */
};

static void on_cell(void *bytes, size_t n, void *data)
{
    struct reading *r = data;
    const struct text cell = {bytes, n};
    for (size_t i = 0; i < n; i++)
        r->lines += cell.p[i] == '\n';
    if (r->field < r->fields)
        r->size[r->field] = n;
    if (r->field < r->fields)
        buffer_text(&r->cells, cell);
    r->field++;
}

static void hand_on(struct reading *r)
{
    struct text cells[SMALL_TABLE_FIELDS_MAX];
    const char *p = r->cells.p;
    for (int i = 0; i < r->fields; i++) {
        cells[i] = (struct text){p, r->size[i]};
        p = p == NULL ? p : p + r->size[i];
    }
    r->refused = !r->record(r->data, r->line, cells);
}

static void on_record(int terminator, void *data)
{
    struct reading *r = data;
    (void)terminator;
    if (r->refused || r->cells.failed)
        return;
    r->refused = r->field != r->fields;
    if (r->header_passed && !r->refused)
        hand_on(r);
    if (r->refused)
        return;
    r->header_passed = true;
    r->field = 0;
    r->line += r->lines;
    r->lines = 1;
    buffer_clear(&r->cells);
}

enum small_table small_table_read(struct text bytes, int fields, small_table_record *record,
                                  void *data, long *line)
{
    struct csv_parser parser;
    struct reading r = {.record = record, .data = data, .fields = fields, .line = 1, .lines = 1};
    *line = 0;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return SMALL_TABLE_NO_MEMORY;
    const bool parsed = csv_parse(&parser, bytes.p, bytes.n, on_cell, on_record, &r) == bytes.n &&
                        csv_fini(&parser, on_cell, on_record, &r) == 0;
    const bool no_memory = csv_error(&parser) == CSV_ENOMEM || r.cells.failed;
    csv_free(&parser);
    buffer_free(&r.cells);
    *line = r.line;
    return no_memory              ? SMALL_TABLE_NO_MEMORY
           : parsed && !r.refused ? SMALL_TABLE_READ
                                  : SMALL_TABLE_BROKEN;
}
