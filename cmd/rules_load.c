#include "cmd.h"
#include "ruleset/ruleset.h"
#include "settings.h"

int cmd_rules_load(struct cmd_rules *r, const struct opts *o, const struct settings *s, bool compile, struct pk_err *err)
{
	struct pk_ruleset_options ruleset = {
		.no_builtin = o->no_builtin,
		.all = o->all,
		.verify = o->verify,
		.n_project = s ? s->n_rules : 0,
		.config = o->config.v,
		.n_config = o->config.n,
		.select = o->select.v,
		.n_select = o->select.n,
		.ignore = o->ignore.v,
		.n_ignore = o->ignore.n,
		.severity = (enum pk_severity)o->severity,
		.confidence = (enum pk_level)o->confidence,
		.severities = s ? s->severities : (struct pk_severities){ 0 },
	};
	int rc;

	*r = (struct cmd_rules){ 0 };
	arena_init(&r->arena, 0);
	intern_init(&r->symbols, &r->arena, NULL);
	pk_rules_init(&r->known, &r->arena, &r->symbols);
	pk_rules_init(&r->run, &r->arena, &r->symbols);
	rc = pk_ruleset_load(&r->known, &ruleset, err);
	if (rc == PK_OK && s && !o->no_builtin)
		rc = settings_check(s, &r->known, err);
	r->run.policy = s ? &s->policy : NULL;
	if (rc == PK_OK)
		rc = pk_ruleset_select(&r->run, &r->known, &ruleset, err);
	if (rc == PK_OK && compile)
		rc = pk_engine_init(&r->engine, &r->run, &r->known, err);
	return rc;
}

void cmd_rules_release(struct cmd_rules *r)
{
	pk_engine_release(&r->engine);
	pk_rules_release(&r->run);
	arena_release(&r->arena);
}
