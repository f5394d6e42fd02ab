"""All paths together: nothing in the tables of the design that nobody has walked. Runs after the others of its folder."""

import json
from pathlib import Path

import pytest

import dinas_sop
from dinas_sop.constants import CASE_DOCTYPES

FIXTURE = Path(dinas_sop.__file__).parent / "fixtures/once/workflow.json"
# objections have paths and tests of their own: tests/site/test_objection.py
SHIPPED = [each for each in json.loads(FIXTURE.read_text()) if each["document_type"] in CASE_DOCTYPES]


@pytest.mark.parametrize("workflow", SHIPPED, ids=lambda workflow: workflow["document_type"])
def test_every_state_is_reached_and_every_row_is_used(office, all_paths, workflow):
	"""Protects every role: each row of the shipped Workflow was used over HTTP, by its role, into its next state."""
	rows = {(t["state"], t["action"], t["next_state"], t["allowed"]) for t in workflow["transitions"]}
	walked = {row[1:] for row in office.walked if row[0] == workflow["document_type"]}
	assert walked == rows
	visited = {state for state, _action, next_state, _role in walked for state in (state, next_state)}
	assert visited == {state["state"] for state in workflow["states"]}
