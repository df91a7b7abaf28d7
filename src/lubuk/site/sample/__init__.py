"""The sample institution, made from lubuk/packs/sample by the same actions that people use."""

from lubuk.site.sample.loading import load_sample

__all__ = ["load_sample"]
