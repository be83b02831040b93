"""Pages of a PDF on screen: built and drawn off the GUI thread, shared by the rooms that show them."""
