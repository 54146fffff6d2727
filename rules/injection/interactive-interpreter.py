import code
from code import InteractiveInterpreter

import IPython

# ruleid: interactive-interpreter
IPython.embed()
# ruleid: interactive-interpreter
interpreter = InteractiveInterpreter()
# ruleid: interactive-interpreter
code.interact(local=locals())

# ok: interactive-interpreter
kind = code.__name__
# ok: interactive-interpreter
IPython.display.clear_output()


class Zip:
    code = 1000


# ok: interactive-interpreter
print(Zip.code)
