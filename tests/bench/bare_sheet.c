/*
 * The least that writing a workbook can cost: libxlsxwriter over cells that are ready, and nothing
 * done with them. What to-sheet and report take is measured against this.
 * usage: bare_sheet CELLS WORKBOOK
 *
 * CELLS has a line for each row; its cells begin with a tab each, then `s` (a string), `n`
 * (a number) or `b` (blank), two digits for the format, three for the column, and the content.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define FORMATS 100

static _Noreturn void fail(const char *name, const char *why)
{
    fprintf(stderr, "bare_sheet: %s: %s\n", name, why);
    exit(2);
}

static int number(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

static lxw_error put(lxw_worksheet *sheet, lxw_format **formats, lxw_row_t row, const char *cell)
{
    lxw_format *format = formats[number(cell + 1, 2)];
    const lxw_col_t column = (lxw_col_t)number(cell + 3, 3);
    if (cell[0] == 's')
        return worksheet_write_string(sheet, row, column, cell + 6, format);
    if (cell[0] == 'n')
        return worksheet_write_number(sheet, row, column, strtod(cell + 6, NULL), format);
    return worksheet_write_blank(sheet, row, column, format);
}

int main(int argc, char **argv)
{
    lxw_format *formats[FORMATS];
    lxw_error code = LXW_NO_ERROR;
    char *line = NULL, *rest;
    size_t size = 0;
    lxw_row_t row = 0;

    if (argc != 3) {
        fprintf(stderr, "usage: bare_sheet CELLS WORKBOOK\n");
        return 2;
    }
    FILE *cells = fopen(argv[1], "rb");
    if (cells == NULL)
        fail(argv[1], strerror(errno));
    lxw_workbook_options how = {.constant_memory = LXW_TRUE, .tmpdir = getenv("TMPDIR")};
    lxw_workbook *workbook = workbook_new_opt(argv[2], &how);
    lxw_worksheet *sheet = workbook == NULL ? NULL : workbook_add_worksheet(workbook, NULL);
    if (sheet == NULL)
        fail(argv[2], "cannot be made");
    for (int i = 0; i < FORMATS; i++) {
        formats[i] = workbook_add_format(workbook);
        format_set_num_format(formats[i], i % 2 == 0 ? "#,##0.00" : "@");
        format_set_indent(formats[i], (uint8_t)(i % 8));
        format_set_border(formats[i], LXW_BORDER_THIN);
    }
    for (ssize_t n; code == LXW_NO_ERROR && (n = getline(&line, &size, cells)) > 0; row++) {
        line[n - 1] = '\0';
        rest = line[0] == '\t' ? line + 1 : NULL;
        for (char *cell; code == LXW_NO_ERROR && (cell = strsep(&rest, "\t")) != NULL;)
            code = put(sheet, formats, row, cell);
    }
    const int read_error = ferror(cells);
    fclose(cells);
    free(line);
    if (code == LXW_NO_ERROR)
        code = workbook_close(workbook);
    if (read_error || code != LXW_NO_ERROR)
        fail(argv[2], read_error ? "its cells cannot be read" : lxw_strerror(code));
    fprintf(stderr, "%lu rows\n", (unsigned long)row);
    return 0;
}
