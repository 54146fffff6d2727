/* picket: argv -> command table -> exit code. 0 nothing found, 1 findings, 2 the run itself failed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cmd.h"
#include "util/vec.h"

const struct cmd cmd_table[] = {
	{ "scan", "[PATH...]", "look for what can run an attacker's code or give away a credential", OPT_SCAN, cmd_scan },
	{ "history", "[REV...]", "look for credentials in every version of every file that a repository remembers", OPT_HISTORY,
	  cmd_history },
	{ "hub", "ORG/NAME[@REV]...", "look into a model repository before it is downloaded: only what can hold code is fetched", OPT_HUB,
	  cmd_hub },
	{ "test", "[PATH...]", "run rules against their annotated twins", OPT_TEST, cmd_test },
	{ "rules", "[list | explain ID... | markdown]", "say what there are rules for, and why", OPT_RULES, cmd_rules },
	{ "convert", "NOTEBOOK...", "write notebooks as Python scripts", OPT_CONVERT, cmd_convert },
	{ "inspect", "FILE...", "show what a model file would do when it is loaded, opcode by opcode", OPT_OTHER, cmd_inspect },
	{ "lock", "[FOLDER]", "list all model files with their hashes in FOLDER/picket.lock, for later scans (-o - for stdout)", OPT_LOCK,
	  cmd_lock },
	{ "config", "[PATH...]", "say which settings are in force, and where they come from", OPT_CONFIG, cmd_config },
	{ "completions", "[bash | zsh | fish]", "write what a shell needs to complete picket's command line", OPT_OTHER, cmd_completions },
	{ "version", "", "say which version this is", OPT_OTHER, cmd_version },
	{ "help", "[COMMAND]", "say what a command does and takes", OPT_HELP, cmd_help },
	{ 0 },
};

int cmd_fail(const struct pk_err *err)
{
	(void)fprintf(stderr, "picket: ");
	if (err->path[0])
		(void)fprintf(stderr, err->line ? "%s:%u: " : "%s: ", err->path, err->line);
	(void)fprintf(stderr, "%s\n", err->msg);
	return EXIT_FAULT;
}

bool cmd_colour(const struct opts *o, int fd)
{
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

	if (o->color != OPT_COLOUR_AUTO)
		return o->color == OPT_COLOUR_ALWAYS;
	return isatty(fd) && !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
}

/* A mapped model file that another program shortens while it is read: its missing pages read as zeros. */
static void on_bus_error(int sig, siginfo_t *info, void *context)
{
	uintptr_t page = (uintptr_t)info->si_addr & ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1);

	(void)context;
	if (info->si_code == BUS_ADRERR && mmap((void *)page, 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED)
		return;
	(void)signal(sig, SIG_DFL);
}

static void survive_bus_errors(void)
{
	struct sigaction action = { .sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO };

	(void)sigaction(SIGBUS, &action, NULL);
}

static const struct cmd *find(const char *name)
{
	for (const struct cmd *c = cmd_table; c->name; c++)
		if (strcmp(name, c->name) == 0)
			return c;
	return NULL;
}

int main(int argc, char **argv)
{
	const struct cmd *named = argc > 1 ? find(argv[1]) : NULL, *c = named ? named : cmd_table;
	int skip = named ? 2 : 1, code;
	struct pk_err err = { 0 };
	struct arena arena;
	struct opts o;

	if (argc == 0)
		return EXIT_FAULT;
	survive_bus_errors();
	arena_init(&arena, 0);
	if (opts_parse(&o, &arena, c->bit, argc - skip, argv + skip, &err) != PK_OK) {
		code = cmd_fail(&err);
	} else if (o.help) {
		o.operands.n = 0;
		if (named)
			vec_push(&arena, &o.operands, named->name);
		code = cmd_help(&o);
	} else {
		code = o.version ? cmd_version(&o) : c->run(&o);
	}
	if (fflush(stdout) != 0 && code != EXIT_FAULT) {
		(void)fprintf(stderr, "picket: cannot write to standard output\n");
		code = EXIT_FAULT;
	}
	arena_release(&arena);
	return code;
}
