import smolagents
from smolagents import CodeAgent, ToolCallingAgent

# ruleid: smolagents-local-executor
a = CodeAgent(tools=[], model=None)
# ruleid: smolagents-local-executor
b = smolagents.CodeAgent(tools=[], model=None, executor_type="local")

# ok: smolagents-local-executor
c = CodeAgent(tools=[], model=None, executor_type="docker")
# ok: smolagents-local-executor
d = CodeAgent(tools=[], model=None, executor_type="e2b")
# ok: smolagents-local-executor
e = ToolCallingAgent(tools=[], model=None)
