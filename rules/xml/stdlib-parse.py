import xml.etree.ElementTree as ET
from xml.dom import minidom

import defusedxml.ElementTree as SafeET


def boxes(path, text):
    # ruleid: stdlib-parse
    root = ET.parse(path).getroot()
    # ruleid: stdlib-parse
    other = minidom.parseString(text)
    return root, other


def safe(path, root):
    # ok: stdlib-parse
    a = SafeET.parse(path)
    # ok: stdlib-parse
    b = ET.fromstring("<a/>")
    # ok: stdlib-parse
    return a, b, minidom.parseString(ET.tostring(root)).toprettyxml()
