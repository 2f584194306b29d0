#include "table/run_digest.h"

void run_digest(const struct run *run, char out[DIGEST_TEXT_SIZE])
{
    struct digest digest;
    if (run->input_count == 1) {
        memcpy(out, run->inputs[0].digest, DIGEST_TEXT_SIZE);
        return;
    }
    digest_begin(&digest);
    for (int i = 0; i < run->input_count; i++)
        digest_add(&digest, text_of(run->inputs[i].digest));
    digest_end(&digest, out);
}
