import ast
import json
import subprocess

import ollama
import openai
from openai import OpenAI

client = OpenAI()


def solve(question, tokenizer, model, inputs):
    response = client.chat.completions.create(model="m", messages=[{"role": "user", "content": question}])
    # ruleid: model-output-to-code
    result = eval(response.choices[0].message.content)
    code = tokenizer.decode(model.generate(**inputs)[0])
    # ruleid: model-output-to-code
    exec(code)
    answer = ollama.chat(model="m", messages=[])
    # ruleid: model-output-to-code
    subprocess.run(answer["message"]["content"], shell=True)
    return result


def safe(question, cursor):
    response = client.chat.completions.create(model="m", messages=[])
    text = response.choices[0].message.content
    # ok: model-output-to-code
    value = ast.literal_eval(text)
    # ok: model-output-to-code
    plan = json.loads(text)
    # ok: model-output-to-code
    cursor.execute("SELECT name FROM runs WHERE name = ?", (text,))
    # ok: model-output-to-code
    print(text, plan)
    return value, eval("1 + 1"), openai.__version__
