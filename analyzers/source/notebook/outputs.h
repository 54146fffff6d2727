/* outputs: the text among the saved outputs of a notebook cell. */
#ifndef SOURCE_OUTPUTS_H
#define SOURCE_OUTPUTS_H

#include "source/notebook/nbformat.h"
#include "source/unit/builder.h"

/*
 * Adds streams, tracebacks and the text and JSON parts of mime bundles, each ended by a line end; pictures and other data are
 * passed over. `outputs` is the JSON value in into->raw; the text is never longer than it.
 */
void pk_outputs_stitch(const struct pk_nb *nb, struct pk_builder *into, struct span outputs);

#endif
