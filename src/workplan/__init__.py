"""workplan: a bureau's yearly work plan kept as one validated YAML file."""

__version__ = "0.1.0"
