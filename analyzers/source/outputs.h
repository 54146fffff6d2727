/* outputs: the text among the saved outputs of a notebook cell. */
#ifndef SOURCE_OUTPUTS_H
#define SOURCE_OUTPUTS_H

#include "source/stitch.h"

/*
 * Adds streams, tracebacks and the text and JSON parts of mime bundles, each ended by a line end; pictures and other data are
 * passed over. `outputs` is the JSON value in st->raw; the text is never longer than it.
 */
void pk_outputs_stitch(struct pk_stitch *st, struct span outputs);

#endif
