/*
 * The least that reading a table can cost: libcsv over the file, and nothing done with it.
 * What the filters take is measured against this.
 * usage: bare_parse FILE
 */
#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct counts {
    size_t fields, records;
};

static void on_field(void *cell, size_t size, void *data)
{
    (void)cell;
    (void)size;
    ((struct counts *)data)->fields++;
}

static void on_record(int end, void *data)
{
    (void)end;
    ((struct counts *)data)->records++;
}

int main(int argc, char **argv)
{
    static char block[1 << 16];
    struct counts counts = {0};
    struct csv_parser parser;

    if (argc != 2) {
        fprintf(stderr, "usage: bare_parse FILE\n");
        return 2;
    }
    FILE *file = fopen(argv[1], "rb");
    if (!file) {
        fprintf(stderr, "bare_parse: %s: %s\n", argv[1], strerror(errno));
        return 2;
    }
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        fprintf(stderr, "bare_parse: no memory\n");
        return 2;
    }
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;) {
        if (csv_parse(&parser, block, n, on_field, on_record, &counts) != n)
            break;
    }
    int read_error = ferror(file);
    if (!csv_error(&parser) && !read_error)
        csv_fini(&parser, on_field, on_record, &counts);
    int parse_error = csv_error(&parser);
    csv_free(&parser);
    fclose(file);
    if (read_error || parse_error) {
        fprintf(stderr, "bare_parse: %s: %s\n", argv[1],
                read_error ? "cannot be read" : csv_strerror(parse_error));
        return 2;
    }
    fprintf(stderr, "%zu records, %zu fields\n", counts.records, counts.fields);
    return 0;
}
