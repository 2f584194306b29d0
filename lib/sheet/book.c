#include "sheet/inside.h"

#include "base/language.h"
#include "base/temporary.h"
#include "sheet/xml.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE (64u << 10)

/* Characters of a property. */
#define PROPERTY_MAX 255

/* Parts of a plain zip file are below 4 GiB. Larger ones need the form that some spreadsheet
 * programs offer to repair, so it is taken for those only. */
#define PLAIN_ZIP_MAX (INT64_C(3) << 30)

/* ---- what goes wrong ----------------------------------------------------------------------- */

bool book_failed(const struct book *book)
{
    return book->failed;
}

const struct error *book_error(const struct book *book)
{
    return &book->error;
}

bool book_fail(struct book *book, const struct error *error)
{
    if (!book->failed) {
        book->failed = true;
        book->error = *error;
    }
    return false;
}

/* A write that failed is the reason for whatever the library then complains of. */
static bool check_files(struct book *book)
{
    int why;
    struct error error = {0};
    if (library_files_whole(&why))
        return true;
    errno = why;
    error_system(&error, temporary_folder(), _("cannot write or read a temporary file there"));
    return book_fail(book, &error);
}

bool book_no_memory(struct book *book)
{
    struct error error = {0};
    if (!check_files(book))
        return false;
    error_no_memory(&error, NULL);
    return book_fail(book, &error);
}

bool book_check(struct book *book, lxw_error code)
{
    struct error error = {0};
    /* The library does not always say that it got no memory; malloc does. */
    const bool no_memory = code == LXW_ERROR_MEMORY_MALLOC_FAILED || errno == ENOMEM;
    errno = 0;
    if (book->failed || !check_files(book))
        return false;
    if (no_memory)
        return book_no_memory(book);
    if (code == LXW_NO_ERROR)
        return true;
    error_set(&error, NULL, 0, NULL, _("the workbook cannot be written: %s"), lxw_strerror(code));
    return book_fail(book, &error);
}

/* ---- beginning ----------------------------------------------------------------------------- */

/* The time that builds are to bear which must come out the same each time; otherwise now. The
 * library takes 0 for now. */
static time_t time_of_making(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (epoch == NULL || *epoch < '0' || *epoch > '9')
        return 0;
    errno = 0;
    long long seconds = strtoll(epoch, &end, 10);
    return *end != '\0' || errno != 0 ? 0 : seconds == 0 ? 1 : (time_t)seconds;
}

static bool set_properties(struct book *book, const struct book_options *options)
{
    struct buffer title = {0}, author = {0};
    xml_property_text(&title, text_of(options->title == NULL ? "" : options->title), PROPERTY_MAX);
    xml_property_text(&author, text_of(options->program), PROPERTY_MAX);
    buffer_char(&title, '\0');
    buffer_char(&author, '\0');
    bool ok = !title.failed && !author.failed;
    lxw_doc_properties properties = {
        .title = title.p, .author = author.p, .created = time_of_making()};
    ok = ok ? book_check(book, workbook_set_properties(book->workbook, &properties))
            : book_no_memory(book);
    buffer_free(&title);
    buffer_free(&author);
    return ok;
}

struct book *book_open(const struct book_options *options, struct error *error)
{
    char path[64];
    struct book *book = calloc(1, sizeof *book);
    if (book == NULL) {
        error_no_memory(error, NULL);
        return NULL;
    }
    library_begin();
    errno = 0;
    (void)snprintf(book->font, sizeof book->font, "%s", options->english ? "Calibri" : "宋体");
    book->file = temporary_open();
    if (book->file < 0) {
        error_system(error, temporary_folder(), _("cannot create a temporary file there"));
        book_free(book);
        return NULL;
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", book->file);
    lxw_workbook_options how = {.constant_memory = LXW_TRUE};
    book->workbook = workbook_new_opt(path, &how);
    book->spare = calloc(1, sizeof *book->spare);
    if (book->workbook == NULL || book->spare == NULL)
        (void)book_no_memory(book);
    else
        book->spare->book = book;
    if (book->failed || !set_properties(book, options)) {
        *error = book->error;
        book_free(book);
        return NULL;
    }
    return book;
}

void book_free(struct book *book)
{
    if (book == NULL)
        return;
    if (book->workbook != NULL)
        lxw_workbook_free(book->workbook);
    library_end();
    book_free_pages(book);
    free(book->spare);
    buffer_free(&book->scratch);
    if (book->file >= 0)
        (void)close(book->file); /* what it holds was handed on, or is not wanted */
    free(book);
}

/* ---- ending -------------------------------------------------------------------------------- */

/* Hands the finished file on. */
static bool hand_on(struct book *book, book_sink *sink, void *data, struct error *error)
{
    char *piece = malloc(PIECE);
    bool ok = piece != NULL || error_no_memory(error, NULL);
    off_t at = 0;
    for (ssize_t n = 1; ok && n != 0; at += n) {
        n = pread(book->file, piece, PIECE, at);
        if (n < 0)
            ok = error_system(error, temporary_folder(),
                              _("cannot write or read a temporary file there"));
        else if (n > 0)
            ok = sink(data, (struct text){piece, (size_t)n}, error);
    }
    free(piece);
    return ok;
}

bool book_finish(struct book *book, book_sink *sink, void *data, struct error *error)
{
    book_end_pages(book);
    if (book_check(book, LXW_NO_ERROR)) {
        lxw_workbook *workbook = book->workbook;
        workbook->options.use_zip64 = library_files_largest() > PLAIN_ZIP_MAX;
        book->workbook = NULL;
        errno = 0;
        lxw_error code = workbook_close(workbook); /* frees it as well */
        if (code != LXW_NO_ERROR && errno != 0 && errno != ENOMEM && !book->failed) {
            struct error full = {0};
            error_system(&full, temporary_folder(),
                         _("cannot write or read a temporary file there"));
            (void)book_fail(book, &full);
        }
        (void)book_check(book, code);
    }
    if (book->failed) {
        *error = book->error;
        return false;
    }
    return hand_on(book, sink, data, error);
}
