/* judge: for each name on standard input, what is said of importing it: name, rule number (0 for none) and the name meant. */
#include <stdio.h>

#include "imports/judge.h"

int main(void)
{
	struct arena arena;
	char line[256];

	arena_init(&arena, 0);
	while (fgets(line, sizeof(line), stdin)) {
		struct pk_verdict v;

		line[strcspn(line, "\r\n")] = 0;
		v = pk_judge_import(&arena, str_from(line));
		(void)printf("%s\t%d\t%.*s\n", line, v.rule, STR_ARG(v.right));
	}
	arena_release(&arena);
	return 0;
}
