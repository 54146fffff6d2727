#include "opts.h"

#include <stdio.h>

#include "util/limits.h"
#include "util/vec.h"

/* ---- finding an option ---- */

const struct opt *opts_find(struct str name)
{
	for (const struct opt *o = opt_table; o->name; o++)
		if (str_is(name, o->name))
			return o;
	return NULL;
}

static const struct opt *find_letter(char letter)
{
	for (const struct opt *o = opt_table; o->name; o++)
		if (o->letter == letter)
			return o;
	return NULL;
}

/* Edit distance, capped: words here are short. */
static unsigned distance(struct str a, struct str b)
{
	unsigned row[32];

	if (a.n >= 32 || b.n >= 32)
		return 32;
	for (unsigned j = 0; j <= b.n; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a.n; i++) {
		unsigned corner = row[0];

		row[0] = i;
		for (unsigned j = 1; j <= b.n; j++) {
			unsigned best = corner + (a.p[i - 1] != b.p[j - 1]);

			corner = row[j];
			if (best > row[j] + 1)
				best = row[j] + 1;
			if (best > row[j - 1] + 1)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b.n];
}

const char *opts_closest(const char *typed, const char *const *words)
{
	const char *best = NULL;
	unsigned best_d = 3;

	for (; *words; words++) {
		unsigned d = distance(str_from(typed), str_from(*words));

		if (d < best_d && d < strlen(*words)) {
			best = *words;
			best_d = d;
		}
	}
	return best;
}

static int unknown(struct str name, unsigned command, struct pk_err *err)
{
	const char *words[OPT_MAX + 1], *guess;
	char typed[64];
	unsigned n = 0;

	(void)snprintf(typed, sizeof(typed), "%.*s", STR_ARG(name));
	for (const struct opt *o = opt_table; o->name && n < OPT_MAX; o++)
		if (o->commands & command)
			words[n++] = o->name;
	words[n] = NULL;
	guess = opts_closest(typed, words);
	if (guess)
		return err_set(err, PK_EUSAGE, NULL, 0, "unknown option --%s: did you mean --%s?", typed, guess);
	return err_set(err, PK_EUSAGE, NULL, 0, "unknown option --%s: see picket --help", typed);
}

/* ---- values ---- */

static bool parse_number(struct str s, uint64_t *out)
{
	int64_t n;

	if (!str_to_int(s, &n) || n < 0)
		return false;
	*out = (uint64_t)n;
	return true;
}

static bool parse_bytes(struct str s, uint64_t *out)
{
	static const char units[] = "KMG";
	unsigned shift = 0;
	const char *unit;

	if (s.n && (s.p[s.n - 1] == 'B' || s.p[s.n - 1] == 'b'))
		s.n--;
	if (s.n && (unit = strchr(units, s.p[s.n - 1] & ~0x20)) && *unit) {
		shift = 10 * (unsigned)(unit - units + 1);
		s.n--;
	}
	return s.n <= 8 && parse_number(s, out) && (*out <<= shift, true);
}

static bool parse_ms(struct str s, uint64_t *out)
{
	uint64_t factor = 1;

	if (str_ends(s, STR("ms")))
		s.n -= 2;
	else if (str_ends(s, STR("s")))
		s.n--, factor = 1000;
	return s.n <= 8 && parse_number(s, out) && (*out *= factor, true);
}

static bool parse_choice(const char *choices, const char *value, int *out)
{
	struct str rest = str_from(choices), word;

	for (*out = 0; str_cut(&rest, ' ', &word); ++*out)
		if (str_eq_fold(word, str_from(value)))
			return true;
	return false;
}

static void add_words(struct arena *a, struct opt_list *list, const char *value)
{
	struct str rest = str_from(value), word;

	while (str_cut(&rest, ',', &word)) {
		word = str_trim(word);
		if (word.n)
			vec_push(a, list, arena_strdup(a, word));
	}
}

static bool set(struct opts *o, const struct opt *opt, const char *value)
{
	void *at = (char *)o + opt->at;

	switch (opt->type) {
	case OPT_FLAG:
		*(bool *)at = true;
		return true;
	case OPT_TEXT:
		*(const char **)at = value;
		return true;
	case OPT_TEXTS:
		vec_push(o->arena, (struct opt_list *)at, value);
		return true;
	case OPT_WORDS:
		add_words(o->arena, at, value);
		return true;
	case OPT_CHOICE:
		return parse_choice(opt->choices, value, at);
	case OPT_NUMBER:
		return parse_number(str_from(value), at);
	case OPT_BYTES:
		return parse_bytes(str_from(value), at);
	case OPT_MS:
		return parse_ms(str_from(value), at);
	}
	return false;
}

/* Sets it, or says what it may be; dashes: "--" when it was written as an option. */
static int set_or_refuse(struct opts *o, const struct opt *opt, const char *value, const char *dashes, struct pk_err *err)
{
	if (set(o, opt, value))
		return PK_OK;
	if (opt->type == OPT_CHOICE)
		return err_set(err, PK_EUSAGE, NULL, 0, "%s%s cannot be \"%s\": write one of %s", dashes, opt->name, value, opt->choices);
	return err_set(err, PK_EUSAGE, NULL, 0, "%s%s cannot be \"%s\": write %s", dashes, opt->name, value,
		       opt->type == OPT_NUMBER ? "a number" :
		       opt->type == OPT_BYTES  ? "a size like 500K or 64M" :
						 "a time like 500ms or 2s");
}

static int give(struct opts *o, const struct opt *opt, const char *value, struct pk_err *err)
{
	o->from[opt - opt_table] = OPT_GIVEN;
	return set_or_refuse(o, opt, value, "--", err);
}

/* What the command line selects stands alone; what it ignores is ignored as well. */
int opts_set(struct opts *o, const struct opt *opt, const char *value, uint32_t line, struct pk_err *err)
{
	uint32_t *from = &o->from[opt - opt_table];
	bool adds = opt->type == OPT_WORDS && opt->at != offsetof(struct opts, select);

	if (*from == OPT_GIVEN && !adds)
		return PK_OK;
	if (*from != OPT_GIVEN)
		*from = line;
	return set_or_refuse(o, opt, value, "", err);
}

/* ---- the command line ---- */

struct parser {
	struct opts *o;
	unsigned command;
	int argc, at; /* at: the argument being read */
	char **argv;
	struct pk_err *err;
};

static int check_command(const struct parser *p, const struct opt *opt)
{
	if (opt->commands & p->command)
		return PK_OK;
	return err_set(p->err, PK_EUSAGE, NULL, 0, "--%s is no option of this command: see its --help", opt->name);
}

/* An option that takes a value: what stands behind it, or the next argument. */
static int set_with_value(struct parser *p, const struct opt *opt, const char *attached)
{
	if (!attached && p->at + 1 < p->argc)
		attached = p->argv[++p->at];
	if (!attached)
		return err_set(p->err, PK_EUSAGE, NULL, 0, "--%s needs a value: --%s %s", opt->name, opt->name, opt->arg);
	return give(p->o, opt, attached, p->err);
}

static int parse_long(struct parser *p, const char *text)
{
	const char *equals = strchr(text, '=');
	struct str name = { text, equals ? (size_t)(equals - text) : strlen(text) };
	const struct opt *opt = opts_find(name);

	if (!opt)
		return unknown(name, p->command, p->err);
	if (check_command(p, opt) != PK_OK)
		return p->err->code;
	if (opt->arg)
		return set_with_value(p, opt, equals ? equals + 1 : NULL);
	if (equals)
		return err_set(p->err, PK_EUSAGE, NULL, 0, "--%s takes no value: write --%s", opt->name, opt->name);
	return give(p->o, opt, NULL, p->err);
}

/* "-qj4": flags in a row, the last may take a value. */
static int parse_letters(struct parser *p, const char *letters)
{
	for (; *letters; letters++) {
		const struct opt *opt = find_letter(*letters);

		if (!opt)
			return err_set(p->err, PK_EUSAGE, NULL, 0, "unknown option -%c: see picket --help", *letters);
		if (check_command(p, opt) != PK_OK)
			return p->err->code;
		if (opt->arg)
			return set_with_value(p, opt, letters[1] ? letters + 1 : NULL);
		(void)give(p->o, opt, NULL, p->err);
	}
	return PK_OK;
}

int opts_parse(struct opts *o, struct arena *arena, unsigned command, int argc, char **argv, struct pk_err *err)
{
	struct parser p = { .o = o, .command = command, .argc = argc, .argv = argv, .err = err };
	bool only_operands = false;
	int rc = PK_OK;

	*o = (struct opts){
		.arena = arena,
		.max_file_size = PK_MAX_FILE_BYTES,
		.timeout = PK_FILE_TIMEOUT_MS,
		.verify_timeout = PK_VERIFY_TIMEOUT_MS,
	};
	for (; rc == PK_OK && p.at < argc; p.at++) {
		const char *arg = argv[p.at];

		if (only_operands || arg[0] != '-' || arg[1] == '\0')
			vec_push(arena, &o->operands, arg);
		else if (strcmp(arg, "--") == 0)
			only_operands = true;
		else if (arg[1] == '-')
			rc = parse_long(&p, arg + 2);
		else
			rc = parse_letters(&p, arg + 1);
	}
	return rc;
}

/* ---- help ---- */

static void print_option(const struct opt *o)
{
	char left[64];

	(void)snprintf(left, sizeof(left), "%c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ', o->letter ? "," : " ",
		       o->name, o->arg ? " " : "", o->arg ? o->arg : "");
	(void)printf("  %-27s %s", left, o->help);
	if (o->choices) {
		struct str rest = str_from(o->choices), word;
		const char *before = " (";

		for (; str_cut(&rest, ' ', &word); before = ", ")
			(void)printf("%s%.*s", before, STR_ARG(word));
		(void)printf(")");
	}
	(void)printf("\n");
}

void opts_help(unsigned command)
{
	const char *group = "";

	for (const struct opt *o = opt_table; o->name; o++) {
		if (!(o->commands & command))
			continue;
		if (strcmp(group, o->group) != 0)
			(void)printf("\n%s:\n", o->group);
		group = o->group;
		print_option(o);
	}
}
