"""Names of roles, DocTypes and other terms of the SOP, each written once.

States, actions, evidence and who may do what are not here: they are data of the Workflow and the SOP.
"""

KEPALA_DINAS = "Kepala Dinas"
SEKRETARIAT = "Sekretariat"
PETUGAS_SURAT_MASUK = "Petugas Surat Masuk"
PETUGAS_FRONTLINER = "Petugas Frontliner"
UNIT_KERJA = "Unit Kerja"
PENELITI = "Peneliti"
PEMOHON = "Pemohon"

STAFF_ROLES = (KEPALA_DINAS, SEKRETARIAT, PETUGAS_SURAT_MASUK, PETUGAS_FRONTLINER, UNIT_KERJA)
APPLICANT_ROLES = (PENELITI, PEMOHON)

RESEARCH_PERMIT = "Research Permit"
DATA_REQUEST = "Data Request"
CASE_DOCTYPES = (RESEARCH_PERMIT, DATA_REQUEST)
STEP_LOG = "SOP Step Log"
OFFICIAL_LETTER = "Official Letter"
LETTER_TEMPLATE = "Letter Template"
SOP_ASSESSMENT = "SOP Assessment"
OBJECTION = "Information Objection"
SETTINGS = "Dinas SOP Settings"

STATE_FIELD = "workflow_state"

CHANNEL_WEB_FORM = "Formulir Web"
CHANNEL_LINK = "Tautan Pemohon"
CHANNEL_COUNTER = "Loket"
CHANNEL_DESK = "Meja Kerja"
