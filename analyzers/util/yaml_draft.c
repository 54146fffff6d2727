#include "util/yaml_draft.h"

/* A block of nodes and texts, and how far it is filled. */
struct block {
	struct yaml *nodes;
	char *texts;
	size_t n_nodes, n_texts;
};

static void measure(const struct yaml_draft *d, struct block *b)
{
	b->n_nodes++;
	b->n_texts += d->key.n + 1 + d->text.n + 1;
	for (const struct yaml_draft *c = d->child; c; c = c->next)
		measure(c, b);
}

static struct yaml_run put_text(struct block *b, const struct yaml *of, struct str text)
{
	char *at = b->texts + b->n_texts;

	if (text.n)
		memcpy(at, text.p, text.n);
	at[text.n] = '\0';
	b->n_texts += text.n + 1;
	return (struct yaml_run){ (uint32_t)(at - (const char *)of), (uint32_t)text.n };
}

static void put_node(struct block *b, const struct yaml_draft *d)
{
	struct yaml *y = &b->nodes[b->n_nodes++];

	y->kind = (uint8_t)d->kind;
	y->quoted = d->quoted;
	y->last = !d->next;
	y->line = d->line;
	y->n = d->n;
	y->key = put_text(b, y, d->key);
	y->scalar = put_text(b, y, d->text);
	for (const struct yaml_draft *c = d->child; c; c = c->next)
		put_node(b, c);
	y->size = (uint32_t)(b->nodes + b->n_nodes - y);
}

const struct yaml *yaml_freeze(struct arena *a, const struct yaml_draft *root)
{
	struct block b = { 0 };

	measure(root, &b);
	b.nodes = arena_zalloc(a, 1, b.n_nodes * sizeof(*b.nodes) + b.n_texts);
	b.texts = (char *)(b.nodes + b.n_nodes);
	b.n_nodes = b.n_texts = 0;
	put_node(&b, root);
	return b.nodes;
}
