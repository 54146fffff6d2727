/* completions: what a shell offers while a picket command line is typed, made of the tables of options and commands. */
#include <ctype.h>
#include <stdio.h>

#include "cmd.h"
#include "report/report.h"

/* What the value of an option is. */
enum value { VALUE_NONE, VALUE_WORDS, VALUE_FILE, VALUE_FORMAT, VALUE_OTHER };

static enum value value_of(const struct opt *o)
{
	if (!o->arg)
		return VALUE_NONE;
	if (o->choices)
		return VALUE_WORDS;
	if (strcmp(o->name, "format") == 0)
		return VALUE_FORMAT;
	return strcmp(o->arg, "FILE") == 0 || strcmp(o->arg, "FOLDER") == 0 || strcmp(o->arg, "PATH") == 0 ? VALUE_FILE : VALUE_OTHER;
}

static void print_formats(void)
{
	for (const struct pk_reporter *const *r = pk_reporters; *r; r++)
		(void)printf("%s%s", r == pk_reporters ? "" : " ", (*r)->name);
}

static void print_values(const struct opt *o)
{
	if (value_of(o) == VALUE_FORMAT)
		print_formats();
	else
		(void)printf("%s", o->choices);
}

/* The words behind a command: "list | explain ID..." -> list explain. */
static void print_subcommands(const struct cmd *c)
{
	struct str rest = str_from(c->operands), word;

	while (str_cut(&rest, ' ', &word)) {
		while (word.n && !islower((unsigned char)word.p[0]))
			word = str_slice(word, 1, word.n);
		while (word.n && !islower((unsigned char)word.p[word.n - 1]))
			word.n--;
		if (word.n)
			(void)printf(" %.*s", STR_ARG(word));
	}
}

/* ---- bash ---- */

static void bash_options(unsigned command)
{
	for (const struct opt *o = opt_table; o->name; o++)
		if (o->commands & command)
			(void)printf(" --%s", o->name);
}

static void bash_values(void)
{
	for (const struct opt *o = opt_table; o->name; o++) {
		enum value value = value_of(o);

		if (value == VALUE_NONE)
			continue;
		(void)printf("\t--%s", o->name);
		if (o->letter)
			(void)printf("|-%c", o->letter);
		(void)printf(")");
		if (value == VALUE_FILE) {
			(void)printf(" compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"));");
		} else if (value != VALUE_OTHER) {
			(void)printf(" COMPREPLY=($(compgen -W '");
			print_values(o);
			(void)printf("' -- \"$word\"));");
		}
		(void)printf(" return ;;\n");
	}
}

static void bash(void)
{
	(void)printf("# bash completion of picket\n_picket()\n{\n"
		     "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=scan options operands=\n"
		     "\tCOMPREPLY=()\n\tcase $before in\n");
	bash_values();
	(void)printf("\tesac\n\tcase ${COMP_WORDS[1]} in\n");
	for (const struct cmd *c = cmd_table; c->name; c++)
		(void)printf("%s%s", c == cmd_table ? "\t" : "|", c->name);
	(void)printf(") command=${COMP_WORDS[1]} ;;\n\tesac\n\tcase $command in\n");
	for (const struct cmd *c = cmd_table; c->name; c++) {
		(void)printf("\t%s) options='", c->name);
		bash_options(c->bit);
		(void)printf("' operands='");
		print_subcommands(c);
		(void)printf("' ;;\n");
	}
	(void)printf("\tesac\n\t[[ $COMP_CWORD -eq 1 ]] && operands='");
	for (const struct cmd *c = cmd_table; c->name; c++)
		(void)printf(" %s", c->name);
	(void)printf(
		"'\n\tif [[ $word == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n\telse\n"
		"\t\tcompopt -o filenames\n\t\tCOMPREPLY=($(compgen -W \"$operands\" -- \"$word\") $(compgen -f -- \"$word\"))\n\tfi\n}\n"
		"complete -F _picket picket\n");
}

/* ---- zsh ---- */

/* Text inside of '...[...]': quotes, brackets and colons have a meaning there. */
static void zsh_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			(void)printf("'\\'");
		else if (strchr("[]:\\", *text))
			(void)printf("\\");
		(void)printf("%c", *text);
	}
}

