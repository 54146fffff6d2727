import langchain_experimental.sql as sql
from langchain_community.agent_toolkits import create_sql_agent

# ruleid: langchain-sql-agent
a = create_sql_agent(None, db=None)
# ruleid: langchain-sql-agent
b = sql.SQLDatabaseChain.from_llm(None, None)

# ok: langchain-sql-agent
c = create_sql_agent
# ok: langchain-sql-agent
d = dict(create_sql_agent=1)
# ok: langchain-sql-agent
print(sql.__name__)
