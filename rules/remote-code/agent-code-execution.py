from crewai import Agent
from crewai_tools import CodeInterpreterTool
from interpreter import interpreter

# ruleid: agent-code-execution
a = Agent(role="analyst", allow_code_execution=True, code_execution_mode="unsafe")
# ruleid: agent-code-execution
interpreter.auto_run = True
# ruleid: agent-code-execution
tool = CodeInterpreterTool(unsafe_mode=True)

# ok: agent-code-execution
b = Agent(role="analyst", allow_code_execution=True, code_execution_mode="safe")
# ok: agent-code-execution
interpreter.auto_run = False
# ok: agent-code-execution
safe_tool = CodeInterpreterTool()
