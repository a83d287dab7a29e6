"""What is found wrong, as problems of the edition, in the order in which an editor reads them."""
