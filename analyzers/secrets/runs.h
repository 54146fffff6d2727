/*
 * runs: where Base64 or hexadecimal digits may stand. Of text, Base64 has letters and digits only (+ and / take bytes that no
 * credential holds), and in 16 of them some that are no small letters.
 */
#ifndef SECRETS_RUNS_H
#define SECRETS_RUNS_H

#include "util/str.h"

enum { PK_STRETCH = 16, PK_RUN = 24 };

/* The first such 16 letters and digits at from, from + 8, ...: a run of 24 has them, wherever it begins. text.n when there are none. */
size_t pk_next_stretch(struct str text, size_t from);
/* Letters, digits, + / - _. */
bool pk_is_run_byte(char c);
/* Where a run that `at` is in ends. */
size_t pk_run_end(struct str text, size_t at);

#endif
