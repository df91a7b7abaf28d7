"""Opens foreign files: run as `python -m lubuk.shared.attachments.extraction FORMAT PATH FOLDER`, never imported by
pages.

What it finds it says line by line on standard output, as JSON: {"page": …}, {"sheet": …}, {"about": …},
{"note": …}, {"preview": …} and at last {"end": "read" | "nothing" | "refused", "reason": …}. It knows no database,
no settings and no secrets; it has limits on time, memory and the size of what it writes (`limits`).
"""
