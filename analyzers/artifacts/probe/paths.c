#include "paths.h"

bool pk_leaves_folder(struct str name)
{
	struct str rest = name, part;

	if (name.n && (name.p[0] == '/' || name.p[0] == '\\'))
		return true;
	if (name.n > 1 && name.p[1] == ':')
		return true;
	while (str_cut(&rest, '/', &part))
		if (str_is(part, "..") || str_starts(part, STR("..\\")))
			return true;
	return false;
}

bool pk_is_named(struct str name, const char *ending)
{
	size_t n = strlen(ending);

	return name.n >= n && str_eq_fold(str_slice(name, name.n - n, name.n), str_from(ending));
}
