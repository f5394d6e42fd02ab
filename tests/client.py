"""A small HTTP client of one running site, as an applicant's or a clerk's browser would speak to it."""

import requests

TIMEOUT = 120  # seconds; a letter's PDF or a cold page may take its time on two cores


class Client(requests.Session):
	"""A `requests.Session` whose paths are relative to the site: `client.get("/api/resource/User")`.

	Every client keeps its own cookies. Nothing raises on an HTTP error: tests look at the status.
	"""

	def __init__(self, base_url: str):
		super().__init__()
		self.base_url = base_url.rstrip("/")
		self.headers["Accept"] = "application/json, text/html;q=0.9, */*;q=0.8"
		self.trust_env = False

	def request(self, method, url, **kwargs):
		if url.startswith("/"):
			url = self.base_url + url
		kwargs.setdefault("timeout", TIMEOUT)
		return super().request(method, url, **kwargs)

	def method(self, name: str, /, **args) -> requests.Response:
		"""POST to a whitelisted method by its dotted path, its arguments as JSON."""
		return self.post(f"/api/method/{name}", json=args)

	def login(self, user: str, password: str) -> "Client":
		"""Log in; the session cookie stays with this client."""
		response = self.post("/api/method/login", data={"usr": user, "pwd": password})
		assert response.status_code == 200, (
			f"{user} cannot log in: {response.status_code} {response.text[:500]}"
		)
		self.user = user
		return self


class Http:
	"""Makes clients: `http.login(user, password)` and `http.guest()`, each with its own session."""

	def __init__(self, base_url: str, password: str):
		self.base_url, self.password = base_url, password

	def guest(self) -> Client:
		"""A client that has not logged in."""
		return Client(self.base_url)

	def login(self, user: str, password: str | None = None) -> Client:
		"""A client logged in as this user; without a password it takes the test users' common one."""
		return Client(self.base_url).login(user, password or self.password)
