#include "analyzer.h"

#define ANALYZER(name) extern const struct pk_analyzer pk_analyzer_##name;
#include "analyzers.def"
#undef ANALYZER

const struct pk_analyzer *const pk_analyzers[] = {
#define ANALYZER(name) &pk_analyzer_##name,
#include "analyzers.def"
#undef ANALYZER
	NULL,
};

bool pk_analyzer_is_for_packed(struct str name)
{
	for (const struct pk_analyzer *const *a = pk_analyzers; *a; a++)
		if (str_is(name, (*a)->name))
			return (*a)->packed;
	return false;
}
