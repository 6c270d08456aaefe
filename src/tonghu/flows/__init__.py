"""Steps that cross desks: each calls one action of each."""
