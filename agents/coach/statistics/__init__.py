"""What figures allow to be said: pure functions of numbers, each with its uncertainty.

All intervals hold 90% of the time where the stated assumptions hold.
"""

COVERAGE = 0.9
