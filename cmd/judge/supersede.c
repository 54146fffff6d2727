#include "judge/supersede.h"

static bool names(const struct yaml *list, struct str id)
{
	yaml_each(item, list)
		if (str_eq(yaml_scalar(item), id))
			return true;
	return false;
}

static bool lies_in(const struct pk_finding *inner, const struct pk_finding *outer)
{
	return inner->at.start.offset >= outer->at.start.offset && inner->at.end.offset <= outer->at.end.offset;
}

static bool supersedes(const struct pk_finding *by, const struct pk_finding *f)
{
	return by->rule->supersedes && by->state == PK_OPEN && f->state == PK_OPEN && (lies_in(f, by) || lies_in(by, f)) &&
	       names(by->rule->supersedes, f->rule->id);
}

/* One file's findings; marks those that go. */
static void look_at_file(const struct pk_found *found, uint32_t n, bool *gone)
{
	for (uint32_t i = 0; i < n; i++) {
		struct pk_finding *by = found[i].finding;

		for (uint32_t j = 0; j < n && by->rule->supersedes; j++) {
			const struct pk_finding *f = found[j].finding;

			if (!supersedes(by, f))
				continue;
			gone[j] = true;
			if (f->severity < f->rule->severity && f->severity < by->severity) {
				by->severity = f->severity;
				by->message = f->message;
			}
		}
	}
}

void pk_supersede(struct pk_results *results)
{
	struct pk_found *found = results->found;
	bool *gone = arena_zalloc(&results->arena, results->n_found, sizeof(*gone));
	uint32_t kept = 0;

	for (uint32_t first = 0, end; first < results->n_found; first = end) {
		for (end = first + 1; end < results->n_found && found[end].file == found[first].file;)
			end++;
		look_at_file(found + first, end - first, gone + first);
	}
	for (uint32_t i = 0; i < results->n_found; i++)
		if (!gone[i])
			found[kept++] = found[i];
	results->n_found = kept;
}
