"""Examples of bodies about classes, for the OpenAPI document."""

from app.web.api.examples import Examples

OPEN: Examples = {"the reference example": {"value": {"language": "en"}}}
SETTINGS: Examples = {"one answer each": {"value": {"tries": 1}}}
NETWORK: Examples = {"2-2-1 with numbers of their own": {"value": {"sizes": [2, 2, 1], "own_numbers": True}}}
HAND: Examples = {"raised": {"value": {"raised": True}}}
ASK: Examples = {"a number of the next stage": {"value": {"kind": "number"}}}
ANSWER: Examples = {"a number": {"value": {"text": "-0.385"}}}
