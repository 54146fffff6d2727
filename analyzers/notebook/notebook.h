/* notebook: the checks of this analyzer, one for each rule that names it. */
#ifndef NOTEBOOK_NOTEBOOK_H
#define NOTEBOOK_NOTEBOOK_H

#include "analyzer.h"

/* Paths below someone's home folder in saved outputs; one finding a person. */
void pk_notebook_homes(const struct pk_rule *rule, struct pk_unit *outputs, struct pk_sink *out);
/* Variables that the code takes from the environment, or a whole dump of it, with their values in saved outputs. */
void pk_notebook_environment(const struct pk_rule *rule, struct pk_unit *outputs, struct pk_sink *out);
/* What was typed into password fields, in the saved state of widgets. */
void pk_notebook_widgets(const struct pk_rule *rule, struct pk_unit *metadata, struct pk_sink *out);
/* A value from a cell that was run only after the cell that uses it; one finding for each cell that does. */
void pk_notebook_order(const struct pk_rule *rule, struct pk_unit *code, struct pk_sink *out);

#endif
