"""Mutation tests: changes the code in small ways and reports those that no test notices."""
