/*
 * opts: one table says what every option is called, takes, means and belongs to; parsing, --help, and whatever else lists
 * options (manual page, completions) read it. A bad command line is an err of one line.
 */
#ifndef OPTS_H
#define OPTS_H

#include "util/arena.h"
#include "util/err.h"

struct opt_list {
	const char **v;
	uint32_t n, cap;
};

enum opt_colour { OPT_COLOUR_AUTO, OPT_COLOUR_ALWAYS, OPT_COLOUR_NEVER };

enum {
	OPT_MAX = 100, /* options in the table */
	/* Where a value comes from: else a line of the settings file. */
	OPT_DEFAULT = 0,
	OPT_GIVEN = UINT32_MAX,
};

/* What the command line came to. Strings belong to argv or the arena. */
struct opts {
	struct arena *arena;
	struct opt_list operands;
	uint32_t from[OPT_MAX]; /* by place in the table: OPT_DEFAULT, OPT_GIVEN, or the line */
	const char *settings, *cache;
	bool isolated, man;
	/* what to read */
	struct opt_list include, exclude;
	const char *files_from, *files_from0, *stdin_filename;
	bool no_gitignore, force_exclude;
	const char *since;
	bool staged;
	/* which rules */
	struct opt_list config, select, ignore;
	bool no_builtin, all;
	int severity, confidence; /* enum pk_severity, enum pk_level */
	/* known findings */
	const char *baseline, *write_baseline, *baseline_commit, *lock;
	/* what to write */
	const char *format;
	struct opt_list output;
	const char *sarif_category;
	bool json, sarif, statistics, show_suppressed, show_secrets, quiet, verbose, exit_zero;
	int color; /* enum opt_colour */
	int to;    /* enum convert_to */
	/* how */
	uint64_t jobs, max_file_size, timeout;
	bool no_sieve, help, version;
	bool fix, unsafe_fixes, diff;
	/* asking services about credentials */
	bool hub; /* what is read lies on a hub */
	bool verify, only_verified;
	uint64_t verify_timeout;
	const char *verify_test, *verify_ca;
};

enum opt_type {
	OPT_FLAG,   /* bool */
	OPT_TEXT,   /* const char * */
	OPT_TEXTS,  /* struct opt_list: one more each time */
	OPT_WORDS,  /* struct opt_list: comma-separated, more each time */
	OPT_CHOICE, /* int: place in `choices` */
	OPT_NUMBER, /* uint64_t */
	OPT_BYTES,  /* uint64_t: 500, 64K, 16M, 1G */
	OPT_MS,     /* uint64_t: 1500, 1500ms, 2s */
};

/* Sets of commands, for opt.commands. OPT_SETTING: may stand in the settings file too. */
enum opt_commands {
	OPT_SCAN = 1,
	OPT_TEST = 2,
	OPT_RULES = 4,
	OPT_CONVERT = 8,
	OPT_OTHER = 16,
	OPT_CONFIG = 32,
	OPT_HELP = 64,
	OPT_LOCK = 128,
	OPT_HISTORY = 256,
	OPT_SETTING = 512,
	OPT_HUB = 1024,
	OPT_ALL = 511 | OPT_HUB,
};

struct opt {
	const char *name; /* without the dashes */
	char letter;      /* 0 for none */
	enum opt_type type;
	unsigned commands;
	const char *arg;     /* "FILE"; NULL for flags */
	const char *choices; /* "auto always never"; NULL for none */
	const char *group;   /* heading in the help */
	const char *help;    /* one sentence, without a full stop */
	size_t at;           /* offsetof(struct opts, ...) */
};

/* The table; ends with a NULL name. */
extern const struct opt opt_table[];

/* Reads the arguments of one command (one bit of enum opt_commands) into defaults. */
int opts_parse(struct opts *o, struct arena *arena, unsigned command, int argc, char **argv, struct pk_err *err);
/* Takes a value (NULL for a flag) out of line `line` of the settings file; a value of the command line stays. */
int opts_set(struct opts *o, const struct opt *opt, const char *value, uint32_t line, struct pk_err *err);
/* NULL when no option is called so. */
const struct opt *opts_find(struct str name);
/* "--jobs N" and "-j, --jobs N" texts of the options of a command, by group, for --help. */
void opts_help(unsigned command);
/* The word of `words` (NULL at the end) that is closest to what was typed, or NULL when none is close. */
const char *opts_closest(const char *typed, const char *const *words);

#endif
