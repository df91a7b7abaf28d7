"""The organisation as a tree of units; a root is an institution. Moving and renaming lose nothing."""
