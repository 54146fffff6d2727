import tempfile
from tempfile import mktemp

# ruleid: temp-name-race
path = tempfile.mktemp(suffix=".pt")
# ruleid: temp-name-race
other = mktemp()

# ok: temp-name-race
handle, safe = tempfile.mkstemp()
# ok: temp-name-race
folder = tempfile.mkdtemp()


def test_cache(tmp_path_factory):
    # ok: temp-name-race
    return tmp_path_factory.mktemp("cache")
