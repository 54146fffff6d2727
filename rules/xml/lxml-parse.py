from lxml import etree
from lxml.etree import fromstring
import lxml.html


def annotations(path, text):
    # ruleid: lxml-parse
    tree = etree.parse(path)
    # ruleid: lxml-parse
    root = fromstring(text)
    # ruleid: lxml-parse
    for _, row in etree.iterparse(path):
        yield row
    yield tree, root


def safe(path, text):
    parser = etree.XMLParser(resolve_entities=False)
    # ok: lxml-parse
    a = etree.parse(path, parser)
    # ok: lxml-parse
    b = etree.fromstring("<a/>")
    # ok: lxml-parse
    c = lxml.html.fromstring(text)
    # ok: lxml-parse
    return a, b, c, etree.tostring(b)
