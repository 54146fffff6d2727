/* man: the manual page in roff, made of the tables of commands, options and formats. */
#include "man.h"

#include <stdio.h>

#include "cmd.h"
#include "report/report.h"
#include "settings.h"

static const char description[] = ".SH DESCRIPTION\n"
				  "picket reads what a machine-learning repository holds\n"
				  "(Python, notebooks, plain text, dependency files, model files)\n"
				  "and says what in it can run an attacker's code or give away a credential.\n"
				  "Nothing that is scanned is ever run or loaded.\n"
				  "Without a PATH the current folder is read;\n"
				  ".B \\-\n"
				  "is standard input.\n";

static const char settings[] = ".SH SETTINGS FILE\n"
			       "The nearest\n"
			       ".IR picket.yaml ,\n"
			       "or\n"
			       ".I [tool.picket]\n"
			       "in\n"
			       ".IR pyproject.toml ,\n"
			       "of the folder that holds all PATHs or one above it, up to the top of the repository.\n"
			       "Options of the command line win over it, but what they ignore is ignored as well.\n"
			       ".B picket config\n"
			       "prints what is in force and where it comes from.\n"
			       "Paths are about the folder of the file.\n"
			       "These keys have no option:\n";

static const char ending[] = ".SH SUPPRESSIONS\n"
			     ".TP\n"
			     ".B # picket: ignore[rule\\-id] reason\n"
			     "on the line of a finding or alone above it takes the finding back\n"
			     ".TP\n"
			     ".B # picket: ignore\\-file[rule\\-id] reason\n"
			     "anywhere in a file does so for all of it\n"
			     ".PP\n"
			     ".BR \"# nosec\" ,\n"
			     ".B # nosemgrep\n"
			     "and\n"
			     ".B # noqa: rule\\-id\n"
			     "are honoured.\n"
			     "A suppression that suppresses nothing is itself a finding.\n"
			     ".SH EXIT STATUS\n"
			     ".TP\n.B 0\nnothing was found\n"
			     ".TP\n.B 1\nsomething was found\n"
			     ".TP\n.B 2\nthe run itself failed: a bad option, rule or settings file, or a PATH that cannot be read\n"
			     ".SH EXAMPLES\n"
			     ".nf\n"
			     "picket\n"
			     "picket src notebooks \\-\\-severity high\n"
			     "picket \\-\\-format sarif \\-o picket.sarif\n"
			     "picket \\-\\-write\\-baseline known.json ; picket \\-\\-baseline known.json\n"
			     "picket history \\-\\-since origin/main\n"
			     "picket rules explain torch\\-load\n"
			     ".fi\n";

/* Text of roff: dashes as they are typed, no macro at the start. */
static void roff(struct str text)
{
	if (text.n && (text.p[0] == '.' || text.p[0] == '\''))
		(void)printf("\\&");
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '-')
			(void)printf("\\-");
		else if (text.p[i] == '\\')
			(void)printf("\\e");
		else
			(void)putchar(text.p[i]);
	}
}

static void roffs(const char *text)
{
	roff(str_from(text));
}

static void commands(void)
{
	(void)printf(".SH COMMANDS\n");
	for (const struct cmd *c = cmd_table; c->name; c++) {
		(void)printf(".TP\n.B ");
		roffs(c->name);
		if (*c->operands)
			(void)printf(" ");
		roffs(c->operands);
		(void)printf("\n");
		roffs(c->about);
		(void)printf("\n");
	}
}

/* "(rules, test)": which commands take an option that not only scan does. */
static void takers(const struct opt *o)
{
	const char *before = " (of ";

	unsigned others = o->commands & ~(unsigned)(OPT_SCAN | OPT_CONFIG | OPT_SETTING | OPT_HISTORY);

	if ((o->commands & OPT_ALL) == OPT_ALL || (!others && (o->commands & OPT_SCAN)))
		return;
	for (const struct cmd *c = cmd_table; c->name; c++) {
		if (!(c->bit & o->commands) || c->bit == OPT_CONFIG)
			continue;
		(void)printf("%s%s", before, c->name);
		before = ", ";
	}
	(void)printf(")");
}

static void option(const struct opt *o)
{
	(void)printf(".TP\n.B ");
	if (o->letter)
		(void)printf("\\-%c, ", o->letter);
	(void)printf("\\-\\-");
	roffs(o->name);
	if (o->arg)
		(void)printf(" \\fI%s\\fR", o->arg);
	(void)printf("\n");
	roffs(o->help);
	takers(o);
	if (o->choices) {
		(void)printf("\n.br\none of: ");
		roffs(o->choices);
	}
	(void)printf("\n");
}

static void options(void)
{
	const char *group = "";

	(void)printf(".SH OPTIONS\n");
	for (const struct opt *o = opt_table; o->name; o++) {
		if (strcmp(group, o->group) != 0)
			(void)printf(".SS %s\n", o->group);
		group = o->group;
		option(o);
	}
}

static void formats(void)
{
	(void)printf(".SH FORMATS\n");
	for (const struct pk_reporter *const *r = pk_reporters; *r; r++) {
		(void)printf(".TP\n.B ");
		roffs((*r)->name);
		(void)printf("\n");
		roffs((*r)->about);
		if (*(*r)->extensions) {
			(void)printf(", for ");
			roffs((*r)->extensions);
		}
		(void)printf("\n");
	}
}

static void setting_names(void)
{
	const char *before = "";

	for (const struct settings_key *key = settings_keys; key->name; key++) {
		(void)printf(".TP\n.B ");
		roffs(key->name);
		(void)printf("\n");
		roffs(key->about);
		(void)printf("\n");
	}
	(void)printf(".PP\nThese are the options of the same name:\n");
	for (const struct opt *o = opt_table; o->name; o++) {
		if (!(o->commands & OPT_SETTING))
			continue;
		(void)printf("%s", before);
		roffs(o->name);
		before = ",\n";
	}
	(void)printf(".\n");
}

void man_print(void)
{
	(void)printf(".TH PICKET 1 \"\" \"picket %s\" \"User Commands\"\n"
		     ".SH NAME\npicket \\- a security linter for machine\\-learning source trees\n.SH SYNOPSIS\n",
		     PK_VERSION);
	for (const struct cmd *c = cmd_table; c->name; c++) {
		(void)printf("%s.B picket %s\n", c == cmd_table ? "" : ".br\n", c == cmd_table ? "[scan]" : c->name);
		if (!*c->operands)
			continue;
		roffs(c->operands);
		(void)printf("\n");
	}
	(void)printf("%s", description);
	commands();
	options();
	formats();
	(void)printf("%s", settings);
	setting_names();
	(void)printf("%s", ending);
}
