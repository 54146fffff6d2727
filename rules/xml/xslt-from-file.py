from lxml import etree
from lxml.etree import XSLT

stylesheet = etree.parse("flatten.xsl")
# ruleid: xslt-from-file
a = etree.XSLT(stylesheet)
# ruleid: xslt-from-file
b = XSLT(stylesheet, regexp=False)

# ok: xslt-from-file
c = etree.XSLT(stylesheet, access_control=etree.XSLTAccessControl.DENY_ALL)
# ok: xslt-from-file
d = a(stylesheet)
# ok: xslt-from-file
e = etree.XPath("//row")
