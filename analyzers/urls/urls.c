/*
 * urls: the addresses in code, shell lines, settings and lists of dependencies, as facts for whoever holds them against lists of reported
 * ones: ("url", the address, ""). Nothing without the sink's asking.
 */
#include "analyzer.h"

enum { MAX_URL = 4096, MAX_URLS = 2000 };

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	(void)err;
	*plan_out = (void *)(uintptr_t)pk_rules_find(rules, STR("url-reported"));
	return PK_OK;
}

/* Where an address ends in code or text. */
static bool is_end(char c)
{
	return (unsigned char)c <= ' ' || strchr("\"'`<>{}|\\^()[],", c) != NULL;
}

static size_t length_of(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.n && end - at < MAX_URL && !is_end(text.p[end]))
		end++;
	while (end > at && memchr(".;:!", text.p[end - 1], 4))
		end--;
	return end - at;
}

static int run(const void *plan, struct pk_unit *u, struct pk_sink *out)
{
	uint32_t n = 0;

	(void)plan;
	if (!out->urls)
		return PK_OK;
	for (size_t at = 0; n < MAX_URLS && (at = str_find(u->text, STR("http"), at)) != SIZE_MAX; at += 4) {
		struct str rest = str_slice(u->text, at, u->text.n);
		size_t scheme = str_starts(rest, STR("https://")) ? 8 : 7, len;

		if (scheme == 7 && !str_starts(rest, STR("http://")))
			continue;
		len = length_of(u->text, at);
		if (len <= scheme)
			continue;
		pk_fact(out, "url", str_slice(rest, 0, len), STR(""), u, (struct span){ (uint32_t)at, (uint32_t)(at + len) });
		n++;
	}
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_urls = {
	.name = "urls",
	.about = "addresses in code, for --reputation",
	.accepts = PK_PYTHON | PK_SHELL | PK_TEXT | PK_DEPS,
	.compile = compile,
	.run = run,
};
