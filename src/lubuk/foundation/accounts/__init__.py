"""People: how they sign in, who they are. What they may do is asked in `access`."""
