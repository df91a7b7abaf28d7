"""Files that hang on items: pictures in texts, made small and clean when they come in, served by the item's rights."""
