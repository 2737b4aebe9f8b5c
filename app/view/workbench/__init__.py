"""The rest of the workbench: controls, timeline, cost, and the Python listing."""
