import numpy.f2py
from torch.utils import cpp_extension
from torch.utils.cpp_extension import load

SOURCE = "void f() {}"
# ruleid: native-code-build
fast = load(name="fast", sources=["fast.cpp"])
# ruleid: native-code-build
inline = cpp_extension.load_inline("inline", cpp_sources=SOURCE)
# ruleid: native-code-build
numpy.f2py.compile(open("fast.f90").read(), modulename="fast")

# ok: native-code-build
numpy.f2py.compile("subroutine a\nend", modulename="a")
# ok: native-code-build
extension = cpp_extension.CppExtension("fast", ["fast.cpp"])
# ok: native-code-build
home = cpp_extension.CUDA_HOME
