"""What a developer runs: the tests and the checks of a checkout, and the things they need on the machine.

None of it is needed to run the product, and none of it can be imported where only the product is installed.
"""
