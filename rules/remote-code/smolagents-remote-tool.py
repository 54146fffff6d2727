import smolagents
from smolagents import CodeAgent, Tool, ToolCollection, load_tool

# ruleid: smolagents-remote-tool
image = load_tool("somebody/text-to-image")
# ruleid: smolagents-remote-tool
other = Tool.from_hub("somebody/search")
# ruleid: smolagents-remote-tool
collection = smolagents.ToolCollection.from_hub("somebody/collection-1234", token=None)

# ok: smolagents-remote-tool
with ToolCollection.from_mcp({"command": "server"}) as tools:
    # ok: smolagents-remote-tool
    agent = CodeAgent(tools=[*tools.tools], model=None)
# ok: smolagents-remote-tool
image.push_to_hub("me/tool")
