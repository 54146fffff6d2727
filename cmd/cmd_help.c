#include <stdio.h>

#include "cmd.h"
#include "man.h"
#include "report/report.h"
#include "settings.h"

int cmd_version(struct opts *o)
{
	(void)o;
	(void)printf("picket %s\n", PK_VERSION);
	return EXIT_CLEAN;
}

static void print_formats(void)
{
	(void)printf("\nFormats:\n");
	for (const struct pk_reporter *const *r = pk_reporters; *r; r++)
		(void)printf("  %-27s %s%s%s\n", (*r)->name, (*r)->about, *(*r)->extensions ? ", for " : "", (*r)->extensions);
}

static void print_excluded(void)
{
	size_t column = 80;

	(void)printf("\nFolders that are not entered unless they are named:");
	for (const char *const *name = pk_walk_excluded; *name; name++) {
		if (column + strlen(*name) > 76) {
			(void)printf("\n ");
			column = 2;
		}
		column += (size_t)printf(" %s", *name);
	}
	(void)printf("\n  and those that hold a pyvenv.cfg\n");
}

/* Words, wrapped, under a name. */
static void print_key(const char *name, const char *about)
{
	struct str rest = str_from(about), word;
	size_t column = 30;

	(void)printf("  %-27s", name);
	while (str_cut(&rest, ' ', &word)) {
		if (column + 1 + word.n > 110) {
			(void)printf("\n%29s", "");
			column = 30;
		}
		column += (size_t)printf(" %.*s", STR_ARG(word));
	}
	(void)printf("\n");
}

static void print_settings(void)
{
	(void)printf("\nThe settings file is the nearest picket.yaml, or [tool.picket] in pyproject.toml, of the folder that holds all "
		     "PATHs or\n"
		     "one above it, up to the top of the repository. Its paths are about its folder. Keys:\n");
	for (const struct settings_key *key = settings_keys; key->name; key++)
		print_key(key->name, key->about);
	for (const struct opt *o = opt_table; o->name; o++)
		if (o->commands & OPT_SETTING)
			print_key(o->name, o->help);
	(void)printf("\nWhat the command line says wins, but what it ignores is ignored as well.\n");
}

static void help_on(const struct cmd *c)
{
	(void)printf("picket %s %s\n%s.\n", c->name, c->operands, c->about);
	opts_help(c->bit);
	if (c->bit == OPT_CONFIG)
		print_settings();
	if (c->bit != OPT_SCAN)
		return;
	print_formats();
	print_excluded();
	(void)printf("\nA finding is taken back by a comment on its line or alone above it: # picket: ignore[rule-id] reason\n");
}

static void overview(void)
{
	(void)printf("picket: a security linter for machine-learning code\n\n"
		     "usage: picket [scan] [PATH...] [options]\n");
	for (const struct cmd *c = cmd_table + 1; c->name; c++)
		(void)printf("       picket %s %s\n", c->name, c->operands);
	(void)printf("\nCommands:\n");
	for (const struct cmd *c = cmd_table; c->name; c++)
		(void)printf("  %-27s %s\n", c->name, c->about);
	(void)printf("\nWithout a PATH the current folder is read; - is standard input.\n"
		     "Exit code: 0 nothing found, 1 findings, 2 the run itself failed.\n");
	opts_help(OPT_SCAN);
	print_formats();
}

int cmd_help(struct opts *o)
{
	const char *names[16];
	const char *guess;
	unsigned n = 0;
	struct pk_err err;

	if (o->man) {
		man_print();
		return EXIT_CLEAN;
	}
	if (o->operands.n == 0) {
		overview();
		return EXIT_CLEAN;
	}
	for (const struct cmd *c = cmd_table; c->name && n < 15; c++) {
		if (strcmp(c->name, o->operands.v[0]) == 0) {
			help_on(c);
			return EXIT_CLEAN;
		}
		names[n++] = c->name;
	}
	names[n] = NULL;
	guess = opts_closest(o->operands.v[0], names);
	(void)err_set(&err, PK_EUSAGE, NULL, 0,
		      guess ? "no command is called %s: did you mean %s?" : "no command is called %s: see picket help", o->operands.v[0],
		      guess);
	return cmd_fail(&err);
}
