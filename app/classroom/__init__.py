"""A class: one network that a teacher leads, the questions asked about it, and the members who answer.

Read in this order: `classroom` (the class as a value), `member` (a member as a value), `leading` (what the teacher can
do: from class to class), `following` (what a member can do: from member to member), `counting` (how a question was
answered), `summary`, `codec` (to bytes and back), `service` (the one place where a class meets the store), `errors`.

The class and each member are entries of their own in the store, so that the answers of a thousand members do not wait
for each other.
"""
