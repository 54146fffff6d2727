from langchain.agents import load_tools
from langchain_community.agent_toolkits.load_tools import load_tools as community_tools

# ruleid: langchain-load-tools-shell
a = load_tools(["python_repl"], llm=None)
# ruleid: langchain-load-tools-shell
b = community_tools(["wikipedia", "terminal"], llm=None)

# ok: langchain-load-tools-shell
c = load_tools(["wikipedia", "arxiv"], llm=None)
# ok: langchain-load-tools-shell
d = load_tools([], llm=None)
# ok: langchain-load-tools-shell
e = ["python_repl"]
