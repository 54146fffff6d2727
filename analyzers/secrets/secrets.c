/*
 * secrets: credentials in any text. One pass finds the keywords of all rules; at each, the rule's regex looks at a bounded window;
 * entropy, checksums and placeholders decide. A finding's key is the SHA-256 of the secret, and no shown text holds it.
 */
#include "secrets.h"

#include "hide.h"
#include "util/vec.h"
#include "vault.h"

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct pk_secret_plan *plan = arena_new(rules->arena, struct pk_secret_plan);
	int rc = pk_secret_rules_read(rules, plan, err);

	*plan_out = rc == PK_OK && plan->rules.n ? plan : NULL;
	return rc;
}

static void criterion(const void *plan_, struct pk_unit *u)
{
	const struct pk_secret_plan *plan = plan_;

	if (u->kind != PK_PYTHON)
		return;
	u->hits = arena_new(&u->scratch->arena, struct pk_literal_hits);
	pk_literals_find(plan->finder, u->text, &u->scratch->arena, u->hits);
	pk_secrets_split(plan, u);
}

static void emit(const struct pk_secret *s, struct pk_unit *u, struct pk_hidden *hidden, struct pk_sink *out)
{
	struct pk_finding *f = pk_emit(out, s->rule->rule, u, s->at);

	f->key = f->norm = pk_secret_key(out->arena, s->text);
	if (out->vault && s->rule->rule->question)
		pk_vault_keep(out->vault, f->key, s->text, s->user);
	vec_push(&u->scratch->arena, hidden,
		 (struct pk_hidden_secret){ f, s->text, str_slice(u->text, s->at.start, s->at.end), s->encoded });
}

static int run(const void *plan_, struct pk_unit *u, struct pk_sink *out)
{
	const struct pk_secret_plan *plan = plan_;
	struct pk_literal_hits here, *hits = u->hits;
	struct pk_secrets found = { 0 };
	struct pk_hidden hidden = { 0 };
	struct pk_secret *s;

	if (!hits) {
		hits = &here;
		pk_literals_find(plan->finder, u->text, &u->scratch->arena, hits);
	}
	if (hits->cut)
		pk_note(out, u->path, "limit", 0, "has too many places where a credential may be: only the first were looked at");
	pk_secrets_find(plan, u, u->text, hits, &found);
	if (u->is_split)
		pk_secrets_joined(plan, u, &found);
	if (!pk_secrets_encoded(plan, u, &found))
		pk_note(out, u->path, "limit", 0, "has too much encoded text: only the first of it was searched for credentials");
	vec_each(s, &found)
		if (pk_rule_path(s->rule->rule, u->path))
			emit(s, u, &hidden, out);
	if (hidden.n)
		pk_secrets_hide(&hidden, u, out);
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_secrets = {
	.name = "secrets",
	.about = "credentials in code, notebooks, outputs and configuration, by their shapes and checksums",
	.accepts = PK_ANY_TEXT,
	.packed = true,
	.compile = compile,
	.criterion = criterion,
	.run = run,
};
