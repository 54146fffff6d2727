#include "source/config/fields.h"

void pk_field_push(struct pk_field_path *path, struct str key)
{
	if (path->n + key.n + 1 > sizeof(path->text))
		return;
	if (path->n)
		path->text[path->n++] = '/';
	if (key.n)
		memcpy(path->text + path->n, key.p, key.n);
	path->n += (uint32_t)key.n;
}
