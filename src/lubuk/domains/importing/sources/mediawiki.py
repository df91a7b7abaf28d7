def is_dump(head): return False
