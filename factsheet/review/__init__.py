"""The local review page and its store: from machine findings to facts that a person stands behind.

- `events`, `store`: what reviewers did, as an append-only log `<id>.review.json` beside the sheet.
- `anchors`, `state`: the log and the extraction, joined into the sheet as it stands now.
- `amend`: edits and additions, held to the contract.
- `gate`: what `build` may print. `agreement`, `handover`: two reviewers; passing work on.
- `desk`, `views`, `guard`, `server`: the page. `utf16` is the only place where offsets change their unit.
"""
