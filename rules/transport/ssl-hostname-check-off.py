import ssl

import aiohttp
from aiohttp import TCPConnector

context = ssl.create_default_context()
# ruleid: ssl-hostname-check-off
context.check_hostname = False
# ruleid: ssl-hostname-check-off
connector = aiohttp.TCPConnector(ssl=False)
# ruleid: ssl-hostname-check-off
other = TCPConnector(limit=10, verify_ssl=False)


async def fetch(session, url):
    # ruleid: ssl-hostname-check-off
    async with session.get(url, ssl=False) as response:
        return await response.read()


async def safe(session, url):
    # ok: ssl-hostname-check-off
    async with session.get(url) as response:
        body = await response.read()
    # ok: ssl-hostname-check-off
    context.check_hostname = True
    # ok: ssl-hostname-check-off
    return body, aiohttp.TCPConnector(ssl=context)
