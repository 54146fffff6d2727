/* words: prints what a scan looks for in a file before it does anything else, one a line: the words of the patterns and flows of
 * the default tier, and the keywords of its credentials. */
#include <stdio.h>

#include "cmd.h"
#include "opts.h"
#include "util/vec.h"

int main(void)
{
	static const struct opts none = { 0 };
	struct cmd_rules rules;
	struct pk_err err = { 0 };
	struct pk_rule **r;

	if (cmd_rules_load(&rules, &none, NULL, false, &err) != PK_OK) {
		(void)fprintf(stderr, "words: %s\n", err.msg);
		return 2;
	}
	vec_each(r, &rules.run.list) {
		for (uint32_t i = 0; i < (*r)->keys.n; i++)
			(void)puts(intern_text(&rules.symbols, (*r)->keys.v[i].word).p);
		yaml_each(keyword, pk_rule_picket(*r, "keywords"))
			(void)puts(yaml_scalar(keyword).p);
	}
	cmd_rules_release(&rules);
	return 0;
}
