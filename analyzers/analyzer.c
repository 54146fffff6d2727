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
