#include "explain.h"

struct str pk_explain_sentence(struct str message)
{
	struct str s = str_trim(message);

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\n' ||
		    ((s.p[i] == '.' || s.p[i] == '?' || s.p[i] == '!') && i + 1 < s.n && (s.p[i + 1] == ' ' || s.p[i + 1] == '\n')))
			return str_slice(s, 0, s.p[i] == '\n' ? i : i + 1);
	return s;
}

uint32_t pk_explain_list(const struct pk_rule *rule, const char *key, struct str out[PK_EXPLAIN_MAX])
{
	const struct yaml *value = yaml_get(rule->metadata, key);
	uint32_t n = 0;

	if (value && value->kind == YAML_SCALAR)
		out[n++] = yaml_scalar(value);
	yaml_each(item, value)
		if (item->kind == YAML_SCALAR && n < PK_EXPLAIN_MAX)
			out[n++] = yaml_scalar(item);
	return n;
}

struct str pk_explain_cwe(struct str cwe)
{
	size_t n = 4;

	if (!str_starts(cwe, STR("CWE-")))
		return STR("");
	while (n < cwe.n && cwe.p[n] >= '0' && cwe.p[n] <= '9')
		n++;
	return str_slice(cwe, 4, n);
}

static void paragraph(struct buf *out, const char *heading, struct str text)
{
	if (!text.n)
		return;
	if (out->n)
		buf_adds(out, "\n");
	buf_printf(out, "%s%.*s\n", heading, STR_ARG(str_trim(text)));
}

/* A fence longer than any run of backticks in the code, so that the code cannot close it. */
static void code_block(struct buf *out, const char *heading, struct str code)
{
	static const char ticks[] = "``````````";
	int longest = 0, run = 0;

	if (!code.n)
		return;
	for (size_t i = 0; i < code.n; i++) {
		run = code.p[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	longest = longest < 3 ? 3 : longest < 9 ? longest + 1 : 10;
	if (out->n)
		buf_adds(out, "\n");
	buf_printf(out, "%s\n\n%.*spython\n%.*s\n%.*s\n", heading, longest, ticks, STR_ARG(str_trim(code)), longest, ticks);
}

void pk_explain_text(struct buf *out, const struct pk_rule *rule)
{
	struct str links[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(rule, "references", links);

	paragraph(out, "Why: ", rule->why);
	paragraph(out, "Found:\n", rule->example);
	paragraph(out, "Write instead:\n", rule->instead);
	for (uint32_t i = 0; i < n; i++)
		paragraph(out, i ? "" : "Read on:\n", links[i]);
	if (!out->n)
		paragraph(out, "", rule->message);
}

void pk_explain_markdown(struct buf *out, const struct pk_rule *rule)
{
	struct str links[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(rule, "references", links);

	paragraph(out, "**Why.** ", rule->why);
	code_block(out, "**Found**", rule->example);
	code_block(out, "**Write instead**", rule->instead);
	if (n && out->n)
		buf_addc(out, '\n');
	for (uint32_t i = 0; i < n; i++)
		buf_printf(out, "- <%.*s>\n", STR_ARG(links[i]));
	if (!out->n)
		paragraph(out, "", rule->message);
}
