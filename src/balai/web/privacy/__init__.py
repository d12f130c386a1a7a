"""What is held about people, why, and for how long: told from what the models themselves declare."""
