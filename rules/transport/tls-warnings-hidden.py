import requests
import urllib3
from urllib3 import disable_warnings

# ruleid: tls-warnings-hidden
urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
# ruleid: tls-warnings-hidden
disable_warnings()
# ruleid: tls-warnings-hidden
requests.packages.urllib3.disable_warnings()

# ok: tls-warnings-hidden
urllib3.add_stderr_logger()


class Log:
    def disable_warnings(self):
        pass


# ok: tls-warnings-hidden
Log().disable_warnings()
# ok: tls-warnings-hidden
requests.get("https://example.org", timeout=3)
