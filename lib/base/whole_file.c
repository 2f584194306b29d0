#include "base/whole_file.h"

#include "base/language.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define PIECE (64u << 10)

bool whole_file_read(const char *file, struct buffer *out, struct error *error)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_system(error, file, _("cannot open"));
    ssize_t n = -1;
    while (buffer_reserve(out, PIECE)) {
        n = read(fd, out->p + out->n, out->room - out->n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        out->n += (size_t)n;
    }
    bool ok = n == 0 && !out->failed;
    if (!ok && out->failed)
        error_no_memory(error, file);
    else if (!ok)
        error_system(error, file, _("cannot read"));
    (void)close(fd); /* only read from: nothing can be lost here */
    return ok;
}
