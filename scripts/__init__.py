"""What `make run` and `make test` do, step by step. Standard library only: it runs before anything is installed."""
