"""A YAML file -> plain values that know their lines, and a model's value, or what is wrong with it."""
