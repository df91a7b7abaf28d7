"""What can be brought in, a module each: it opens what was sent and gives its pages one after another."""
