/* Any bytes as the answer of a service: never read beyond, and no page of somebody else's says live or dead. */
#include <stdlib.h>

#include "verify/answer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rule[] =
	"rules: [{id: r, message: m, severity: HIGH, languages: [regex], pattern-regex: x, metadata: {picket: {"
	"analyzer: secrets, verify: {url: https://a.example/, basic: ':{secret}', "
	"live: {status: 200, body: {a.0.b: [x, 7], ok: true}}, dead: [{status: 401}, {status: 200, body: {ok: false}}]}}}}]";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body = { (const char *)data + 1, size - 1 };
	struct intern symbols;
	enum pk_verified said;
	struct pk_rules rules;
	struct arena arena;
	struct pk_err err;

	if (size == 0)
		return 0;
	arena_init(&arena, 0);
	intern_init(&symbols, &arena, NULL);
	pk_rules_init(&rules, &arena, &symbols);
	rules.verify = true;
	if (pk_rules_add(&rules, str_from(rule), "r.yaml", "", false, &err) != PK_OK)
		abort();
	said = pk_answer_judge(rules.list.v[0]->question, data[0] & 1 ? 200 : 401, body);
	body = str_trim(body);
	if (said != PK_UNSURE && (!body.n || (body.p[0] != '{' && body.p[0] != '[')))
		abort();
	if (said == PK_LIVE && (!(data[0] & 1) || str_find(body, STR("true"), 0) == SIZE_MAX))
		abort();
	pk_rules_release(&rules);
	arena_release(&arena);
	return 0;
}
