#include "artifacts/pickle/pickle.h"
#include "container.h"

bool pk_is_of_interest(struct pk_probe *p, struct str head, uint64_t size)
{
	struct pk_blob blob = { .bytes = head, .where = STR("") };

	if (head.n > 0 && (head.p[0] == '{' || head.p[0] == '\x08' || pk_pickle_begins(head)))
		return true;
	return pk_probe_knows(p, &blob) || pk_probe_wants_text(p, head, size);
}
