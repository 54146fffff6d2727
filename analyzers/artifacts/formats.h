/*
 * formats: the kinds of files that are looked into. Each function says what it finds into the probe and hands what is
 * packed inside back to pk_inspect.
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "pickle.h"

/* Finds out what a blob is, by its content, and looks into it in every way that fits. True when something did. */
bool pk_inspect(struct pk_probe *p, const struct pk_blob *b);
/* Bytes that a pickle hands to a function. */
void pk_inspect_nested(struct pk_probe *p, const struct pk_blob *b, struct str bytes);

/* torch.c */
bool pk_torch_is_storage(const struct pk_machine *m, val_t id);
void pk_torch_tensor(struct pk_machine *m, val_t args);

#endif
