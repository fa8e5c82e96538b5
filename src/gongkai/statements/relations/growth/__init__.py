"""This year's figures against another year's: changes, multiples, what a row of years comes to."""
