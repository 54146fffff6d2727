import pandsa
import tranformers as t
from sklean import x
import nunpy.linalg
print(pandsa.DataFrame, nunpy.zeros(3))
