#include "question.h"

enum { LONGEST_HOST = 253 };

static int refuse(const struct pk_rule *rule, const struct yaml *y, struct pk_err *err, const char *what, const char *which)
{
	return err_set(err, PK_ERULE, rule->path.p, y->line, "rule %s: verify: %s%.60s", rule->id.p, what, which);
}

static bool is_printable(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 0x20 || s.p[i] > 0x7e)
			return false;
	return true;
}

static bool is_among(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_eq_fold(s, str_from(*words)))
			return true;
	return false;
}

/* A name with a dot whose last part is no number. */
static bool is_host(struct str host)
{
	struct str rest = host, part = STR("");

	if (!memchr(host.p, '.', host.n) || host.n > LONGEST_HOST)
		return false;
	while (str_cut(&rest, '.', &part)) {
		if (!part.n || part.p[0] == '-' || part.p[part.n - 1] == '-')
			return false;
		for (size_t i = 0; i < part.n; i++)
			if (!((part.p[i] >= 'a' && part.p[i] <= 'z') || (part.p[i] >= '0' && part.p[i] <= '9') || part.p[i] == '-'))
				return false;
	}
	return part.p[0] >= 'a' && part.p[0] <= 'z';
}

static int read_url(const struct pk_rule *rule, const struct yaml *y, struct pk_question *q, struct pk_err *err)
{
	static const struct str scheme = { "https://", 8 };
	const struct yaml *url = yaml_get(y, "url");
	const char *slash;

	if (!url || url->kind != YAML_SCALAR || !str_starts(yaml_scalar(url), scheme))
		return refuse(rule, url ? url : y, err, "`url` begins with https://", "");
	q->url = yaml_scalar(url);
	q->host = str_slice(q->url, scheme.n, q->url.n);
	slash = memchr(q->host.p, '/', q->host.n);
	if (!slash)
		return refuse(rule, url, err, "`url` needs a path behind the host", "");
	q->host.n = (size_t)(slash - q->host.p);
	if (!is_host(q->host))
		return refuse(rule, url, err, "`url` names a host by its name, in lower case, without user and port", "");
	if (!is_printable(q->url) || strpbrk(q->url.p, " #"))
		return refuse(rule, url, err, "`url` has neither spaces nor a fragment", "");
	return PK_OK;
}

static int read_headers(const struct pk_rule *rule, const struct yaml *y, struct pk_question *q, struct pk_err *err)
{
	static const char *const ours[] = { "host", "connection", "content-length", "transfer-encoding", "expect", NULL };

	q->headers = yaml_get(y, "headers");
	if (q->headers && (q->headers->kind != YAML_MAP || q->headers->n > PK_QUESTION_HEADERS))
		return refuse(rule, q->headers, err, "`headers` is a short map", "");
	yaml_each(header, q->headers) {
		struct str name = yaml_key(header);
		bool good = name.n > 0;

		for (size_t i = 0; i < name.n; i++) {
			char c = (char)(name.p[i] | 0x20);

			good = good && ((c >= 'a' && c <= 'z') || (name.p[i] >= '0' && name.p[i] <= '9') || name.p[i] == '-');
		}
		if (!good || is_among(name, ours))
			return refuse(rule, header, err, "no header of a rule: ", name.p);
		if (header->kind != YAML_SCALAR || !yaml_scalar(header).n || !is_printable(yaml_scalar(header)))
			return refuse(rule, header, err, "a header has a text of one line: ", name.p);
	}
	return PK_OK;
}

/* ---- answers ---- */

static int check_body(const struct pk_rule *rule, const struct yaml *body, struct pk_err *err)
{
	yaml_each(entry, body) {
		bool good = yaml_key(entry).n > 0 && entry->kind != YAML_MAP && (entry->kind == YAML_SCALAR || yaml_first(entry));

		yaml_each(value, entry)
			good = good && value->kind == YAML_SCALAR;
		if (!good)
			return refuse(rule, entry, err, "a text or a list of texts is wanted for ", yaml_key(entry).p);
	}
	return PK_OK;
}

/* Only what a service says in the affirmative means live. A refusal means dead when it can have no other cause; only that of
 * status 401 is one whatever its JSON says. */
static int check_answer(const struct pk_rule *rule, const struct yaml *y, bool live, struct pk_err *err)
{
	static const char *const dead[] = { "200", "400", "401", "404", NULL }, *const known[] = { "status", "body", NULL };
	const struct yaml *body = yaml_get(y, "body");
	struct str status = yaml_text(y, "status");

	yaml_each(entry, y)
		if (!is_among(yaml_key(entry), known))
			return refuse(rule, entry, err, "unknown key of an answer: ", yaml_key(entry).p);
	if (live && !(status.n == 3 && status.p[0] == '2'))
		return refuse(rule, y, err, "only a `status` of 200 to 299 means live", "");
	if (!live && !(status.p && is_among(status, dead)))
		return refuse(rule, y, err, "only a `status` of 200, 400, 401 or 404 can mean dead", "");
	if (body && body->kind != YAML_MAP)
		return refuse(rule, body, err, "`body` is a map of JSON paths", "");
	if ((!body || !yaml_first(body)) && !(!live && str_is(status, "401")))
		return refuse(rule, y, err, "an answer needs a `body`, so that no page of somebody else is taken for it", "");
	return check_body(rule, body, err);
}

