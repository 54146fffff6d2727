#include "notebook.h"

#include "source/lex/lexical.h"
#include "util/map.h"

/* Accounts that are no person's. */
static bool is_nobody(struct str name)
{
	static const char *const names[] = { "user",      "username",
					     "users",     "you",
					     "your",      "yourname",
					     "me",        "name",
					     "root",      "admin",
					     "ubuntu",    "debian",
					     "centos",    "ec2-user",
					     "jovyan",    "jupyter",
					     "notebook",  "sagemaker-user",
					     "azureuser", "vagrant",
					     "docker",    "runner",
					     "circleci",  "travis",
					     "conda",     "anaconda",
					     "linuxbrew", "build",
					     "builder",   "ci",
					     "vsts",      "codespace",
					     "gitpod",    "studio-lab-user",
					     "Shared",    "Public",
					     "Default",   "default",
					     "app",       "appuser",
					     "nobody",    "work",
					     "workspace", "content",
					     "data" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_is(name, names[i]))
			return true;
	return name.n < 2;
}

static bool is_name_char(char c)
{
	return pk_is_word_byte(c) || c == '.' || c == '-';
}

/* The name at `at`, which a separator must end; "" when there is none. */
static struct str name_at(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.n && end - at < 64 && is_name_char(text.p[end]))
		end++;
	if (end == text.n || (text.p[end] != '/' && text.p[end] != '\\'))
		return STR("");
	return str_slice(text, at, end);
}

static void look_for(const struct pk_rule *rule, struct pk_unit *u, struct pk_sink *out, struct str folder, struct map *seen)
{
	for (size_t at = 0; (at = str_find(u->text, folder, at)) != SIZE_MAX; at += folder.n) {
		struct str name = name_at(u->text, at + folder.n);
		bool fresh;

		if (name.n == 0 || is_nobody(name) || (at && is_name_char(u->text.p[at - 1]) && folder.p[0] == '/'))
			continue;
		(void)map_put(seen, name, &fresh);
		if (fresh)
			(void)pk_emit(out, rule, u, (struct span){ (uint32_t)at, (uint32_t)(at + folder.n + name.n) });
	}
}

void pk_notebook_homes(const struct pk_rule *rule, struct pk_unit *outputs, struct pk_sink *out)
{
	struct map seen;

	map_init(&seen, &outputs->scratch->arena);
	look_for(rule, outputs, out, STR("/home/"), &seen);
	look_for(rule, outputs, out, STR("/Users/"), &seen);
	look_for(rule, outputs, out, STR("C:\\Users\\"), &seen);
	look_for(rule, outputs, out, STR("C:\\\\Users\\\\"), &seen);
}
