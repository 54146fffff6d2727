/* output: which reports a scan writes, and writing them. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "cmd.h"
#include "report/report.h"

struct cmd_outputs {
	struct cmd_output {
		const char *file; /* NULL for standard output */
		const struct pk_reporter *reporter;
	} * v;
	uint32_t n, cap;
};

/* What --format and --output ask for: one report at least. In the options' arena. */
int cmd_outputs_choose(struct cmd_outputs *out, const struct opts *o, struct pk_err *err);
/* What any of them wants of the scan. */
bool cmd_outputs_want_line_hashes(const struct cmd_outputs *out);
bool cmd_outputs_want_usage(const struct cmd_outputs *out);
/* Writes them all, in order. What a reporter has to say about its report goes to stderr. */
int cmd_outputs_write(const struct cmd_outputs *out, const struct opts *o, const struct pk_results *results, const struct pk_rules *rules,
		      double seconds, struct pk_err *err);

#endif