static void zsh_option(const struct opt *o)
{
	enum value value = value_of(o);
	bool repeats = o->type == OPT_TEXTS || o->type == OPT_WORDS;

	if (o->letter)
		(void)printf("\t\t\t%s{-%c,--%s}'", repeats ? "'*'" : "", o->letter, o->name);
	else
		(void)printf("\t\t\t'%s--%s", repeats ? "*" : "", o->name);
	(void)printf("%s[", value == VALUE_NONE ? "" : o->letter ? "" : "=");
	zsh_text(o->help);
	(void)printf("]");
	if (value != VALUE_NONE)
		(void)printf(":%s:", o->arg);
	if (value == VALUE_FILE)
		(void)printf("_files");
	if (value == VALUE_WORDS || value == VALUE_FORMAT) {
		(void)printf("(");
		print_values(o);
		(void)printf(")");
	}
	(void)printf("' \\\n");
}

static void zsh(void)
{
	(void)printf("#compdef picket\n_picket()\n{\n\tlocal command=scan\n\tlocal -a commands\n\tcommands=(\n");
	for (const struct cmd *c = cmd_table; c->name; c++) {
		(void)printf("\t\t'%s:", c->name);
		zsh_text(c->about);
		(void)printf("'\n");
	}
	(void)printf("\t)\n\t(( CURRENT == 2 )) && _describe command commands\n"
		     "\tif (( ${#commands[(r)${words[2]}:*]} )); then\n\t\tcommand=$words[2]\n\t\tshift words\n\t\t(( CURRENT-- ))\n\tfi\n"
		     "\tcase $command in\n");
	for (const struct cmd *c = cmd_table; c->name; c++) {
		(void)printf("\t%s)\n\t\t_arguments -s \\\n", c->name);
		for (const struct opt *o = opt_table; o->name; o++)
			if (o->commands & c->bit)
				zsh_option(o);
		(void)printf("\t\t\t'*:operand:");
		if (*c->operands == '[' && islower((unsigned char)c->operands[1])) {
			(void)printf("(");
			print_subcommands(c);
			(void)printf(" )");
		} else {
			(void)printf("_files");
		}
		(void)printf("' ;;\n");
	}
	(void)printf("\tesac\n}\nif [ \"$funcstack[1]\" = _picket ]; then _picket \"$@\"; else compdef _picket picket; fi\n");
}

/* ---- fish ---- */

static void fish_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			(void)printf("\\");
		(void)printf("%c", *text);
	}
}

/* -n: of which commands it is an option; a line without a command is one of scan. */
static void fish_condition(unsigned commands)
{
	if ((commands & OPT_ALL) == OPT_ALL)
		return;
	(void)printf(" -n '");
	if (commands & OPT_SCAN)
		(void)printf("not __fish_seen_subcommand_from $__picket_commands; or ");
	(void)printf("__fish_seen_subcommand_from");
	for (const struct cmd *c = cmd_table; c->name; c++)
		if (commands & c->bit)
			(void)printf(" %s", c->name);
	(void)printf("'");
}

static void fish_option(const struct opt *o)
{
	enum value value = value_of(o);

	(void)printf("complete -c picket");
	fish_condition(o->commands);
	(void)printf(" -l %s", o->name);
	if (o->letter)
		(void)printf(" -s %c", o->letter);
	if (value == VALUE_FILE)
		(void)printf(" -rF");
	else if (value != VALUE_NONE)
		(void)printf(" -x");
	if (value == VALUE_WORDS || value == VALUE_FORMAT) {
		(void)printf(" -a '");
		print_values(o);
		(void)printf("'");
	}
	(void)printf(" -d '");
	fish_text(o->help);
	(void)printf("'\n");
}

static void fish(void)
{
	(void)printf("# fish completion of picket\nset -g __picket_commands");
	for (const struct cmd *c = cmd_table; c->name; c++)
		(void)printf(" %s", c->name);
	(void)printf("\n");
	for (const struct cmd *c = cmd_table; c->name; c++) {
		(void)printf("complete -c picket -n __fish_use_subcommand -a %s -d '", c->name);
		fish_text(c->about);
		(void)printf("'\n");
	}
	for (const struct opt *o = opt_table; o->name; o++)
		fish_option(o);
}

int cmd_completions(struct opts *o)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };
	struct pk_err err;

	for (size_t i = 0; o->operands.n == 1 && i < sizeof(shells) / sizeof(*shells); i++) {
		if (strcmp(o->operands.v[0], shells[i].name) != 0)
			continue;
		shells[i].print();
		return EXIT_CLEAN;
	}
	(void)err_set(&err, PK_EUSAGE, NULL, 0, "name one shell: picket completions bash, zsh or fish");
	return cmd_fail(&err);
}
