import jinja2
from jinja2 import Environment, FileSystemLoader, select_autoescape

# ruleid: jinja-autoescape-off
a = jinja2.Environment(loader=FileSystemLoader("templates"))
# ruleid: jinja-autoescape-off
b = Environment(autoescape=False)

# ok: jinja-autoescape-off
c = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
# ok: jinja-autoescape-off
d = Environment(loader=FileSystemLoader("templates"), autoescape=True)
# ok: jinja-autoescape-off
e = Environment(trim_blocks=True)
