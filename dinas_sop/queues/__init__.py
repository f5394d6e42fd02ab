"""My Queue: what waits for whom, urgent first, with the time that is left; the numbers and charts of the workspace."""
