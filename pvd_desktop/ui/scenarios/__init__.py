"""The page of the scenarios « Et si… »."""
