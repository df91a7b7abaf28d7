"""Files that hang on items. So far pictures in texts: made small and clean when they come in, served by the item's rights."""
