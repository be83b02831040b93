"""The page « Plan d’action »: the tree of the fiches by orientation and the editor of one of them."""
