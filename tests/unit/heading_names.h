/* The names of all columns, gathered once for a group of tests. */
#ifndef BANGFU_TESTS_HEADING_NAMES_H
#define BANGFU_TESTS_HEADING_NAMES_H

#include "intake/heading.h"

static struct heading_names names;

static int open_names(void **state)
{
    (void)state;
    return columns_open(NULL) && heading_names_open(&names, NULL) ? 0 : -1;
}

static int free_names(void **state)
{
    (void)state;
    heading_names_free(&names);
    return 0;
}

#endif
