/*
 * verdict: what to think of a name that a pickle imports. An allow-list: what no list names is unlisted, never silent.
 * The lists are rule data (rules/artifacts, metadata.picket.globals): a map from modules to names.
 *
 *     collections: OrderedDict deque     these names of this module
 *     sklearn.*: <class>                 in the module and all below it: names shaped like a class, without a dot
 *     os.*: "*"                          every name
 *
 * The longest module wins, then a name over <class> over *, then the worse verdict. Behind a name may stand in which ways picklers
 * make objects of it (ways.h), `OrderedDict=call(),call(L),state,dict`; a name without may be referred to and no more. What is known of the
 * classes of libraries by their sources (classes.h) counts like a list of exact names.
 */
#ifndef VERDICT_H
#define VERDICT_H

#include "util/map.h"
#include "util/yaml.h"

enum pk_verdict {
	PK_ALLOWED,   /* data: harmless with any arguments */
	PK_LIBRARY,   /* a class of a known library: harmless to make, if the library is what it says */
	PK_UNLISTED,  /* nobody vouches for it */
	PK_LOCAL,     /* found among the files of the tree that is scanned */
	PK_DANGEROUS, /* runs code or commands, opens files or connections, or is a step towards it */
};

struct pk_verdicts {
	struct map modules; /* "module" or "module.*" -> 1 + the first of its lists */
	struct map acts;    /* the same for what constructors do: `sympy.*: <class>=evaluates` */
	struct map python2; /* "module" or "module name" -> the same in Python 3, as offset into renamed */
	struct arena *arena;
	struct pk_name_lists {
		struct pk_name_list {
			struct str names; /* with blanks between them */
			enum pk_verdict verdict;
			uint32_t next; /* 1 + the module's next list */
		} * v;
		uint32_t n, cap;
	} lists;
	struct pk_renamed {
		struct str *v;
		uint32_t n, cap;
	} renamed;
};

const char *pk_verdict_name(enum pk_verdict v); /* "dangerous" */

void pk_verdicts_init(struct pk_verdicts *v, struct arena *arena);
/* Adds a `globals:` map with one verdict. */
void pk_verdicts_add(struct pk_verdicts *v, const struct yaml *globals, enum pk_verdict verdict);
/* Adds an `acts:` map. */
void pk_verdicts_add_acts(struct pk_verdicts *v, const struct yaml *acts);
/* Adds a `python2:` map: "old" or "old name" to "new" or "new name". */
void pk_verdicts_add_python2(struct pk_verdicts *v, const struct yaml *names);

/* The verdict on the name as Python 3 and as Python 2 understand it: the worse, but a name that only Python 2 knows
 * stands for what it is called today. Knows nothing of the tree: never PK_LOCAL. Leaves the ways to make objects of it, "" for none;
 * NULL is fine. */
enum pk_verdict pk_verdict_of(const struct pk_verdicts *v, struct str module, struct str name, struct str *ways);
/* What its constructor does with a text, "evaluates", "opens", "starts", "connects", "imports"; "" when nothing of the kind is known. */
struct str pk_verdict_act(const struct pk_verdicts *v, struct str module, struct str name);
/* What a name of Python 2 is called in Python 3; itself when it was not renamed. */
void pk_verdict_modern(const struct pk_verdicts *v, struct str *module, struct str *name);

#endif
