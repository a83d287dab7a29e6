"""What a desk objects to on a page: pure checks that read the Scene, a file for each family; `table` runs them."""
