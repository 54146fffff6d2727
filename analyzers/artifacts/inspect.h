/* inspect: one file, in every way that fits. */
#ifndef INSPECT_H
#define INSPECT_H

#include "artifacts/probe/probe.h"

extern const struct pk_inspector pk_inspector;

/* Finds out what a blob is, by its content, and looks into it and into everything packed inside. True when something did. */
bool pk_inspect(struct pk_probe *p, const struct pk_blob *b);

#endif
