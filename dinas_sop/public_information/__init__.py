"""What the law on public information (UU 14/2008) adds to the SOP: the time to answer, and objections.

- ``deadline``, ``answer``, ``objection_rules``  plain: arithmetic, what a request's log says of its answer, who may
  write what of an objection;
- ``requests``    the clock of a Data Request, written by the engine in the save that moves it;
- ``extension``   the one extension, given by a letter;
- ``objections``  the guard of Information Objection, its windows and its clock;
- ``notices``     who is told when such a deadline comes near or has passed, once each.
"""
