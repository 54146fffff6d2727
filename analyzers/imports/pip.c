#include "pip.h"

#include "util/limits.h"

static struct str word_at(const struct pk_place_of_packages *in, const struct pk_pip_words *words, uint32_t i)
{
	return i < words->n ? str_slice(in->unit->text, words->v[i].start, words->v[i].end) : STR("");
}

/* ---- options ---- */

enum option {
	OPTION_FLAG,  /* takes no value */
	OPTION_VALUE, /* takes one that says nothing here */
	OPTION_INDEX,
	OPTION_OTHER_INDEX,
	OPTION_LINKS,
	OPTION_TRUST,
	OPTION_FILE,
	OPTION_EDITABLE,
};

static const struct {
	const char *name;
	enum option means;
} options[] = {
	{ "-i", OPTION_INDEX },
	{ "--index-url", OPTION_INDEX },
	{ "--index", OPTION_INDEX },
	{ "--default-index", OPTION_INDEX },
	{ "--pypi-url", OPTION_INDEX },
	{ "--extra-index-url", OPTION_OTHER_INDEX },
	{ "-f", OPTION_LINKS },
	{ "--find-links", OPTION_LINKS },
	{ "--trusted-host", OPTION_TRUST },
	{ "--allow-insecure-host", OPTION_TRUST },
	{ "-r", OPTION_FILE },
	{ "--requirement", OPTION_FILE },
	{ "-c", OPTION_FILE },
	{ "--constraint", OPTION_FILE },
	{ "-e", OPTION_EDITABLE },
	{ "--editable", OPTION_EDITABLE },
	{ "-t", OPTION_VALUE },
	{ "--target", OPTION_VALUE },
	{ "-d", OPTION_VALUE },
	{ "--dest", OPTION_VALUE },
	{ "-w", OPTION_VALUE },
	{ "--wheel-dir", OPTION_VALUE },
	{ "--prefix", OPTION_VALUE },
	{ "-p", OPTION_VALUE },
	{ "--python", OPTION_VALUE },
	{ "--root", OPTION_VALUE },
	{ "--src", OPTION_VALUE },
	{ "--platform", OPTION_VALUE },
	{ "--python-version", OPTION_VALUE },
	{ "--implementation", OPTION_VALUE },
	{ "--abi", OPTION_VALUE },
	{ "--no-binary", OPTION_VALUE },
	{ "--only-binary", OPTION_VALUE },
	{ "--upgrade-strategy", OPTION_VALUE },
	{ "--progress-bar", OPTION_VALUE },
	{ "--global-option", OPTION_VALUE },
	{ "--config-settings", OPTION_VALUE },
	{ "--cache-dir", OPTION_VALUE },
	{ "--timeout", OPTION_VALUE },
	{ "--retries", OPTION_VALUE },
	{ "--proxy", OPTION_VALUE },
	{ "--cert", OPTION_VALUE },
	{ "--log", OPTION_VALUE },
	{ "--report", OPTION_VALUE },
	{ "--hash", OPTION_VALUE },
	{ "--group", OPTION_VALUE },
	{ "-n", OPTION_VALUE },
	{ "--name", OPTION_VALUE },
	{ "--channel", OPTION_VALUE },
	{ "--file", OPTION_VALUE },
	{ "--source", OPTION_VALUE },
	{ "--extras", OPTION_VALUE },
	{ "--extra", OPTION_VALUE },
	{ "--torch-backend", OPTION_VALUE },
};

static enum option option_named(struct str name)
{
	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++)
		if (str_is(name, options[i].name))
			return options[i].means;
	/* -qr and the like: the last letter says what follows */
	if (name.n > 2 && name.p[1] != '-' && (str_ends(name, STR("r")) || str_ends(name, STR("c"))))
		return OPTION_FILE;
	return OPTION_FLAG;
}

static void take_value(const struct pk_place_of_packages *in, enum option option, struct span value)
{
	switch (option) {
	case OPTION_INDEX:
	case OPTION_LINKS:
		pk_package_index(in, value, false);
		break;
	case OPTION_OTHER_INDEX:
		pk_package_index(in, value, true);
		break;
	case OPTION_TRUST:
		pk_package_unchecked(in, value);
		break;
	case OPTION_EDITABLE:
		pk_package_requirement(in, value, false);
		break;
	case OPTION_FILE:
		pk_package_index(in, value, false); /* may be an address */
		break;
	case OPTION_FLAG:
	case OPTION_VALUE:
		break;
	}
}

