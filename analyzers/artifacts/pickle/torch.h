/* torch: checkpoints of torch before its zips, and what pickles of torch refer to: storages by persistent ids, and tensors over them. */
#ifndef TORCH_H
#define TORCH_H

#include "machine.h"

/* One stream of pickles, with the storages behind them. */
bool pk_torch_legacy_is(const struct pk_blob *b);
bool pk_look_torch_legacy(struct pk_probe *p, const struct pk_blob *b);

bool pk_torch_is_storage(const struct pk_machine *m, val_t id);
/* ("module", class, file, source): stands for the class. */
bool pk_torch_is_module(const struct pk_machine *m, val_t id);
void pk_torch_tensor(struct pk_machine *m, val_t args);

#endif
