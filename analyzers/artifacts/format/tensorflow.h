/* tensorflow: fields of TensorFlow's messages, and what is said of the paths in a graph. */
#ifndef TENSORFLOW_H
#define TENSORFLOW_H

#include "artifacts/probe/probe.h"

enum pk_tensorflow_field {
	NODE_NAME = 1,
	NODE_OP = 2,
	NODE_INPUT = 3,
	NODE_ATTR = 5,
	ATTR_VALUE = 2, /* of the map entry */
	VALUE_STRING = 2,
	VALUE_TENSOR = 8,
	TENSOR_STRING = 8,
};

/* Says where checkpoints and tables are read or written by a path that is written into the graph and leads out of the model's folder. The nodes
 * are the fields of this number. */
void pk_tensorflow_paths(struct pk_probe *p, const struct pk_blob *b, struct str message, uint32_t number);

#endif
