"""qantar: an interactive geospatial dashboard of the January 2022 unrest in Kazakhstan."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("qantar")
except PackageNotFoundError:  # the source tree without an installation
    __version__ = "0"
