"""The JSON face: `api.md` in code. One table of operations makes both the routes and the OpenAPI document.

Read in this order: `models` (bodies and their limits), `call` (what an operation is given),
`operations` (what each does, the table), `dispatch` (from a request to an operation and back),
`answers` (the bodies that are sent), `document` (OpenAPI).
"""
