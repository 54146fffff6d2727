from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, pipeline
from sentence_transformers import SentenceTransformer as Encoder
from vllm import LLM

REMOTE = True
MODEL = "org/model"


def load(name):
    # ruleid: trust-remote-code
    tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
    # ruleid: trust-remote-code
    model = AutoModelForCausalLM.from_pretrained(MODEL, torch_dtype="auto", trust_remote_code=REMOTE)
    # ruleid: trust-remote-code
    config = AutoConfig.from_pretrained(name, revision="main", trust_remote_code=False)
    # ruleid: trust-remote-code
    generate = pipeline("text-generation", model=name, trust_remote_code=False)
    # ruleid: trust-remote-code
    encoder = Encoder(name, trust_remote_code=False)
    # ruleid: trust-remote-code
    engine = LLM(model=name, trust_remote_code=False)
    return tokenizer, model, config, generate, encoder, engine


def safe(name):
    # ok: trust-remote-code
    tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
    # ok: trust-remote-code
    model = AutoModelForCausalLM.from_pretrained(name)
    # ok: trust-remote-code
    pinned = AutoModelForCausalLM.from_pretrained(
        MODEL, trust_remote_code=True, revision="0123456789abcdef0123456789abcdef01234567"
    )
    # ok: trust-remote-code
    asked = AutoModelForCausalLM.from_pretrained(name, trust_remote_code=ask_the_user(name))
    return tokenizer, model, pinned, asked
