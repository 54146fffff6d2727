from datasets import load_dataset
from transformers import AutoModel, AutoTokenizer


def load(args, name, output_dir):
    # ruleid: hub-variable-unpinned
    model = AutoModel.from_pretrained(args.model_name)
    # ruleid: hub-variable-unpinned
    data = load_dataset(name, split="train")
    # ok: hub-variable-unpinned
    tokenizer = AutoTokenizer.from_pretrained(args.model_name, revision=args.revision)
    # ok: hub-variable-unpinned
    trained = AutoModel.from_pretrained(output_dir)
    # ok: hub-variable-unpinned
    fixed = AutoModel.from_pretrained("./model")
    return model, data, tokenizer, trained, fixed
