/* hub: a scan of repositories on a model hub. */
#include "cmd.h"
#include "util/vec.h"

int cmd_hub(struct opts *o)
{
	struct pk_err err = { 0 };

	if (!o->operands.n) {
		(void)err_set(&err, PK_EUSAGE, NULL, 0, "hub needs a repository: picket hub ORG/NAME[@REV]");
		return cmd_fail(&err);
	}
	for (uint32_t i = 0; i < o->operands.n; i++)
		if (!str_starts(str_from(o->operands.v[i]), STR("hf://")))
			o->operands.v[i] = arena_printf(o->arena, "hf://%s", o->operands.v[i]).p;
	return cmd_scan(o);
}
