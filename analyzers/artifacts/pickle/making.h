/*
 * making: whether a pickle makes and changes objects as picklers do, by the ways that are known of each allowed name
 * (verdict/ways.h). What it does with other names is said of the names themselves.
 */
#ifndef MAKING_H
#define MAKING_H

#include "calls.h"

enum pk_making { MAKING_CALL, MAKING_NEW };

/* A call of an imported name, or a new object of it. `keywords` is a dict, or VAL_ABSENT. */
void pk_check_making(struct pk_machine *m, enum pk_making how, val_t callee, val_t args, val_t keywords);
/* A state for an object that was made. */
void pk_check_state(struct pk_machine *m, val_t made, val_t state);
/* Items for an object that was made. */
void pk_check_items(struct pk_machine *m, val_t made, enum pk_into how);
/* Whether what is made so is a text. */
bool pk_makes_text(struct pk_machine *m, val_t callee, val_t args);
/* Whether the states of a name are read: texts in them are run. */
bool pk_is_read(struct str ways);
/* Whether it is an object whose methods are pickled with it, by getattr: a distribution of scipy. */
bool pk_has_methods(struct pk_machine *m, val_t made);

#endif
