/* run: what the commands share that look at trees: scan, history, lock. */
#ifndef RUN_H
#define RUN_H

#include <time.h>

#include "output.h"
#include "walk/walk.h"
#include "settings.h"

double cmd_seconds_since(const struct timespec *t);
struct pk_walk_options cmd_walk_options(const struct opts *o, const struct settings *settings);
struct pk_scan_options cmd_scan_options(const struct opts *o, const struct cmd_outputs *outputs);
/* What could not be used of the rules is said once, on stderr. */
void cmd_say_rule_notes(const struct opts *o, const struct cmd_rules *rules);
/* Writes the baseline if one is asked for, which makes all findings known; counts those that are open. */
int cmd_write_baseline(const struct opts *o, struct pk_results *results, uint32_t *open, struct pk_err *err);

#endif
