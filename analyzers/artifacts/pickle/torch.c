/* torch: storages that a checkpoint refers to, and the views that tensors take of them. */
#include "torch.h"

#include "artifacts/probe/bytes.h"
#include "pickle.h"

static struct str item_text(const struct pk_machine *m, val_t tuple, uint32_t i)
{
	val_t v = pk_cell_item(m, tuple, i);

	return v != VAL_ABSENT && val_tag(v) == T_STR ? pk_val_text(m, v) : STR_NONE;
}

bool pk_torch_is_module(const struct pk_machine *m, val_t id)
{
	struct str what = item_text(m, id, 0);
	val_t class = pk_cell_item(m, id, 1);

	return what.p && str_is(what, "module") && pk_cell_n(m, id) == 4 && val_tag(class) == T_GLOBAL;
}

/* ("storage", type, key, location, numel[, view]) or a module. */
bool pk_torch_is_storage(const struct pk_machine *m, val_t id)
{
	struct str what = item_text(m, id, 0);
	val_t type = pk_cell_item(m, id, 1), numel = pk_cell_item(m, id, 4);

	if (!what.p || val_tag(id) != T_TUPLE || type == VAL_ABSENT || val_tag(type) != T_GLOBAL)
		return false;
	if (pk_torch_is_module(m, id))
		return true;
	return str_is(what, "storage") && str_starts(m->probe->named.v[val_payload(type)].module, STR("torch")) &&
	       pk_cell_item(m, id, 2) != VAL_ABSENT && item_text(m, id, 3).p && numel != VAL_ABSENT && val_tag(numel) == T_INT;
}

static bool non_negative(val_t v, uint64_t *out)
{
	if (v == VAL_ABSENT || val_tag(v) != T_INT || val_int(v) < 0)
		return false;
	*out = (uint64_t)val_int(v);
	return true;
}

/* The largest index that a view of this size and stride reaches; false when that cannot be said. */
static bool last_index(const struct pk_machine *m, val_t offset, val_t size, val_t stride, uint64_t *last)
{
	uint64_t n, step, reach;
	bool empty = false;

	if (!non_negative(offset, last) || size == VAL_ABSENT || stride == VAL_ABSENT)
		return false;
	if (!val_is_tuple(size) || !val_is_tuple(stride) || pk_cell_n(m, size) != pk_cell_n(m, stride))
		return false;
	for (uint32_t i = 0; i < pk_cell_n(m, size); i++) {
		if (!non_negative(pk_cell_item(m, size, i), &n) || !non_negative(pk_cell_item(m, stride, i), &step))
			return false;
		empty = empty || n == 0;
		if (n && (__builtin_mul_overflow(n - 1, step, &reach) || __builtin_add_overflow(*last, reach, last)))
			*last = UINT64_MAX;
	}
	return !empty;
}

/* A view that reaches beyond its storage reads or writes other memory. */
void pk_torch_tensor(struct pk_machine *m, val_t args)
{
	val_t storage = pk_cell_item(m, args, 0), id;
	uint64_t last, numel;

	if (storage == VAL_ABSENT || val_tag(storage) != T_PERSID)
		return;
	id = pk_cell_item(m, storage, 0);
	if (!pk_torch_is_storage(m, id) || !non_negative(pk_cell_item(m, id, 4), &numel))
		return;
	if (!last_index(m, pk_cell_item(m, args, 1), pk_cell_item(m, args, 2), pk_cell_item(m, args, 3), &last))
		return;
	if (last >= numel)
		pk_probe_say(m->probe, PK_ISSUE_TORCH_BOUNDS, m->blob, m->at, "element %llu of a storage of %llu", (unsigned long long)last,
			     (unsigned long long)numel);
}

#define LEGACY_MAGIC   ((struct str){ "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.", 15 })
#define LEGACY_VERSION STR("\x80\x02M\xe9\x03.")
enum { LEGACY_HEAD = 64 << 10 }; /* the pickle of the magic number is 15 bytes; one that was tampered with may be longer */

bool pk_torch_legacy_is(const struct pk_blob *b)
{
	return str_find(bytes_part(b->bytes, 0, LEGACY_HEAD), LEGACY_VERSION, 0) != SIZE_MAX;
}

/* Five pickles (magic number, version, system, the object, the keys of its storages), then the storages as they are. */
bool pk_look_torch_legacy(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_blob blob = *b;
	struct pk_machine *m;
	uint32_t issues = p->issues.n;
	bool is, called;

	if (!pk_torch_legacy_is(b)) {
		if (bytes_at(b->bytes, 0, LEGACY_MAGIC))
			pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it begins like a torch checkpoint, and no version follows");
		return false;
	}
	blob.host = PK_HOST_TORCH;
	m = pk_machine_take(p, &blob);
	is = pk_pickle_run(m, 0) && bytes_at(b->bytes, m->next, LEGACY_VERSION);
	called = is && m->uses.n;
	pk_probe_forget(p, issues);
	if (called)
		pk_probe_say(p, PK_ISSUE_TORCH_HEADER, &blob, 0, "it calls %.*s", STR_ARG(pk_probe_shown_name(p, m->uses.v[0].id)));
	pk_machine_give(m);
	return is && pk_pickle_scan(p, &blob, false, called ? UINT32_MAX : 5);
}
