"""Letters and papers of a case on the site: what they say, their life, and how they are reached.

- ``office``        who writes and signs: the settings as the renderer's values
- ``placeholders``  what ``{nama}`` and the like stand for in one case
- ``words``         the words of a letter: prefilled, checked, hashed (plain)
- ``values``        an Official Letter as the renderer's Letter, with the rows each kind shows
- ``papers``        receipt (``promise``: plain), disposition sheet, commitment; ``sheets`` control sheet and SOP
- ``documents``     ``pdf(doc, kind)`` and ``html(doc, kind)`` of all of them, by ``rendering``
- ``rights``        who may write a letter now; ``guard`` what an ordinary save may change
- ``drafting``, ``life``, ``ending``  drafting; issuing, bringing back, replacing; revoked with the case
- ``files``         the bytes: kept once, read back only as they were
- ``signature``     does a PDF carry a digital signature (plain)
- ``printing``      the desk's print formats; ``api`` the methods that the desk calls

The layout itself is in ``print_formats``, which knows nothing of the site.
"""
