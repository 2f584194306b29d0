#include "table/rejects.h"

#include "base/language.h"
#include "table/layout.h"
#include "table/reader.h"

void reject_reason(const struct batch *batch, const struct record *record, int expected,
                   struct buffer *out)
{
    const int cell = record->fault_cell;
    const long line = record->fault_line;
    const unsigned char *bytes = (const unsigned char *)batch->bytes.p;
    switch (record->fault) {
    case FAULT_NONE:
        buffer_format(out, _("%d cells, expected %d as in the header"), (int)record->cells,
                      expected);
        break;
    case FAULT_QUOTE_INSIDE:
        buffer_format(out,
                      _("a quote in cell %d, which does not begin with one; expected the cell in "
                        "quotes, and the quote within it doubled"),
                      cell);
        break;
    case FAULT_AFTER_QUOTE:
        buffer_format(out,
                      _("the quote that opens cell %d on line %ld is closed by a quote with more "
                        "text behind it; expected a delimiter or the end of the line"),
                      cell, line);
        break;
    case FAULT_QUOTE_OPEN:
        buffer_format(out,
                      _("the quote that opens cell %d on line %ld is not closed, or only after "
                        "more than %d lines"),
                      cell, line, READER_LINES_MAX);
        break;
    case FAULT_TOO_LONG:
        buffer_format(out, _("longer than %u MiB, which no record may be"), READER_BYTES_MAX >> 20);
        break;
    case FAULT_NOT_UTF8:
        buffer_format(out, _("byte 0x%02X in cell %d (byte %llu of the file) is not UTF-8"),
                      bytes[record->fault_at], cell,
                      (unsigned long long)(batch->offset + record->fault_at + 1));
        break;
    case FAULT_NUL:
        buffer_format(out, _("a NUL byte in cell %d (byte %llu of the file)"), cell,
                      (unsigned long long)(batch->offset + record->fault_at + 1));
        break;
    }
}

void reject_put(const char *file, const struct batch *batch, const struct record *record,
                struct text reason, struct buffer *out)
{
    csv_put(out, text_of(file), false);
    buffer_format(out, ",%ld,", record->line);
    csv_put(out, reason, false);
    buffer_char(out, ',');
    csv_put(out, record_bytes(batch, record), false);
    buffer_char(out, '\n');
}
