/*
 * Lets another program try lib/base/capital.h: reads whole fen, one amount per line, on standard
 * input, and writes each in Chinese capitals.
 */
#include "base/capital.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    struct buffer out = {0};
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        char *end;
        errno = 0;
        const long long fen = strtoll(line, &end, 10);
        if (end == line || *end != '\n' || errno != 0) {
            fprintf(stderr, "capital: not a 64-bit number: %s\n", line);
            return 2;
        }
        buffer_clear(&out);
        capital_put(&out, (struct money){fen});
        buffer_char(&out, '\n');
        if (out.failed || fwrite(out.p, 1, out.n, stdout) != out.n)
            return 2;
    }
    free(line);
    buffer_free(&out);
    if (ferror(stdin) || fclose(stdout) != 0) {
        fprintf(stderr, "capital: input or output failed\n");
        return 2;
    }
    return 0;
}
