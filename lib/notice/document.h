/*
 * Letters written: one document of all, a folder of files, or a table of text messages.
 */
#ifndef BANGFU_NOTICE_DOCUMENT_H
#define BANGFU_NOTICE_DOCUMENT_H

#include "notice/folder.h"
#include "notice/render.h"
#include "table/output.h"

/* The most characters of a text message. */
#define MESSAGE_MAX 500

/* Appends the text message of a letter, on one line; false with `error` where a value will not do
 * or the text is too long. */
bool document_message(const struct rendering *rendering, const struct letter *letter,
                      struct buffer *out, struct error *error);

/* Whether a spreadsheet that opens a table takes a cell of it for a formula. */
bool document_is_formula(struct text text);

/* Which uses of the binding the tables beside the letters show; -1: the table has none. */
struct document_columns {
    int household_id, phone;
};

bool document_write(const struct rendering *rendering, struct letters *letters, struct output *out,
                    struct error *error);

/* `several`: the letters are of more than one table, which the index names then. */
bool document_write_folder(const struct rendering *rendering, struct letters *letters,
                           const struct document_columns *columns, bool several,
                           struct folder *folder, struct error *error);

bool document_write_messages(const struct rendering *rendering, struct letters *letters,
                             const struct document_columns *columns, bool header,
                             struct output *out, struct error *error);

#endif
