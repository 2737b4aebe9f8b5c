"""The mathematics of the pass; NumPy and the standard library only.

Read in this order: `activations`, `losses`, `architecture`, `network`, `stages`, `layout`,
`workspace`, `tape`, `training`. Letters are those of the article: W, B, Z, H, E, dW.
"""
