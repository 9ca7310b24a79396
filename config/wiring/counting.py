"""Who can count an automatic indicator."""

# name of an automatic indicator → the floor that can count it; none before evaluation
MEASURES: dict = {}
