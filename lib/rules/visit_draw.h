/*
 * County visits (走访核查): 对建档存疑的要做到走访核查全覆盖,本年度新建困难职工走访核查不低于50%
 * (P1 三(三)1(3)). How many there are, how many are needed, and which are drawn.
 *
 * A draw is a lot for each household: the SHA-256 of `SEED:KEY` in hexadecimal digits, the smallest
 * first. So it is the same in whatever order the households stand, and anybody can draw it again.
 */
#ifndef BANGFU_RULES_VISIT_DRAW_H
#define BANGFU_RULES_VISIT_DRAW_H

#include "base/digest.h"
#include "policy/policy.h"

#include <stddef.h>

/* The new dossiers of one year. */
struct coverage {
    int64_t dossiers, visited;
};

/* filing.coverage: 不低于, visited >= share × dossiers. True without a share, too. */
bool filing_coverage(const struct policy_value *least, const struct coverage *coverage);

/* How many more visits it takes; 0 where the share is reached, and never more than there are
 * dossiers without one. */
int64_t coverage_needed(const struct policy_value *least, const struct coverage *coverage);

enum drawn {
    DRAWN_NOT,
    DRAWN_DOUBTFUL, /* always in */
    DRAWN_BY_LOT,
};

/* One household that may be drawn, or that was visited already. */
struct candidate {
    char lot[DIGEST_TEXT_SIZE];
    size_t group; /* its union, 0 … groups - 1 */
    bool visited, doubtful;
    enum drawn drawn; /* filled in by visit_draw */
};

/* The lot of a household; `seed` is written in decimal digits. */
void visit_lot(uint64_t seed, struct text key, char out[DIGEST_TEXT_SIZE]);

/*
 * Draws: all doubtful ones that were not visited; then, until the share is reached, one household
 * after another from the union whose share of visits (made or drawn) is smallest – of equal shares
 * the one that has the smallest lot – in the order of their lots. The candidates are all dossiers
 * of the year, each with a key of its own. False without memory.
 */
bool visit_draw(const struct policy_value *least, struct candidate *candidates, size_t count,
                size_t groups);

#endif
