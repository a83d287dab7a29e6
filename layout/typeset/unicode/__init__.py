"""Unicode 17 on lines: where one may begin (UAX #14), how characters stand in a vertical one (UAX #50).

The tables are shipped, so nothing depends on the Unicode version that Python was built with.
"""
