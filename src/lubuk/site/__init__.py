"""Where everything is put together: settings, addresses, wiring, navigation, home, first run, the command
line.
"""
