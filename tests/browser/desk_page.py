"""The desk as a person uses it: open a case, see its head and its buttons, fill in the dialog of an action."""

from playwright.sync_api import Locator, Page, expect

LOADED = """([doctype, name]) => window.cur_frm && cur_frm.doctype === doctype && cur_frm.docname === name
	&& !frappe.request.ajax_count && document.querySelector(`.dinas-progress[data-case="${name}"]`)"""


class DeskPage:
	"""A logged-in person's desk.

	Args:
		page: a Playwright page of that person's session.
	"""

	def __init__(self, page: Page):
		self.page = page
		self.is_open = False

	def open(self, doctype: str, name: str) -> "DeskPage":
		"""Open a case; within the desk the way a click in a list does, which loads nothing anew."""
		if not self.is_open:
			self.page.goto(f"/app/{doctype.lower().replace(' ', '-')}/{name}")
			self.is_open = True
		else:
			self.page.evaluate(
				"([doctype, name]) => frappe.set_route('Form', doctype, name)", [doctype, name]
			)
		self.page.wait_for_function(LOADED, arg=[doctype, name])
		return self

	@property
	def head(self) -> Locator:
		return self.page.locator(".dinas-progress:visible")

	def current_step(self) -> int:
		"""Number of the step marked as the present one; 0 where none is."""
		now = self.head.locator('[aria-current="step"]')
		return int(now.get_attribute("data-step")) if now.count() else 0

	def turn(self) -> str:
		"""The role whose turn the head names; empty where it names none."""
		role = self.head.locator(".dinas-turn b")
		return role.inner_text() if role.count() else ""

	def actions(self) -> list[str]:
		"""The actions whose buttons can be seen."""
		return [
			b.get_attribute("data-dinas-action")
			for b in self.page.locator("[data-dinas-action]:visible").all()
		]

	def begin(self, action: str) -> "Dialog":
		"""Press an action's button."""
		self.page.locator(f'[data-dinas-action="{action}"]:visible').click()
		dialog = Dialog(self.page)
		dialog.box.wait_for()
		self.page.wait_for_function("window.cur_dialog?.display")  # it has come to rest
		return dialog

	def state(self) -> str:
		return self.page.evaluate("cur_frm.doc.workflow_state")


class Dialog:
	"""The dialog of an action."""

	def __init__(self, page: Page):
		self.page = page
		self.box = page.locator(".dinas-move .modal-content:visible")

	def field(self, name: str) -> Locator:
		return self.box.locator(f'.frappe-control[data-fieldname="{name}"]')

	def choose(self, name: str, value: str):
		self.field(name).locator("select").select_option(value)

	def fill(self, name: str, value: str):
		self.field(name).locator("input, textarea").first.fill(value)

	def pick(self, name: str, words: str):
		"""Choose from a list by a part of its words."""
		entry = self.field(name).locator("input")
		entry.fill(words)
		self.field(name).locator("li:visible, [role=option]:visible").first.click()
		expect(entry).not_to_have_value(words)

	def carry_out(self):
		self.box.locator(".btn-modal-primary").click()

	def save_first(self):
		self.box.locator(".btn-modal-secondary").click()

	@property
	def refusal(self) -> Locator:
		return self.box.locator('[role="alert"]:visible')

	def closed(self):
		"""Wait until the move is done and the form shows the case again."""
		expect(self.page.locator(".dinas-move .modal-content:visible")).to_have_count(0)
		self.page.wait_for_function("!frappe.request.ajax_count && !cur_frm.is_dirty()")
