"""What every page is made of: templates, components, style sheets, icons and the tags that draw them.

The lowest floor: nothing here knows of items, people or the database. Templates name what they show by
attribute (``item.title``, ``person.name``), and whoever has such a thing may use them. No models, no forms;
the only view is the page of parts that developers see.
"""
