/*
 * summary: what a whole artifact is, as facts for what is done with it elsewhere in the tree:
 *
 *     ("artifact", verdict, what there is to say of it: "holds nothing but tensors")
 *     ("digest", format, "verdict SHA-256 size")      where the sink asks for digests
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "artifacts/probe/probe.h"
#include "finding.h"

/* Nothing is said of a file that is no artifact. The severities are those of the issues' rules. */
void pk_summary_add(struct pk_sink *out, struct pk_unit *u, struct pk_probe *p, const enum pk_severity severities[PK_ISSUES]);

#endif
