/* What the user calls a remote place. */
#include "hub.h"

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || memchr("-_.", c, 3)))
			return false;
	}
	return s.n > 0 && s.n <= 96 && !str_is(s, ".") && !str_is(s, "..");
}

/* Of a revision or a folder: no step upwards, nothing that an address has a meaning for. */
static bool is_path(struct str s)
{
	struct str part;

	while (str_cut(&s, '/', &part))
		if (!is_name(part))
			return false;
	return true;
}

static bool read_repo(struct arena *a, struct str s, struct pk_hub_place *out)
{
	struct str whole = s, first, second, name;

	out->kind = STR("models");
	out->rev = STR("main");
	if (str_starts(s, STR("datasets/")) || str_starts(s, STR("spaces/")))
		(void)str_cut(&s, '/', &out->kind);
	if (!str_cut(&s, '/', &first) || !is_name(first) || !str_cut(&s, '/', &second))
		return false;
	out->folder = s;
	if (str_cut(&second, '@', &name) && second.n)
		out->rev = second;
	out->repo = arena_printf(a, "%.*s/%.*s", STR_ARG(first), STR_ARG(name));
	out->shown = arena_printf(a, "hf://%.*s", (int)(whole.n - (s.n ? s.n + 1 : 0)), whole.p);
	return is_name(name) && is_path(out->rev) && is_path(out->folder);
}

bool pk_hub_place(struct arena *a, const char *text, struct pk_hub_place *out, int *rc, struct pk_err *err)
{
	struct str s = str_from(text);
	size_t query;

	*out = (struct pk_hub_place){ .kind = STR(""), .repo = STR(""), .rev = STR(""), .folder = STR(""), .url = STR("") };
	*rc = PK_OK;
	if (str_starts(s, STR("https://"))) {
		out->url = s;
		query = str_find(s, STR("?"), 0);
		out->shown = str_slice(s, 0, query < s.n ? query : s.n);
		return true;
	}
	if (!str_starts(s, STR("hf://")))
		return false;
	if (!read_repo(a, str_slice(s, 5, s.n), out))
		*rc = err_set(err, PK_EUSAGE, text, 0, "is no repository of a hub: hf://ORG/NAME, with @REVISION and /FOLDER if need be");
	return true;
}
