import mcp
from mcp import StdioServerParameters

# ruleid: mcp-unpinned-server
a = StdioServerParameters(command="npx", args=["-y", "@modelcontextprotocol/server-filesystem", "/data"])
# ruleid: mcp-unpinned-server
b = {"command": "uvx", "args": ["mcp-server-git"], "transport": "stdio"}

# ok: mcp-unpinned-server
c = mcp.StdioServerParameters(command="npx", args=["-y", "@modelcontextprotocol/server-filesystem@2025.1.14", "/data"])
# ok: mcp-unpinned-server
d = {"command": "uvx", "args": ["mcp-server-git==2025.1.14"]}
# ok: mcp-unpinned-server
e = StdioServerParameters(command="python", args=["server.py"])
