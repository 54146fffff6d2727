#include "package.h"

#include "decide.h"
#include "release.h"
#include "util/limits.h"

enum { COMMIT_DIGITS = 40 };

static struct str text_of(const struct pk_place_of_packages *in, struct span at)
{
	return str_slice(in->unit->text, at.start, at.end);
}

static struct pk_finding *say_verdict(const struct pk_place_of_packages *in, struct span at, struct pk_verdict verdict)
{
	if (in->hurry->said[verdict.rule] == PK_MAX_MATCHES_PER_RULE)
		return NULL;
	in->hurry->said[verdict.rule]++;
	return pk_judge_say(in->plan, in->unit, in->out, at, verdict);
}

static void say(const struct pk_place_of_packages *in, enum pk_imports_rule rule, struct span at, struct str right)
{
	(void)say_verdict(in, at, (struct pk_verdict){ rule, right, STR_NONE });
}

static struct span trim(const struct pk_place_of_packages *in, struct span at)
{
	struct str text = text_of(in, at), inside = str_trim(text);
	uint32_t start = at.start + (uint32_t)(inside.p - text.p);

	return (struct span){ start, start + (uint32_t)inside.n };
}

/* ---- names ---- */

/* What the policy says; true when it forbids the package. */
static bool is_forbidden(const struct pk_place_of_packages *in, struct span name)
{
	struct str scope = in->scope.end ? text_of(in, in->scope) : in->unit->text;
	struct str why = pk_decide_package(in->plan->policy, in->out->arena, text_of(in, name));
	struct str index = pk_decide_index(in->plan->policy, text_of(in, name), scope);

	if (index.n)
		say(in, PK_RULE_INTERNAL_PACKAGE, name, index);
	if (why.n)
		say(in, PK_RULE_BLOCKED_PACKAGE, name, why);
	return why.n != 0;
}

void pk_package_name(const struct pk_place_of_packages *in, struct span name)
{
	struct pk_verdict verdict;
	struct pk_finding *f;

	if (pk_hurry_late(in->hurry, in->unit->scratch))
		return;
	if ((in->plan->policy && is_forbidden(in, name)) || pk_decide_trusts(in->plan->policy, text_of(in, name)))
		return;
	verdict = pk_judge_package(in->out->arena, text_of(in, name), in->is_conda);
	if (verdict.rule == PK_RULE_NONE)
		return;
	f = say_verdict(in, name, verdict);
	if (f && verdict.fix.n && !in->is_lock)
		pk_judge_fix(in->unit, in->out->arena, name, verdict.fix, f);
}

/* ---- where things come from ---- */

static bool is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f') || (s.p[i] >= 'A' && s.p[i] <= 'F')))
			return false;
	return true;
}

static bool is_commit(struct str s)
{
	return s.n >= COMMIT_DIGITS && is_hex(str_slice(s, 0, COMMIT_DIGITS)) &&
	       (s.n == COMMIT_DIGITS || !is_hex(str_slice(s, COMMIT_DIGITS, COMMIT_DIGITS + 1)));
}

/* A commit behind an `@`, `#` or `=` of the address. */
static bool names_commit(struct str url)
{
	for (size_t i = 0; i + COMMIT_DIGITS < url.n; i++)
		if ((url.p[i] == '@' || url.p[i] == '#' || url.p[i] == '=' || url.p[i] == '/') && is_commit(str_slice(url, i + 1, url.n)))
			return true;
	return false;
}

static bool has(struct str text, const char *part)
{
	return str_find(text, str_from(part), 0) != SIZE_MAX;
}

static bool is_here(struct str url)
{
	return has(url, "://localhost") || has(url, "://127.0.0.1") || has(url, "://[::1]");
}

static bool is_cleartext(struct str url)
{
	return (str_starts(url, STR("http://")) || has(url, "+http://") || str_starts(url, STR("git://"))) && !is_here(url);
}

