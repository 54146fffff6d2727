/*
 * joblib writes the bytes of an array into the middle of the pickle, behind the wrapper object that describes it: pickle
 * goes on after them. Plain pickle would read them as opcodes, so both readings are looked at.
 */
#include "calls.h"
#include "pickle.h"
#include "util/limits.h"

enum { READ_TWICE = 1 << 20 }; /* bytes of an array that are there to be read as opcodes too */

static bool parse_digits(struct str s, uint64_t *out)
{
	int64_t number;

	if (!s.n || !str_to_int(s, &number) || number < 0)
		return false;
	*out = (uint64_t)number;
	return true;
}

/* numpy's short names: "f8", "<i4", "U5", "V16", "O8". */
static bool item_size(struct str dtype, uint64_t *size, bool *objects)
{
	if (dtype.n && memchr("<>=|", dtype.p[0], 4))
		dtype = str_slice(dtype, 1, dtype.n);
	if (!dtype.n || !parse_digits(str_slice(dtype, 1, dtype.n), size))
		return false;
	*objects = dtype.p[0] == 'O';
	if (dtype.p[0] == 'U')
		*size *= 4;
	return memchr("biufcmMOSUVa", dtype.p[0], 12) != NULL && *size < UINT32_MAX;
}

static bool count_items(const struct pk_machine *m, val_t shape, uint64_t *count)
{
	*count = 1;
	if (!val_is_tuple(shape))
		return false;
	for (uint32_t i = 0; i < pk_cell_n(m, shape); i++) {
		val_t n = pk_cell_item(m, shape, i);

		if (val_tag(n) != T_INT || val_int(n) < 0)
			return false;
		if (__builtin_mul_overflow(*count, (uint64_t)val_int(n), count))
			return false;
	}
	return true;
}

static bool skip_raw(struct pk_machine *m, uint64_t bytes, bool aligned)
{
	bool opcodes;

	if (aligned && (!pk_machine_reaches(m, 1) || __builtin_add_overflow(bytes, 1 + m->p[m->next], &bytes)))
		return pk_machine_break(m, "it ends within an array");
	(void)pk_machine_reaches(m, bytes < READ_TWICE ? bytes : READ_TWICE);
	opcodes = pk_pickle_continues(m, m->next);
	if (!pk_machine_passes(m, bytes))
		return pk_machine_break(m, "it ends within an array");
	if (opcodes)
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->next, "array bytes that are also opcodes");
	m->next += bytes;
	return true;
}

static bool skip_objects(struct pk_machine *m)
{
	struct pk_machine *inner;
	bool whole;

	if (m->probe->nested == PK_MAX_ARTIFACT_DEPTH)
		return pk_machine_break(m, "arrays of objects inside each other");
	m->probe->nested++;
	inner = pk_machine_take(m->probe, m->blob);
	whole = pk_pickle_run(inner, m->next);
	pk_pickle_count(inner);
	m->next = inner->next;
	m->n = inner->n;
	m->probe->nested--;
	pk_machine_give(inner);
	return whole || pk_machine_break(m, inner->why);
}

bool pk_joblib_array(struct pk_machine *m, val_t state)
{
	val_t dtype = pk_dict_item(m, state, "dtype"), shape = pk_dict_item(m, state, "shape"), name = VAL_ABSENT;
	uint64_t size, count, bytes;
	bool objects = false, aligned = pk_dict_item(m, state, "numpy_array_alignment_bytes") != VAL_ABSENT;
	struct str text;

	if (dtype != VAL_ABSENT && pk_role_of(m, pk_cell_item(m, dtype, 0)) == ROLE_DTYPE)
		name = pk_cell_item(m, pk_cell_item(m, dtype, 1), 0);
	text = pk_val_text(m, name);
	if (!text.p || !item_size(text, &size, &objects) || shape == VAL_ABSENT || !count_items(m, shape, &count) ||
	    __builtin_mul_overflow(size, count, &bytes))
		return pk_machine_break(m, "an array wrapper that does not say how long its array is");
	return objects ? skip_objects(m) : skip_raw(m, bytes, aligned);
}
