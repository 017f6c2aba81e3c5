"""One folder per thing Touchbase does for people; features never import each other."""
