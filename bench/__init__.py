"""How fast Rehearse is: ratios and medians, run by `make bench`."""
