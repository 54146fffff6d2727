/* keras: one object of a model's configuration. */
#ifndef KERAS_H
#define KERAS_H

#include "documents.h"

/* Judges the object; true when it names a class, as Keras' objects do. */
bool pk_keras_object(struct pk_probe *p, const struct pk_blob *b, const struct pk_object *o);

#endif
