/* pip: commands that install packages, and the options that they share with requirements files. */
#ifndef IMPORTS_PIP_H
#define IMPORTS_PIP_H

#include "package.h"
#include "util/vec.h"

/* Words of one command, without their quotes. An empty one stands for what is only known when it runs. */
struct pk_pip_words VEC(struct span);

/* Looks at one command, when it installs packages. */
void pk_pip_command(struct pk_place_of_packages in, const struct pk_pip_words *words);
/* Looks at the options and requirements from word `i` on. */
void pk_pip_options(const struct pk_place_of_packages *in, const struct pk_pip_words *words, uint32_t i);
/* All commands of a shell text: those of `at` in the unit's. */
void pk_pip_shell(const struct pk_place_of_packages *in, struct span at);

#endif
