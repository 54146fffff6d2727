import logging.config
from logging.config import listen

# ruleid: logging-config-listen
thread = logging.config.listen(9999)
# ruleid: logging-config-listen
other = listen()


def check(data):
    return data


# ok: logging-config-listen
safe = logging.config.listen(9999, verify=check)
# ok: logging-config-listen
logging.config.dictConfig({"version": 1})
# ok: logging-config-listen
thread.start()
