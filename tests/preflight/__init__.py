"""A finished PDF -> what preflight says of it."""
