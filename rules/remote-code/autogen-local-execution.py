import autogen
from autogen import UserProxyAgent
from autogen.coding import DockerCommandLineCodeExecutor, LocalCommandLineCodeExecutor

# ruleid: autogen-local-execution
config = {"work_dir": "coding", "use_docker": False}
# ruleid: autogen-local-execution
user = UserProxyAgent("user", code_execution_config={"use_docker": False})
# ruleid: autogen-local-execution
executor = LocalCommandLineCodeExecutor(work_dir="coding")

# ok: autogen-local-execution
safe = {"work_dir": "coding", "use_docker": True}
# ok: autogen-local-execution
container = DockerCommandLineCodeExecutor(work_dir="coding")
# ok: autogen-local-execution
off = autogen.UserProxyAgent("user", code_execution_config=False)