/* A word whose text is only known when the command runs. */
static bool is_computed(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (strchr("$`{}*\"'\\", word.p[i]) && word.p[i])
			return true;
	return word.n == 0;
}

static void take_requirement(const struct pk_place_of_packages *in, struct span at)
{
	struct str word = str_slice(in->unit->text, at.start, at.end);

	if (!is_computed(word) || str_find(word, STR("://"), 0) != SIZE_MAX)
		pk_package_requirement(in, at, false);
}

void pk_pip_options(const struct pk_place_of_packages *in, const struct pk_pip_words *words, uint32_t i)
{
	for (; i < words->n; i++) {
		struct str word = word_at(in, words, i);
		size_t sign = str_find(word, STR("="), 0);
		enum option option;

		if (word.n < 2 || word.p[0] != '-') {
			take_requirement(in, words->v[i]);
			continue;
		}
		option = option_named(str_slice(word, 0, sign < word.n ? sign : word.n));
		if (in->is_conda && str_is(word, "-c"))
			option = OPTION_INDEX;
		if (option == OPTION_FLAG)
			continue;
		if (sign < word.n)
			take_value(in, option, (struct span){ words->v[i].start + (uint32_t)sign + 1, words->v[i].end });
		else if (++i < words->n)
			take_value(in, option, words->v[i]);
	}
}

/* ---- commands ---- */

/* "pip" of "pip", "pip3.11", "/usr/bin/pip3" */
static struct str program_of(struct str word)
{
	struct str own = str_slice(word, str_rfind(word, '/') + 1, word.n);

	while (own.n && ((own.p[own.n - 1] >= '0' && own.p[own.n - 1] <= '9') || own.p[own.n - 1] == '.'))
		own.n--;
	return own;
}

static const struct {
	const char *program, *verb;
	bool conda;
} commands[] = {
	{ "pip", "install", false },  { "pip", "download", false },  { "pip", "wheel", false },         { "pipenv", "install", false },
	{ "pipx", "install", false }, { "uv", "add", false },        { "poetry", "add", false },        { "pdm", "add", false },
	{ "uvx", "", false },         { "easy_install", "", false }, { "conda", "install", true },      { "mamba", "install", true },
	{ "conda", "create", true },  { "mamba", "create", true },   { "micromamba", "install", true },
};

/* Behind the verb of a command that installs; 0 when word i begins none. */
static uint32_t behind_verb(const struct pk_place_of_packages *in, const struct pk_pip_words *words, uint32_t i, bool *conda)
{
	struct str program = program_of(word_at(in, words, i));
	uint32_t verb = i + 1;

	while (verb < words->n && word_at(in, words, verb).n && word_at(in, words, verb).p[0] == '-')
		verb++;
	for (size_t k = 0; k < sizeof(commands) / sizeof(*commands); k++) {
		if (!program.n || program.p[0] != commands[k].program[0] || !str_is(program, commands[k].program))
			continue;
		*conda = commands[k].conda;
		if (!commands[k].verb[0])
			return i + 1;
		if (str_is(word_at(in, words, verb), commands[k].verb))
			return verb + 1;
	}
	return 0;
}

/* A command that only speaks of others. */
static bool only_prints(struct str word)
{
	return str_is(word, "echo") || str_is(word, "printf") || str_is(word, "grep") || str_is(word, "man");
}

/* ---- settings ---- */

/* PIP_EXTRA_INDEX_URL=..., pip config set global.extra-index-url ... */
static enum option setting_named(struct str name)
{
	static const struct {
		const char *end;
		enum option means;
	} settings[] = {
		{ "EXTRA_INDEX_URL", OPTION_OTHER_INDEX },
		{ "extra-index-url", OPTION_OTHER_INDEX },
		{ "INDEX_URL", OPTION_INDEX },
		{ "index-url", OPTION_INDEX },
		{ "FIND_LINKS", OPTION_LINKS },
		{ "find-links", OPTION_LINKS },
		{ "TRUSTED_HOST", OPTION_TRUST },
		{ "trusted-host", OPTION_TRUST },
	};

	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++)
		if (str_ends(name, str_from(settings[i].end)))
			return settings[i].means;
	return OPTION_FLAG;
}