static int check_answers(const struct pk_rule *rule, const struct yaml *y, bool live, struct pk_err *err)
{
	int rc = PK_OK;

	if (y->kind == YAML_MAP)
		return check_answer(rule, y, live, err);
	if (y->kind != YAML_LIST || !yaml_first(y))
		return refuse(rule, y, err, "an answer is a map with `status` and `body`: ", live ? "live" : "dead");
	for (const struct yaml *one = yaml_first(y); one && rc == PK_OK; one = yaml_next(one))
		rc = one->kind == YAML_MAP ? check_answer(rule, one, live, err) : refuse(rule, one, err, "an answer is a map", "");
	return rc;
}

static int read_answers(const struct pk_rule *rule, const struct yaml *y, struct pk_question *q, struct pk_err *err)
{
	int rc;

	q->live = yaml_get(y, "live");
	q->dead = yaml_get(y, "dead");
	if (!q->live)
		return refuse(rule, y, err, "needs `live`: the answer to a credential that works", "");
	rc = check_answers(rule, q->live, true, err);
	return rc == PK_OK && q->dead ? check_answers(rule, q->dead, false, err) : rc;
}

/* ---- all of it ---- */

static bool has_secret(struct str s)
{
	return s.n && str_find(s, STR("{secret}"), 0) != SIZE_MAX;
}

static bool asks_for_it(const struct pk_question *q)
{
	yaml_each(header, q->headers)
		if (has_secret(yaml_scalar(header)))
			return true;
	return has_secret(q->url) || has_secret(q->basic) || has_secret(q->body);
}

static int read_texts(const struct pk_rule *rule, const struct yaml *y, struct pk_question *q, struct pk_err *err)
{
	const struct yaml *basic = yaml_get(y, "basic"), *body = yaml_get(y, "body");
	struct str method = yaml_text(y, "method");

	q->post = method.p && str_is(method, "POST");
	if (method.p && !q->post && !str_is(method, "GET"))
		return refuse(rule, y, err, "`method` is GET or POST", "");
	if ((basic && !memchr(yaml_scalar(basic).p, ':', yaml_scalar(basic).n)) || (body && (body->kind != YAML_SCALAR || !q->post)))
		return refuse(rule, basic ? basic : body, err, "`basic` is a text with a colon, `body` the text of a POST", "");
	q->starts = yaml_get(y, "starts");
	if (q->starts && (q->starts->kind == YAML_MAP || (q->starts->kind == YAML_LIST && !yaml_first(q->starts))))
		return refuse(rule, q->starts, err, "`starts` is a text or a list of texts", "");
	q->basic = basic ? yaml_scalar(basic) : STR("");
	q->body = body ? yaml_scalar(body) : STR("");
	return PK_OK;
}

int pk_question_read(struct arena *a, struct pk_rule *rule, struct pk_err *err)
{
	static const char *const known[] = { "url", "method", "starts", "headers", "basic", "body", "live", "dead", NULL };
	const struct yaml *y = pk_rule_picket(rule, "verify");
	struct pk_question *q;
	int rc;

	if (!y)
		return PK_OK;
	if (y->kind != YAML_MAP || !str_is(rule->analyzer, "secrets"))
		return refuse(rule, y, err, "is a map, of a rule with `analyzer: secrets`", "");
	yaml_each(entry, y)
		if (!is_among(yaml_key(entry), known))
			return refuse(rule, entry, err, "unknown key: ", yaml_key(entry).p);
	q = arena_new(a, struct pk_question);
	rc = read_url(rule, y, q, err);
	if (rc == PK_OK)
		rc = read_headers(rule, y, q, err);
	if (rc == PK_OK)
		rc = read_texts(rule, y, q, err);
	if (rc == PK_OK)
		rc = read_answers(rule, y, q, err);
	if (rc == PK_OK && !asks_for_it(q))
		rc = refuse(rule, y, err, "{secret} stands nowhere: what is asked for?", "");
	rule->question = q;
	return rc;
}

bool pk_question_fits(const struct pk_question *q, struct str secret)
{
	bool fits = !q->starts || (q->starts->kind == YAML_SCALAR && str_starts(secret, yaml_scalar(q->starts)));

	yaml_each(one, q->starts)
		fits = fits || (yaml_scalar(one).n && str_starts(secret, yaml_scalar(one)));
	return fits;
}
