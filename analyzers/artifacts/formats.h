/*
 * formats: the kinds of files that are looked into. Each pk_look_* says what it finds into the probe, hands what is packed
 * inside back to pk_inspect, and is false when the blob turned out to be something else.
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "pickle.h"
#include "unpack.h"

/* Finds out what a blob is, by its content, and looks into it in every way that fits. True when something did. */
bool pk_inspect(struct pk_probe *p, const struct pk_blob *b);
/* Whether the beginning of something is that of a format; not said for text and pickles without a header. */
bool pk_is_known(const struct pk_blob *b);
/* Whether a text in a pickle, of which this is the beginning, is to be looked into all through. */
bool pk_is_kept(const struct pk_blob *head);
enum { PK_KEPT_TEXT = 16 << 10 }; /* so much of it is there in any case */
/* In claims.c: says that a blob of no known format claims to be one, and which; NULL when it does not. */
const char *pk_say_claim(struct pk_probe *p, const struct pk_blob *b);
/* Bytes that a pickle hands to a function. */
void pk_inspect_nested(struct pk_probe *p, const struct pk_blob *b, struct str bytes);

bool pk_look_zip(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_tar(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_compressed(struct pk_probe *p, const struct pk_blob *b);
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
bool pk_look_torch_legacy(struct pk_probe *p, const struct pk_blob *b);

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
bool pk_tar_is(const struct pk_blob *b);
bool pk_compressed_is(const struct pk_blob *b);
/* Names that unpack outside the folder they are unpacked in. */
bool pk_leaves_folder(struct str name);
/* Jinja that reaches for Python's own objects. */
void pk_check_template(struct pk_probe *p, const struct pk_blob *b, uint64_t offset, struct str text);
/* What a model says of itself under a key, where it is no description but a program, a command or an errand. */
void pk_check_metadata(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str key, struct str text);
/* A dotted name that a configuration has imported: "os.system". */
void pk_check_target(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str name);
/* Of members of archives, only those are looked into whole that begin like this, or are small. Of texts that are wanted, one that is
 * too long is noted down. */
bool pk_is_of_interest(struct pk_probe *p, struct str head, uint64_t size);
/* A tar in a stream too large to be unpacked whole: `inner` is what was unpacked of it. */
void pk_look_packed_tar(struct pk_probe *p, const struct pk_blob *inner, enum pk_packing packing, struct str packed);
/* Says that something could not be unpacked to its end. */
void pk_say_unpacked(struct pk_probe *p, const struct pk_blob *b, enum pk_unpacked end);

/* torch.c: persistent ids and tensors in its pickles */
bool pk_torch_legacy_is(const struct pk_blob *b);
bool pk_torch_is_storage(const struct pk_machine *m, val_t id);
/* ("module", class, file, source): stands for the class. */
bool pk_torch_is_module(const struct pk_machine *m, val_t id);
void pk_torch_tensor(struct pk_machine *m, val_t args);

#endif
