"""The bare Django project that pages are measured against: one view, one row, a template of 10 kB."""
