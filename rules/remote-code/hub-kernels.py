import kernels
from kernels import get_kernel, get_local_kernel

# ruleid: hub-kernels
activation = get_kernel("kernels-community/activation")
# ruleid: hub-kernels
attention = kernels.get_kernel("kernels-community/flash-attn", revision="main")

# ok: hub-kernels
pinned = get_kernel("kernels-community/activation", revision="0123456789abcdef0123456789abcdef01234567")
# ok: hub-kernels
local = get_local_kernel("build/activation", "activation")
# ok: hub-kernels
version = get_kernel("kernels-community/activation", version=1)
# ok: hub-kernels
here = kernels.has_kernel("kernels-community/activation")
