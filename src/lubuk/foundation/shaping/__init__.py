"""Kinds and flows that officers shape in the browser: their texts, drafts, versions, and what is in force.

A text is YAML, exactly as in a pack's file, and is read by the same reader (`lubuk.foundation.items.kinds.reading`); one
with the name of a shipped kind or flow stands in its place. The pages are `lubuk.domains.kinds`.
"""
