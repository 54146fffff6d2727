/* template: texts in states that are run when they are loaded: the functions of scipy's distributions, the formulas of statsmodels. */
#ifndef PICKLE_TEMPLATE_H
#define PICKLE_TEMPLATE_H

#include "machine.h"

/* Whether a state is one of a distribution, with nothing in its functions but names and numbers. */
bool pk_is_distribution_state(const struct pk_machine *m, val_t state);

/* Whether a state is one of the data of a model, with no calls in its formula. */
bool pk_is_formula_state(const struct pk_machine *m, val_t state);

#endif
