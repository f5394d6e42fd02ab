"""The platform's own web form endpoints, closed for our documents and only for them."""

import json

import pytest

from tests.site.factory import people, user_of
from tests.site.public_forms import DATA, RESEARCH, answers, count

CORE = "frappe.website.doctype.web_form.web_form"
SPELLINGS = (
	"izin-penelitian",
	"Izin-Penelitian",
	"IZIN-PENELITIAN",
	"izin-penelitian ",
	"izin-penelitian   ",
	"ízin-penelitian",
	"permohonan-data",
)


def payload(doctype: str) -> str:
	return json.dumps({k: v for k, v in answers(doctype).items() if isinstance(v, str)})


ROADS = (
	("v1", f"/api/method/{CORE}.accept", {}),
	("v1 in full", f"/api/v1/method/{CORE}.accept", {}),
	("v2", f"/api/v2/method/{CORE}.accept", {}),
	("v2 by DocType", "/api/v2/method/Web Form/accept", {}),
	("cmd", "/", {"cmd": f"{CORE}.accept"}),
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(("road", "path", "more"), ROADS, ids=[road for road, _path, _more in ROADS])
def test_a_guest_saves_nothing_through_the_core_endpoint(live, http, spelling, road, path, more):
	"""Nobody sets fields of the office, skips the checks or reads a whole document through the platform's endpoint."""
	before = count(RESEARCH), count(DATA)
	guest = http.guest()
	guest.headers["X-Forwarded-For"] = f"198.51.100.{SPELLINGS.index(spelling) + 1}"
	answer = guest.post(path, data={"web_form": spelling, "data": payload(RESEARCH), **more})
	assert answer.status_code in (403, 404, 417), answer.text[:300]
	assert (count(RESEARCH), count(DATA)) == before
	assert "tracking_code" not in answer.text


def test_a_filter_instead_of_a_name_is_refused_too(live, http):
	"""The form is found as the platform would find it, so a filter is no way round."""
	before = count(RESEARCH)
	for web_form in ({"route": "izin-penelitian"}, [["doc_type", "=", RESEARCH]], {"doc_type": RESEARCH}):
		answer = http.guest().method(f"{CORE}.accept", web_form=web_form, data=payload(RESEARCH))
		assert answer.status_code in (403, 404, 417), answer.text[:300]
	assert count(RESEARCH) == before


def test_staff_and_administrator_are_refused_as_well(live, http):
	"""A clerk enters an application in the desk, where the guard knows the clerk."""
	people()
	live.db.commit()
	before = count(RESEARCH)
	for client in (http.login(user_of("frontliner"), "dinas-2026"), http.login("Administrator")):
		answer = client.method(f"{CORE}.accept", web_form="izin-penelitian", data=payload(RESEARCH))
		assert answer.status_code == 403, answer.text[:300]
	assert count(RESEARCH) == before


def test_the_document_itself_refuses_that_way(site, monkeypatch):
	"""Where another app overrides the endpoint after us, the case still is not taken from it."""
	from frappe.website.doctype.web_form import web_form as core

	from dinas_sop.workflows.messages import Refused

	monkeypatch.setattr(site.local, "request", None, raising=False)
	data = {k: v for k, v in answers(DATA).items() if isinstance(v, str)}
	before = site.db.count(DATA)
	for user in ("Guest", "Administrator"):
		site.set_user(user)
		with pytest.raises(Refused):
			core.accept(web_form="permohonan-data", data=json.dumps(data))
		site.flags.in_web_form = False
	site.set_user("Administrator")
	assert site.db.count(DATA) == before


@pytest.mark.parametrize(
	"args",
	[
		{"doctype": RESEARCH, "web_form_name": "izin-penelitian"},
		{"doctype": RESEARCH, "web_form_name": "IZIN-PENELITIAN "},
		{"doctype": DATA, "docname": "PDE-2026-00001", "web_form_name": "permohonan-data"},
		{"doctype": "ToDo", "web_form_name": "izin-penelitian"},
	],
)
def test_get_form_data_tells_nothing(live, http, args):
	"""The platform's endpoint gives a guest no options of linked records and no document."""
	answer = http.guest().method(f"{CORE}.get_form_data", **args)
	assert answer.status_code == 403, answer.text[:300]
	assert "web_form_fields" not in answer.text


def test_forms_of_others_pass_unchanged(live, http):
	"""The office's other web forms work as before, with the platform's own limit."""
	route = "uji-formulir-lain"
	if not live.db.exists("Web Form", route):
		live.get_doc(
			doctype="Web Form",
			title="Uji formulir lain",
			name=route,
			route=route,
			doc_type="ToDo",
			module="Desk",
			published=1,
			login_required=0,
			web_form_fields=[{"fieldname": "description", "fieldtype": "Small Text", "label": "Isi"}],
		).insert(set_name=route)
		live.db.commit()
	try:
		guest = http.guest()
		guest.headers["X-Forwarded-For"] = "198.51.100.200"
		before = count("ToDo")
		codes = [
			guest.method(f"{CORE}.accept", web_form=route, data=json.dumps({"description": "x"})).status_code
			for _ in range(11)
		]
		assert codes[:10] == [200] * 10 and codes[10] == 429
		assert count("ToDo") == before + 10
		assert guest.method(f"{CORE}.get_form_data", doctype="ToDo", web_form_name=route).status_code == 200
		assert guest.get(f"/{route}/new").status_code == 200
	finally:
		live.db.rollback()
		live.db.delete("ToDo", {"description": "x"})
		live.delete_doc("Web Form", route)
		live.db.commit()


def test_other_guest_endpoints_list_no_case(live, http):
	"""No list of applicants comes out of the platform's website lists."""
	for method in ("frappe.www.list.get", "frappe.www.list.get_list_data"):
		for doctype in (RESEARCH, DATA, "Official Letter", "SOP Step Log"):
			answer = http.guest().method(method, doctype=doctype, web_form_name="izin-penelitian")
			assert (
				answer.status_code != 200
				or not answer.json().get("message")
				or answer.json()["message"] == {"result": []}
			), answer.text[:200]
