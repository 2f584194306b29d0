/* All decisions looked at together. */
#include "audit/ledger_sums.h"

bool audit_whole(struct audit *audit, struct run *run, struct buffer *out, bool *any,
                 struct error *error)
{
    struct late late = {.run = run, .audit = audit};
    struct ledger_sums payments = {0};
    bool ok = audit->ledger == NULL || ledger_sums_load(&payments, &late, error);
    if (ok) {
        late_repeats(&late);
        late_years(&late, audit->ledger == NULL ? NULL : &payments);
        *any = late.count > 0;
        ok = late_write(&late, out) || error_no_memory(error, NULL);
    }
    ledger_sums_free(&payments);
    late_free(&late);
    return ok;
}
