from smolagents import CodeAgent
from smolagents import LocalPythonExecutor as Executor

# ruleid: smolagents-authorized-imports
a = CodeAgent(tools=[], model=None, additional_authorized_imports=["*"])
# ruleid: smolagents-authorized-imports
b = CodeAgent(tools=[], model=None, additional_authorized_imports=["numpy", "os"])
# ruleid: smolagents-authorized-imports
c = Executor(additional_authorized_imports=["subprocess"])

# ok: smolagents-authorized-imports
d = CodeAgent(tools=[], model=None, additional_authorized_imports=["numpy", "pandas"])
# ok: smolagents-authorized-imports
e = CodeAgent(tools=[], model=None, additional_authorized_imports=[])
# ok: smolagents-authorized-imports
f = CodeAgent(tools=[], model=None, description="*")
