"""The page that reviews a maquette that came back from a partner."""
