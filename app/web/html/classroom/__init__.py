"""The pages of a class: opening it, leading it, joining it, following it, its projector and its summary.

All of a class lies below `/class/482913`, with a workbench of its own: the forms of the workbench are mounted there
again, and `held` decides whose session they show and change.
"""
