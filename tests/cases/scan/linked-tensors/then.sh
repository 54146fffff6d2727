rm -r ../linked-tensors.outside
