/*
 * The tables that a return is made with besides the records: a survey, a baseline.
 */
#ifndef BANGFU_REPORT_TABLES_H
#define BANGFU_REPORT_TABLES_H

#include "report/granted.h"
#include "report/report.h"

/*
 * Reads a survey as a spreadsheet program saved it – any encoding, commas or tabs – and counts it.
 * False with `error` set, also where no column is a question. `*out` is the caller's to free.
 */
bool survey_read(const char *file, struct survey **out, struct report_file *noted,
                 struct error *error);

/* Reads a table that calc-aid made; what could not be read in it is an error. */
bool baseline_read(const char *file, const struct granted_defaults *defaults, struct tally **out,
                   struct report_file *noted, struct error *error);

#endif
