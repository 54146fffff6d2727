from langchain_experimental.agents import create_csv_agent
from langchain_experimental.agents.agent_toolkits import create_pandas_dataframe_agent as frame_agent

ALLOW = True
# ruleid: langchain-dangerous-code
a = frame_agent(None, None, allow_dangerous_code=True)
# ruleid: langchain-dangerous-code
b = create_csv_agent(None, "rows.csv", verbose=True, allow_dangerous_code=ALLOW)

# ok: langchain-dangerous-code
c = frame_agent(None, None, allow_dangerous_code=False)
# ok: langchain-dangerous-code
d = frame_agent(None, None, verbose=True)
# ok: langchain-dangerous-code
e = dict(allow_dangerous_code_help="no")
