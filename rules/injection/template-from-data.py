import jinja2
from flask import render_template_string
from jinja2 import Environment, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment


def render(metadata, messages):
    # ruleid: template-from-data
    a = Template(metadata["chat_template"]).render(messages=messages)
    environment = Environment(trim_blocks=True)
    # ruleid: template-from-data
    b = environment.from_string(metadata["tokenizer.chat_template"])
    # ruleid: template-from-data
    c = render_template_string(messages)
    return a, b, c


def safe(metadata, messages):
    # ok: template-from-data
    a = jinja2.Template("Hello {{ name }}")
    environment = ImmutableSandboxedEnvironment()
    # ok: template-from-data
    b = environment.from_string(metadata["chat_template"])
    # ok: template-from-data
    c = Environment(loader=jinja2.FileSystemLoader("templates")).get_template("page.html")
    return a, b, c
