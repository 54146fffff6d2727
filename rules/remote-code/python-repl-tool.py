import langchain_experimental.utilities as utilities
from langchain_community.tools import DuckDuckGoSearchRun, ShellTool
from langchain_experimental.tools import PythonREPLTool
from langchain_experimental.utilities import PythonREPL

# ruleid: python-repl-tool
repl = PythonREPL()
# ruleid: python-repl-tool
tool = PythonREPLTool()
# ruleid: python-repl-tool
shell = ShellTool(ask_human_input=False)
# ruleid: python-repl-tool
other = utilities.PythonREPL()

# ok: python-repl-tool
search = DuckDuckGoSearchRun()
# ok: python-repl-tool
tools = [tool, search]
# ok: python-repl-tool
kind = PythonREPL
