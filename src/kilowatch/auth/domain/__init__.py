"""The rules of `auth`, by subject. Pure: time is an argument."""