/* Variables of the environment that pip and uv read. */
static void take_variables(const struct pk_place_of_packages *in, const struct pk_pip_words *words)
{
	for (uint32_t i = 0; i < words->n; i++) {
		struct str word = word_at(in, words, i);
		size_t sign = str_find(word, STR("="), 0);
		struct span value;

		if (sign == SIZE_MAX || (!str_starts(word, STR("PIP_")) && !str_starts(word, STR("UV_"))))
			continue;
		value = (struct span){ words->v[i].start + (uint32_t)sign + 1, words->v[i].end };
		if (value.start < value.end && (in->unit->text.p[value.start] == '"' || in->unit->text.p[value.start] == '\''))
			value = (struct span){ value.start + 1, value.end - 1 };
		if (value.start < value.end)
			take_value(in, setting_named(str_slice(word, 0, sign)), value);
	}
}

static bool sets(const struct pk_place_of_packages *in, const struct pk_pip_words *words, uint32_t i)
{
	return i + 4 < words->n && str_is(program_of(word_at(in, words, i)), "pip") && str_is(word_at(in, words, i + 1), "config") &&
	       str_is(word_at(in, words, i + 2), "set");
}

void pk_pip_command(struct pk_place_of_packages in, const struct pk_pip_words *words)
{
	if (only_prints(word_at(&in, words, 0)))
		return;
	in.is_installed = true;
	if (words->n)
		in.scope = (struct span){ words->v[0].start, words->v[words->n - 1].end };
	take_variables(&in, words);
	for (uint32_t i = 0; i < words->n; i++) {
		uint32_t behind = behind_verb(&in, words, i, &in.is_conda);

		if (behind) {
			pk_pip_options(&in, words, behind);
			return;
		}
		if (sets(&in, words, i)) {
			take_value(&in, setting_named(word_at(&in, words, i + 3)), words->v[i + 4]);
			return;
		}
	}
}

/* ---- shell text ---- */

struct shell {
	struct str text;
	uint32_t at, end;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Blanks and continued lines. */
static void skip_blanks(struct shell *s)
{
	for (; s->at < s->end; s->at++) {
		if (s->text.p[s->at] == '\\' && s->at + 1 < s->end && (s->text.p[s->at + 1] == '\n' || s->text.p[s->at + 1] == '\r'))
			s->at++;
		else if (!is_blank(s->text.p[s->at]))
			return;
	}
}

static bool ends_command(char c)
{
	return c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
}

/* One word; its quotes are left out when they go round all of it. */
static struct span read_word(struct shell *s)
{
	struct span word = { s->at, s->at };
	char quote = 0, first = s->text.p[s->at];

	for (; s->at < s->end; s->at++) {
		char c = s->text.p[s->at];

		if (c == '\\' && s->at + 1 < s->end && s->text.p[s->at + 1] != '\n')
			s->at++;
		else if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? 0 : c;
		else if (!quote && (is_blank(c) || ends_command(c) || c == '>' || c == '<' || c == '\\'))
			break;
		else if (quote && c == '\n')
			break;
	}
	word.end = s->at;
	if (word.end - word.start > 1 && (first == '"' || first == '\'') && s->text.p[word.end - 1] == first) {
		word.start++;
		word.end--;
	}
	return word;
}

static void skip_redirection(struct shell *s)
{
	while (s->at < s->end && (s->text.p[s->at] == '>' || s->text.p[s->at] == '<' || s->text.p[s->at] == '&' || s->text.p[s->at] == '='))
		s->at++;
	skip_blanks(s);
	if (s->at < s->end && !ends_command(s->text.p[s->at]) && s->text.p[s->at] != '>' && s->text.p[s->at] != '<')
		(void)read_word(s);
}

static void read_command(struct shell *s, struct arena *a, struct pk_pip_words *words)
{
	words->n = 0;
	for (;;) {
		char c;

		skip_blanks(s);
		c = s->at < s->end ? s->text.p[s->at] : '\n';
		if (ends_command(c))
			return;
		if (c == '#') {
			while (s->at < s->end && s->text.p[s->at] != '\n')
				s->at++;
		} else if (c == '>' || c == '<') {
			skip_redirection(s);
		} else {
			struct span word = read_word(s);

			if (words->n < PK_MAX_MATCHES_PER_RULE)
				vec_push(a, words, word);
			s->at += s->at == word.start; /* a lone backslash */
		}
	}
}

void pk_pip_shell(const struct pk_place_of_packages *in, struct span at)
{
	struct shell s = { in->unit->text, at.start, at.end };
	struct pk_pip_words words = { 0 };

	for (; s.at < s.end; s.at++) {
		read_command(&s, &in->unit->scratch->arena, &words);
		if (words.n)
			pk_pip_command(*in, &words);
	}
}
