"""A whole synthetic season on real reference data: the generator, the player and what they show."""