static bool is_repository(struct str url)
{
	static const char *const schemes[] = { "git+", "hg+", "svn+", "bzr+", "git://", "git@", "ssh://" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (str_starts(url, str_from(schemes[i])))
			return true;
	return str_ends(url, STR(".git"));
}

/* An archive of what a branch is today. */
static bool is_moving_archive(struct str url)
{
	static const char *const parts[] = { "/archive/main", "/archive/master", "/archive/refs/heads/",
					     "/zipball/",     "/tarball/",       "/archive/dev" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (has(url, parts[i]))
			return !names_commit(url);
	return false;
}

void pk_package_repository(const struct pk_place_of_packages *in, struct span url, struct span revision)
{
	struct str address = text_of(in, url);

	if (!is_commit(text_of(in, revision)) && !names_commit(address) && !str_starts(address, STR("file:")) && address.p[0] != '.')
		say(in, PK_RULE_UNPINNED_SOURCE, url, address);
}

static void judge_source(const struct pk_place_of_packages *in, struct span url, bool hashed)
{
	struct str address = text_of(in, url);

	if (!address.n || str_starts(address, STR("file:")))
		return;
	if (is_cleartext(address) && !hashed && !has(address, "sha256="))
		say(in, PK_RULE_CLEARTEXT_SOURCE, url, address);
	else if (is_repository(address) || is_moving_archive(address))
		pk_package_repository(in, url, (struct span){ url.start, url.start });
	else if (!hashed && !has(address, "sha256="))
		say(in, PK_RULE_PACKAGE_WITHOUT_HASH, url, address);
}

void pk_package_unchecked(const struct pk_place_of_packages *in, struct span at)
{
	struct str host = text_of(in, at);

	if (!in->is_code && host.n && !str_starts(host, STR("localhost")) && !str_starts(host, STR("127.0.0.1")))
		say(in, PK_RULE_CLEARTEXT_SOURCE, at, host);
}

/* Indexes that hold the builds of one framework, and whose names are its own. */
static bool is_framework_index(struct str url)
{
	static const char *const hosts[] = { "https://download.pytorch.org/",
					     "https://pypi.nvidia.com",
					     "https://pypi.ngc.nvidia.com",
					     "https://storage.googleapis.com/jax-releases",
					     "https://storage.googleapis.com/libtpu-",
					     "https://developer.download.nvidia.com/",
					     "https://wheels.vllm.ai/",
					     "https://pip.repos.neuron.amazonaws.com",
					     "https://data.pyg.org/" };

	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		struct str host = str_from(hosts[i]);

		if (str_starts(url, host) &&
		    (url.n == host.n || url.p[host.n] == '/' || str_ends(host, STR("/")) || str_ends(host, STR("-"))))
			return true;
	}
	return false;
}

void pk_package_index(const struct pk_place_of_packages *in, struct span url, bool other)
{
	struct str address = text_of(in, url);

	if (in->is_code)
		return;
	if (is_cleartext(address))
		say(in, PK_RULE_CLEARTEXT_SOURCE, url, address);
	else if (other && str_starts(address, STR("https://")) && !is_framework_index(address))
		say(in, PK_RULE_OTHER_INDEX, url, address);
}

/* ---- requirements ---- */

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || (c & 0x80);
}

static bool is_source(struct str text)
{
	size_t at = str_find(text, STR("://"), 0), quote = str_find(text, STR("@ "), 0);

	return (at != SIZE_MAX && quote == SIZE_MAX) || str_starts(text, STR("git+")) || str_starts(text, STR("git@"));
}

/* Up to the blank in front of a marker or comment. */
static struct span first_word(struct str text, struct span at)
{
	for (uint32_t i = at.start; i < at.end; i++)
		if (text.p[i] == ' ' || text.p[i] == '\t')
			return (struct span){ at.start, i };
	return at;
}

/* One version and no other: == without a star. */
static bool is_pinned(struct str versions)
{
	size_t sign = str_find(versions, STR("=="), 0), marker = str_find(versions, STR(";"), 0);

	return sign < marker && !has(str_slice(versions, sign, marker < versions.n ? marker : versions.n), "*");
}

static void judge_versions(const struct pk_place_of_packages *in, struct span name, struct span rest, bool hashed)
{
	if (!is_pinned(text_of(in, rest)))
		say(in, PK_RULE_UNPINNED_PACKAGE, name, text_of(in, name));
	else if (!hashed)
		say(in, PK_RULE_PACKAGE_WITHOUT_HASH, name, text_of(in, name));
}

void pk_package_requirement(const struct pk_place_of_packages *in, struct span at, bool hashed)
{
	struct str text = in->unit->text;
	struct span name, rest;

	at = trim(in, at);
	if (is_source(text_of(in, at))) {
		judge_source(in, first_word(text, at), hashed);
		return;
	}
	for (name = (struct span){ at.start, at.start }; name.end < at.end && is_name_byte(text.p[name.end]); name.end++)
		;
	rest = trim(in, (struct span){ name.end, at.end });
	if (name.start == name.end || text.p[name.start] == '.' || text.p[name.start] == '-')
		return;
	if (rest.start < rest.end && text.p[rest.start] == '[')
		while (rest.start < rest.end && text.p[rest.start++] != ']')
			;
	rest = trim(in, rest);
	if (rest.start < rest.end && !strchr("<>=!~;@(,", text.p[rest.start]))
		return;
	pk_package_name(in, name);
	pk_release_say(in, name, rest);
	if (rest.start < rest.end && text.p[rest.start] == '@')
		judge_source(in, first_word(text, trim(in, (struct span){ rest.start + 1, rest.end })), hashed);
	else if (in->is_installed && !in->is_conda)
		judge_versions(in, name, rest, hashed);
}
