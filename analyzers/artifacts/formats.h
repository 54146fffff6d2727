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
/* Bytes that a pickle hands to a function. */
void pk_inspect_nested(struct pk_probe *p, const struct pk_blob *b, struct str bytes);

bool pk_look_zip(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_tar(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_compressed(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_npy(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_torch_legacy(struct pk_probe *p, const struct pk_blob *b);

bool pk_tar_is(const struct pk_blob *b);
bool pk_compressed_is(const struct pk_blob *b);
/* Names that unpack outside the folder they are unpacked in. */
bool pk_leaves_folder(struct str name);
/* Says that something could not be unpacked to its end. */
void pk_say_unpacked(struct pk_probe *p, const struct pk_blob *b, enum pk_unpacked end);

/* torch.c: persistent ids and tensors in its pickles */
bool pk_torch_is_storage(const struct pk_machine *m, val_t id);
/* ("module", class, file, source): stands for the class. */
bool pk_torch_is_module(const struct pk_machine *m, val_t id);
void pk_torch_tensor(struct pk_machine *m, val_t args);

#endif
