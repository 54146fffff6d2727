/*
 * format: files that hold no other files. Each pk_look_* says what it finds into the probe, and is false when the blob turned out to
 * be something else.
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "artifacts/probe/probe.h"

bool pk_look_npy(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_onnx(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_tensorflow(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_keras_metadata(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_gguf(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_safetensors(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_hdf5(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_json(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_yaml(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_site_path(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_template(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_torchscript(struct pk_probe *p, const struct pk_blob *b);

bool pk_onnx_is(const struct pk_blob *b);
bool pk_tensorflow_is(const struct pk_blob *b);
bool pk_keras_metadata_is(const struct pk_blob *b);
bool pk_hdf5_is(const struct pk_blob *b);
bool pk_safetensors_is(const struct pk_blob *b);
bool pk_json_is_of_interest(const struct pk_blob *b);
bool pk_yaml_is_of_interest(const struct pk_blob *b);
bool pk_site_path_is(const struct pk_blob *b);
bool pk_template_is(const struct pk_blob *b);
bool pk_torchscript_is(const struct pk_blob *b);

/* Jinja that reaches for Python's own objects. */
void pk_check_template(struct pk_probe *p, const struct pk_blob *b, uint64_t offset, struct str text);
/* What a model says of itself under a key, where it is no description but a program, a command or an errand. */
void pk_check_metadata(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str key, struct str text);
/* A dotted name that a configuration has imported: "os.system". */
void pk_check_target(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str name);

#endif
