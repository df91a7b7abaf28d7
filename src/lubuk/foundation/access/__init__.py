"""Who may see and do what: roles that people hold, where they hold them, and the words packs use for them.

Seeing is asked of `Item.objects.visible_to`; doing, of `can_<verb>` beside each action. Both start from `standing`.
"""
