"""Classes over JSON: opening, leading, joining, answering; rights travel as `Authorization: Bearer …`."""
