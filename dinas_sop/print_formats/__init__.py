"""The eight documents of SOP 5.2.9, laid out in plain Python: values in, HTML or PDF out.

Nothing here imports frappe, so a letter can be looked at and tested without a site:

- ``values``    what each document holds (frozen dataclasses);
- ``rows``      the labelled rows a letter shows about an applicant, a research, a reply;
- ``wording``   the office's own sentences with their ``{placeholders}``;
- ``numbers``   letter and registration numbers from a pattern;
- ``dates``     Indonesian dates;
- ``renderer``  ``html(document)`` and ``pdf(document)``;
- ``templates`` Jinja parts and one stylesheet, ``assets`` the only folder a page may load files from.
"""
