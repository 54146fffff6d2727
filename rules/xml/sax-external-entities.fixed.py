import xml.sax
import xml.sax.handler
from xml.sax.handler import feature_external_ges

parser = xml.sax.make_parser()
# ruleid: sax-external-entities
parser.setFeature(feature_external_ges, False)
# ruleid: sax-external-entities
parser.setFeature(xml.sax.handler.feature_external_pes, False)

# ok: sax-external-entities
parser.setFeature(feature_external_ges, False)
# ok: sax-external-entities
parser.setFeature(xml.sax.handler.feature_namespaces, True)
# ok: sax-external-entities
parser.getFeature(feature_external_ges)
