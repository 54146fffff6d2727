/* taint_rule: a taint-mode rule, compiled. */
#ifndef FLOW_TAINT_RULE_H
#define FLOW_TAINT_RULE_H

#include "flow/walk.h"
#include "query/query.h"
#include "rule.h"

struct spec {
	struct pk_formula *formula;
	bool exact, by_side_effect, not_conflicting;
	uint32_t label;                 /* SOURCE: what it taints with */
	const struct pk_tree *requires; /* SINK: an expression over labels; NULL: any taint */
	uint32_t from, to;              /* PROPAGATOR: slots */
};

struct specs VEC(struct spec);

struct taint_rule {
	const struct pk_rule *rule;
	struct pk_slots slots;
	struct specs specs[MARK_KINDS];
	struct {
		struct str *v;
		uint32_t n, cap;
	} labels;
};

/* As pk_lazy_kind has them; *out and made are a struct taint_rule. */
int taint_rule_compile(struct pk_rules *rules, const struct pk_rule *rule, void **out, struct pk_err *err);
/* A file needs a source and a sink: the fewer words of the two. */
struct pk_keys taint_rule_keys(struct arena *a, const void *made);

#endif
