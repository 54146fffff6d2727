/*
 * runs: where text may stand encoded: escapes, and Base64 or hexadecimal digits. Of text, Base64 has letters and digits only (+ and /
 * take bytes that no credential holds).
 */
#ifndef SECRETS_RUNS_H
#define SECRETS_RUNS_H

#include "util/str.h"

enum { PK_STRETCH = 16, PK_RUN = 24 };

/*
 * The next %68, \x68 or \u0068, as far as its first two bytes tell, or the next 16 digits at from, from + 8, ... that may stand for
 * ASCII: a run of 24 has them, wherever it begins. text.n when there are none.
 */
size_t pk_next_encoded(struct str text, size_t from);
/* Letters, digits, + / - _. */
bool pk_is_run_byte(char c);
/* Where a run that `at` is in ends. */
size_t pk_run_end(struct str text, size_t at);

#endif
