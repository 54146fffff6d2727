from lxml import etree
from lxml.etree import XMLParser
import lxml.html


def parsers(path):
    # ruleid: lxml-entities-on
    a = etree.XMLParser(resolve_entities=False)
    # ruleid: lxml-entities-on
    b = XMLParser(load_dtd=True, remove_blank_text=True)
    # ruleid: lxml-entities-on
    c = etree.XMLParser(no_network=False)
    # ruleid: lxml-entities-on
    for _, row in etree.iterparse(path, load_dtd=True):
        yield row
    yield a, b, c


def safe(path):
    # ok: lxml-entities-on
    a = etree.XMLParser(resolve_entities=False, no_network=True)
    # ok: lxml-entities-on
    b = lxml.html.parse(path)
    # ok: lxml-entities-on
    c = XMLParser(remove_blank_text=True)
    return a, b, c
