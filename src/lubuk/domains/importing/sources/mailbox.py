def is_mailbox(head): return False
