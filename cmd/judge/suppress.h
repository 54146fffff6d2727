/*
 * suppress: comments that take a finding back. They mark it PK_SUPPRESSED with the reason; nothing is deleted.
 *
 *     # picket: ignore[rule-id, threat, glob*] why         on the finding's first or last line, or alone on the line above
 *     # picket: ignore-file[rule-id] why                   anywhere: the whole file
 *     # nosemgrep, # nosemgrep: rule-id                    on the line or the line above
 *     # nosec, # nosec B301                                on the line; codes are compared with the rule's bandit-code
 *     # noqa: rule-id, # noqa: S301                        on the line
 *
 * Only comments count: in Python by its tokens, elsewhere what follows #, // or <!--. In notebooks a comment acts within
 * its cell (ignore-file: in the whole notebook). A `picket:` comment that takes nothing back, though all it names did run, is itself a finding (unused-suppression).
 */
#ifndef JUDGE_SUPPRESS_H
#define JUDGE_SUPPRESS_H

#include "ruleset/engine.h"

/* Marks the findings from `first` on, all of which came out of these units of one file. */
void pk_suppress(const struct pk_engine *engine, struct pk_unit *units, uint32_t n, struct pk_sink *sink, uint32_t first);

#endif
