"""Names of the letters and documents, once. They are what ``Letter.kind`` and the office's records say."""

RECOMMENDATION = "Surat Rekomendasi Penelitian"
COMPLETION = "Surat Keterangan Selesai Penelitian"
DATA_REPLY = "Surat Balasan Permohonan Data"
EXTENSION = "Surat Pemberitahuan Perpanjangan Waktu"
PLAIN_LETTER = "Surat Biasa"

RECEIPT = "Tanda Terima"
DISPOSITION_SHEET = "Lembar Disposisi"
COMMITMENT = "Surat Pernyataan"
CONTROL_SHEET = "Lembar Kendali"
SOP_DOCUMENT = "Dokumen SOP"
ASSESSMENT = "Penilaian SOP"

LETTERS = (RECOMMENDATION, COMPLETION, DATA_REPLY, EXTENSION, PLAIN_LETTER)
DOCUMENTS = (RECEIPT, DISPOSITION_SHEET, COMMITMENT, CONTROL_SHEET, SOP_DOCUMENT, ASSESSMENT)
