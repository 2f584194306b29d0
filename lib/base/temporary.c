#include "base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder == NULL || folder[0] == '\0' ? "/tmp" : folder;
}

/* For file systems that have no files without a name: it has one for a moment. */
static int open_and_unlink(const char *folder)
{
    char *name;
    if (asprintf(&name, "%s/bangfu.XXXXXX", folder) < 0) {
        errno = ENOMEM;
        return -1;
    }
    int fd = mkostemp(name, O_CLOEXEC); /* mode 0600 */
    if (fd >= 0 && unlink(name) != 0) {
        int why = errno;
        (void)close(fd); /* nothing is in it */
        fd = -1;
        errno = why;
    }
    free(name);
    return fd;
}

int temporary_open(void)
{
    const char *folder = temporary_folder();
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, S_IRUSR | S_IWUSR);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR))
        fd = open_and_unlink(folder);
    return fd;
}
