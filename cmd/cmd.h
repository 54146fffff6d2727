/* cmd: the commands, one file each, and the few things that they share. */
#ifndef CMD_H
#define CMD_H

#include "opts.h"
#include "ruleset/engine.h"
#include "scan/scan.h"

enum { EXIT_CLEAN = 0, EXIT_FOUND = 1, EXIT_FAULT = 2 };

struct cmd {
	const char *name, *operands, *about;
	enum opt_commands bit;
	int (*run)(struct opts *o); /* the exit code */
};

/* The command table, NULL name at the end. */
extern const struct cmd cmd_table[];

int cmd_scan(struct opts *o);
int cmd_history(struct opts *o);
int cmd_hub(struct opts *o);
int cmd_test(struct opts *o);
int cmd_rules(struct opts *o);
int cmd_convert(struct opts *o);
int cmd_inspect(struct opts *o);
int cmd_lock(struct opts *o);
int cmd_config(struct opts *o);
int cmd_completions(struct opts *o);
int cmd_version(struct opts *o);
int cmd_help(struct opts *o);

/* Says what went wrong in one line on stderr; returns EXIT_FAULT. */
int cmd_fail(const struct pk_err *err);
/* What --color comes to for this stream. */
bool cmd_colour(const struct opts *o, int fd);

/* Rules, read and compiled. */
struct cmd_rules {
	struct arena arena;
	struct intern symbols;
	struct pk_rules known, run;
	struct pk_engine engine;
};

struct settings;

/* The rules that the options ask for, with what the settings (NULL for none) make of them. With `compile` they are compiled
 * too. Release in any case. */
int cmd_rules_load(struct cmd_rules *r, const struct opts *o, const struct settings *s, bool compile, struct pk_err *err);
void cmd_rules_release(struct cmd_rules *r);

/* A line on stderr while a scan takes long; nothing where stderr is no terminal. */
struct cmd_progress {
	struct pk_progress files;
	struct cmd_ticker *ticker; /* NULL when there is no line */
};

void cmd_progress_start(struct cmd_progress *p, uint32_t total, bool wanted);
/* Takes the line away again. */
void cmd_progress_stop(struct cmd_progress *p);

#endif
