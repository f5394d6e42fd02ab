"""Nearing and overdue steps: who is told, once each, in the desk and in one daily mail."""
