#include "library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *soname, const char *const *names, size_t n, void *table)
{
	void *handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; handle && i < n; i++) {
		void *function = dlsym(handle, names[i]);

		if (!function)
			return false;
		/* dlsym gives data pointers; POSIX says that these hold functions. */
		memcpy((char *)table + i * sizeof(function), &function, sizeof(function));
	}
	return handle != NULL;
}
