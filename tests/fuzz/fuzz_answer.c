/* Any bytes as the answer of a service: never read beyond, and no page of somebody else's says live or dead. */
#include <stdlib.h>

#include "verify/answer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rule[] =
	"rules: [{id: r, message: m, severity: HIGH, languages: [regex], pattern-regex: x, metadata: {picket: {"
	"analyzer: secrets, verify: {url: https://a.example/, basic: ':{secret}', "
	"live: {status: 200, body: {a.0.b: [x, 7], ok: true}}, dead: [{status: 401}, {status: 200, body: {ok: false}}]}}}}]";

/* Lives as long as the program. */
static const struct pk_question *question(void)
{
	static const struct pk_question *q;
	static struct intern symbols;
	static struct pk_rules rules;
	static struct arena arena;
	struct pk_err err;

	if (q)
		return q;
	arena_init(&arena, 0);
	intern_init(&symbols, &arena, NULL);
	pk_rules_init(&rules, &arena, &symbols);
	rules.verify = true;
	if (pk_rules_add(&rules, str_from(rule), "r.yaml", STR(""), false, &err) != PK_OK)
		abort();
	q = rules.list.v[0]->question;
	return q;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body;
	enum pk_verified said;

	if (size == 0)
		return 0;
	body = (struct str){ (const char *)data + 1, size - 1 };
	said = pk_answer_judge(question(), data[0] & 1 ? 200 : 401, body);
	body = str_trim(body);
	if (said != PK_UNSURE && (!body.n || (body.p[0] != '{' && body.p[0] != '[')))
		abort();
	if (said == PK_LIVE && (!(data[0] & 1) || str_find(body, STR("true"), 0) == SIZE_MAX))
		abort();
	return 0;
}
