"""Partners’ workbooks: what may be written in them is read from their parts, and only the cells filled change."""
