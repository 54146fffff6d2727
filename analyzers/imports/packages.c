#include "packages.h"

#include <string.h>

const struct pk_package *pk_package_find(const char *s, size_t n)
{
	uint32_t slot = pk_package_hash(s, n) % PK_PACKAGE_SLOTS;

	for (; pk_package_slots[slot]; slot = (slot + 1) % PK_PACKAGE_SLOTS) {
		const struct pk_package *p = &pk_packages[pk_package_slots[slot] - 1];

		if (p->n == n && memcmp(pk_package_text + p->at, s, n) == 0)
			return p;
	}
	return NULL;
}
