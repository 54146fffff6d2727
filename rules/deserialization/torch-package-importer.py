import torch.package
from torch.package import PackageExporter, PackageImporter

# ruleid: torch-package-importer
importer = PackageImporter("model.pt")
# ruleid: torch-package-importer
other = torch.package.PackageImporter("model.pt", lambda name: False)

# ok: torch-package-importer
exporter = PackageExporter("model.pt")
# ok: torch-package-importer
kind = PackageImporter
# ok: torch-package-importer
is_torch = torch.package.is_from_package(importer)
