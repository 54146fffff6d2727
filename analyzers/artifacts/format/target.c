/* `_target_` in YAML: Hydra and NeMo import the name and call it. */
#include "artifacts/probe/paths.h"
#include "formats.h"

static bool has(struct str s, const char *needle)
{
	return str_find(s, str_from(needle), 0) != SIZE_MAX;
}

/* A configuration of the tree may name what it likes, as long as it is no tool; one that comes with a model may not. */
void pk_check_target(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str name)
{
	static const char *const roots[] = { "nemo.",        "torch.",      "pytorch_lightning.", "lightning.",
					     "omegaconf.",   "hydra.",      "transformers.",      "torchmetrics.",
					     "torchvision.", "torchaudio.", "diffusers.",         "megatron.",
					     "sklearn." };
	size_t dot = str_rfind(name, '.');
	struct str shown = pk_printable(p->arena, name);
	enum pk_verdict verdict;
	bool known = false;

	if (dot == SIZE_MAX || dot == 0)
		return;
	verdict = pk_verdict_of(p->verdicts, str_slice(name, 0, dot), str_slice(name, dot + 1, name.n), NULL);
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		known = known || str_starts(name, str_from(roots[i]));
	if (verdict == PK_DANGEROUS || (b->depth && verdict == PK_UNLISTED && !known))
		pk_probe_say(p, PK_ISSUE_TARGET, b, at, "%.*s", STR_ARG(shown));
}

bool pk_yaml_is_of_interest(const struct pk_blob *b)
{
	return (pk_is_named(b->name, ".yaml") || pk_is_named(b->name, ".yml")) &&
	       (has(b->bytes, "_target_") || has(b->bytes, "chat_template"));
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool pk_look_yaml(struct pk_probe *p, const struct pk_blob *b)
{
	struct str s = b->bytes;
	size_t at = 0;

	while ((at = str_find(s, STR("_target_"), at)) != SIZE_MAX) {
		size_t from;

		at += 8;
		while (at < s.n && memchr("\"'\\: \t", s.p[at], 6))
			at++;
		from = at;
		while (at < s.n && is_name_char(s.p[at]))
			at++;
		pk_check_target(p, b, from, str_slice(s, from, at));
	}
	at = str_find(s, STR("chat_template"), 0);
	if (at != SIZE_MAX)
		pk_check_template(p, b, at, str_slice(s, at, s.n));
	return true;
}
